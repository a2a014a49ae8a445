import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { maybe, RedactedString, Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Clients.updateSecret`.
 *
 * @since 0.2.0
 * @category secret
 */
export interface ClientSecretUpdateRequest extends Schema.Schema.Type<typeof ClientSecretUpdateRequest> {}

/**
 * @since 0.2.0
 * @category secret
 */
export const ClientSecretUpdateRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientIdentifier: ClientIdentifier,
  /** The new secret: at most 86 characters out of `A-Z`, `a-z`, `0-9`, `-` and `_`. */
  clientSecret: Secret
})

/**
 * The response of `Clients.updateSecret`.
 *
 * @since 0.2.0
 * @category secret
 */
export interface ClientSecretUpdateResponse extends Schema.Schema.Type<typeof ClientSecretUpdateResponse> {}

/**
 * @since 0.2.0
 * @category secret
 */
export const ClientSecretUpdateResponse = Schema.Struct(merge(result, {
  /** The new secret. */
  newClientSecret: maybe(RedactedString),
  /** The secret that it replaces; after a repeated call, this may be the new one, too. */
  oldClientSecret: maybe(RedactedString)
}))

/** @internal */
export const clientsUpdateSecret = Operation.make({
  name: "clients.updateSecret",
  path: "/client/secret/update/{clientIdentifier}",
  request: ClientSecretUpdateRequest,
  response: ClientSecretUpdateResponse,
  resend: Operation.always("idempotent")
})
