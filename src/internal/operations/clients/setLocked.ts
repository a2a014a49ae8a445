import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { Flag } from "../../schema/fields.js"

/**
 * The request of `Clients.setLocked`.
 *
 * @since 0.2.0
 * @category lock
 */
export interface ClientFlagUpdateRequest extends Schema.Schema.Type<typeof ClientFlagUpdateRequest> {}

/**
 * @since 0.2.0
 * @category lock
 */
export const ClientFlagUpdateRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientIdentifier: ClientIdentifier,
  /** Whether the client is to be locked. */
  clientLocked: Flag
})

/**
 * The response of `Clients.setLocked`.
 *
 * @since 0.2.0
 * @category lock
 */
export interface ClientFlagUpdateResponse extends Schema.Schema.Type<typeof ClientFlagUpdateResponse> {}

/**
 * @since 0.2.0
 * @category lock
 */
export const ClientFlagUpdateResponse = Schema.Struct(result)

/** @internal */
export const clientsSetLocked = Operation.make({
  name: "clients.setLocked",
  path: "/client/lock_flag/update/{clientIdentifier}",
  request: ClientFlagUpdateRequest,
  response: ClientFlagUpdateResponse,
  resend: Operation.always("idempotent")
})
