import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { AuthorizationTicketInfo } from "../../models/authorizationTicketInfo.js"
import { result } from "../../models/result.js"
import { maybe, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Authorization.ticketInfo`.
 *
 * @since 0.2.0
 * @category ticket
 */
export interface AuthorizationTicketInfoRequest extends Schema.Schema.Type<typeof AuthorizationTicketInfoRequest> {}

/**
 * @since 0.2.0
 * @category ticket
 */
export const AuthorizationTicketInfoRequest = Schema.Struct({
  /** The ticket that `Authorization.process` gave out. It stays good. */
  ticket: Token
})

/**
 * The response of `Authorization.ticketInfo`. Every other `action` is an error.
 *
 * @since 0.2.0
 * @category ticket
 */
export interface AuthorizationTicketInfoResponse extends Schema.Schema.Type<typeof AuthorizationTicketInfoResponse> {}

/**
 * @since 0.2.0
 * @category ticket
 */
export const AuthorizationTicketInfoResponse = Schema.Struct(merge(result, {
  action: literal("OK"),
  /** What is kept with the ticket. */
  info: maybe(AuthorizationTicketInfo)
}))

/** @internal */
export const authorizationTicketInfo = Operation.make({
  name: "authorization.ticketInfo",
  path: "/auth/authorization/ticket/info",
  request: AuthorizationTicketInfoRequest,
  response: AuthorizationTicketInfoResponse,
  reports: ["OK"],
  resend: Operation.always("read")
})
