import * as Schema from "../edge/schema.js"
import { Flag, Int64OrText, maybe, Uri } from "../schema/fields.js"
import { Pair } from "./pair.js"

const fields = {
  clientId: maybe(Int64OrText),
  /** The alias that the client had at the time of the request. */
  clientIdAlias: maybe(Schema.String),
  /** Whether the request named the client by its alias. */
  clientIdAliasUsed: maybe(Flag),
  /** The client's entity id, in the sense of OpenID Federation. */
  clientEntityId: maybe(Schema.String),
  /** Whether the request named the client by its entity id. */
  clientEntityIdUsed: maybe(Flag),
  /** The URL of the metadata document that the client was resolved through. */
  metadataDocumentLocation: maybe(Uri),
  /** Whether the client was resolved through its metadata document instead of Authlete's database. */
  metadataDocumentUsed: maybe(Flag),
  /** The attributes of the service that the client belongs to. */
  serviceAttributes: maybe(Schema.Array(Pair)),
  /** The attributes of the client. */
  clientAttributes: maybe(Schema.Array(Pair))
}

export interface ClientReferenceFields extends Readonly<typeof fields> {}

/**
 * What a response may tell about the client, and how the client was named in the request for the token.
 */
export const clientReference: ClientReferenceFields = fields
