import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { maybe, RedactedString } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

/**
 * The response of `Clients.refreshSecret`.
 *
 * @since 0.2.0
 * @category secret
 */
export interface ClientSecretRefreshResponse extends Schema.Schema.Type<typeof ClientSecretRefreshResponse> {}

/**
 * @since 0.2.0
 * @category secret
 */
export const ClientSecretRefreshResponse = Schema.Struct(merge(result, {
  /** The secret that Authlete drew. */
  newClientSecret: RedactedString,
  /** The secret that it replaces. */
  oldClientSecret: maybe(RedactedString)
}))

/** @internal */
export const clientsRefreshSecret = Operation.make({
  name: "clients.refreshSecret",
  method: "GET",
  path: "/client/secret/refresh/{clientIdentifier}",
  encoding: Encodings.none,
  request: ClientIdentifier,
  response: ClientSecretRefreshResponse,
  // A GET that writes: a second call would draw another secret, and the first one would be lost.
  resend: Operation.always("once")
})
