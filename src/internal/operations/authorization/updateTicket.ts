import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { AuthorizationTicketInfo } from "../../models/authorizationTicketInfo.js"
import { result } from "../../models/result.js"
import { maybe, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Authorization.updateTicket`.
 *
 * @since 0.2.0
 * @category ticket
 */
export interface AuthorizationTicketUpdateRequest extends Schema.Schema.Type<typeof AuthorizationTicketUpdateRequest> {}

/**
 * @since 0.2.0
 * @category ticket
 */
export const AuthorizationTicketUpdateRequest = Schema.Struct({
  /** The ticket that `Authorization.process` gave out. It stays good. */
  ticket: Token,
  /** What is to be kept with the ticket, in place of what was. */
  info: AuthorizationTicketInfo
})

/**
 * The response of `Authorization.updateTicket`. Every other `action` is an error.
 *
 * @since 0.2.0
 * @category ticket
 */
export interface AuthorizationTicketUpdateResponse
  extends Schema.Schema.Type<typeof AuthorizationTicketUpdateResponse>
{}

/**
 * @since 0.2.0
 * @category ticket
 */
export const AuthorizationTicketUpdateResponse = Schema.Struct(merge(result, {
  action: literal("OK"),
  /** What is kept with the ticket now. */
  info: maybe(AuthorizationTicketInfo)
}))

/** @internal */
export const authorizationUpdateTicket = Operation.make({
  name: "authorization.updateTicket",
  path: "/auth/authorization/ticket/update",
  request: AuthorizationTicketUpdateRequest,
  response: AuthorizationTicketUpdateResponse,
  reports: ["OK"],
  resend: Operation.always("idempotent")
})
