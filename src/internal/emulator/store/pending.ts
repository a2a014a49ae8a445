/**
 * Requests whose client application polls until the resource owner has decided on another device (RFC 8628, CIBA).
 */
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { EpochMillis, optional, Seconds } from "../../schema/fields.js"
import { Decision, Wanted } from "./authorizations.js"

/** Why the resource owner's decision brings no tokens. */
export const Denial = Struct({
  error: Schema.Literal("access_denied", "server_error"),
  description: optional(Schema.String),
  uri: optional(Schema.String)
})

const pending = {
  expiresAt: EpochMillis,
  wanted: Wanted,
  decision: optional(Decision),
  denial: optional(Struct(Denial.fields)),
  /** When the client application asked last whether there is a decision. */
  polledAt: optional(EpochMillis),
  isUsed: Schema.Boolean
}

/** A device authorization request. */
export interface DeviceRequest extends Schema.Schema.Type<typeof DeviceRequest> {}

export const DeviceRequest = Struct({ deviceCode: Schema.String, userCode: Schema.String, ...pending })

/** A backchannel authentication request. */
export interface BackchannelRequest extends Schema.Schema.Type<typeof BackchannelRequest> {}

export const BackchannelRequest = Struct({
  ticket: Schema.String,
  /** The `auth_req_id`, once it is issued. */
  authReqId: optional(Schema.String),
  mode: Schema.Literal("POLL", "PING", "PUSH"),
  clientNotificationToken: optional(Schema.String),
  requestedExpiry: optional(Seconds),
  ...pending
})

export type Pending = DeviceRequest | BackchannelRequest

/** Each request stands under every value that names it. */
export type Store<Item extends Pending> = Map<string, Item>

const namesOf = (item: Pending): ReadonlyArray<string> =>
  "deviceCode" in item
    ? [item.deviceCode, item.userCode]
    : item.authReqId === undefined
    ? [item.ticket]
    : [item.ticket, item.authReqId]

export const put = <Item extends Pending>(store: Store<Item>, item: Item): void => {
  for (const name of namesOf(item)) store.set(name, item)
}

/** For how long an expired request is remembered, in milliseconds. */
const remembered = 86_400_000

/** Adds a request, and forgets those that expired long ago. The oldest come first. */
export const add = <Item extends Pending>(store: Store<Item>, item: Item, now: number): void => {
  for (const [name, { expiresAt }] of store) {
    if (expiresAt + remembered > now) break
    store.delete(name)
  }
  put(store, item)
}

export const all = <Item extends Pending>(store: Store<Item>): ReadonlyArray<Item> =>
  Array.from(new Set(store.values()))
