/**
 * A struct like Authlete's client: lists of structs, and secrets at its top and below.
 */
import * as Schema from "effect/Schema"
import { GrantType } from "../../src/internal/models/grantType.js"
import { Pair } from "../../src/internal/models/pair.js"
import { EpochMillis, Flag, Int64, maybe, open, RedactedString, Strings } from "../../src/internal/schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../../src/internal/schema/struct.js"
import { writable } from "../../src/internal/schema/writable.js"

const key = Schema.Struct({
  /** The identifier of the key. */
  id: Schema.String,
  /** The key itself, as the text of a JWK. */
  jwk: RedactedString,
  note: maybe(Schema.String)
})

export interface Key extends TypeOf<typeof key.fields> {}
export interface KeyEncoded extends EncodedOf<typeof key.fields> {}
export const Key: Model<typeof key.fields, Key, KeyEncoded> = key

const client = Schema.Struct({
  clientId: maybe(Int64),
  /** What people see. */
  clientName: maybe(Schema.String),
  clientSecret: maybe(RedactedString),
  createdAt: maybe(EpochMillis),
  redirectUris: maybe(Strings),
  grantTypes: maybe(Schema.Array(open(GrantType))),
  attributes: maybe(Schema.Array(Pair)),
  keys: maybe(Schema.Array(Key)),
  extension: maybe(Schema.Struct({ mainKey: maybe(Key), locked: Flag }))
})

export interface Client extends TypeOf<typeof client.fields> {}
export interface ClientEncoded extends EncodedOf<typeof client.fields> {}
export const Client: Model<typeof client.fields, Client, ClientEncoded> = client

export const ClientRequest = writable(Client, ["clientId", "createdAt"])
export interface ClientRequest extends Schema.Schema.Type<typeof ClientRequest> {}
