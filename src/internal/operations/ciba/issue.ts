import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, RedactedString, Seconds, Token } from "../../schema/fields.js"

/**
 * The request of `Ciba.issue`.
 *
 * @since 0.2.0
 * @category issue
 */
export interface BackchannelAuthenticationIssueRequest
  extends Schema.Schema.Type<typeof BackchannelAuthenticationIssueRequest>
{}

/**
 * @since 0.2.0
 * @category issue
 */
export const BackchannelAuthenticationIssueRequest = Schema.Struct({
  /** The ticket that `Ciba.process` gave out with the action `USER_IDENTIFICATION`. */
  ticket: Token
})

const refusal = {
  /** The error for the client application, as the text of a JSON object. */
  responseContent: maybe(JsonText)
}

/**
 * The response of `Ciba.issue`: the response that the backchannel authentication endpoint is to give.
 *
 * @since 0.2.0
 * @category issue
 */
export type BackchannelAuthenticationIssueResponse =
  | BackchannelAuthenticationIssueOk
  | BackchannelAuthenticationIssueInvalidTicket
  | BackchannelAuthenticationIssueInternalServerError

/**
 * @since 0.2.0
 * @category issue
 */
export const BackchannelAuthenticationIssueResponse = byAction(result, {
  OK: {
    /** The response for the client application, with the `auth_req_id`, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The `auth_req_id` that was issued. */
    authReqId: maybe(RedactedString),
    /** How long the `auth_req_id` is valid, in seconds. */
    expiresIn: maybe(Seconds),
    /** How long the client application must wait from one poll of the token endpoint to the next, in seconds. */
    interval: maybe(Seconds)
  },
  INVALID_TICKET: refusal,
  INTERNAL_SERVER_ERROR: refusal
})

/**
 * The authentication request ID was issued.
 *
 * @since 0.2.0
 * @category issue
 */
export interface BackchannelAuthenticationIssueOk
  extends Schema.Schema.Type<typeof BackchannelAuthenticationIssueResponse.cases.OK>
{
  /**
   * `OK`: respond with 200 and `responseContent` as JSON. Then ask the resource owner on the device, and call
   * `Ciba.complete` with the same ticket.
   */
  readonly action: "OK"
}

/**
 * Authlete does not know the ticket, or does not know it any more.
 *
 * @since 0.2.0
 * @category issue
 */
export interface BackchannelAuthenticationIssueInvalidTicket
  extends Schema.Schema.Type<typeof BackchannelAuthenticationIssueResponse.cases.INVALID_TICKET>
{
  /** `INVALID_TICKET`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INVALID_TICKET"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category issue
 */
export interface BackchannelAuthenticationIssueInternalServerError
  extends Schema.Schema.Type<typeof BackchannelAuthenticationIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const cibaIssue = Operation.make({
  name: "ciba.issue",
  path: "/backchannel/authentication/issue",
  request: BackchannelAuthenticationIssueRequest,
  response: BackchannelAuthenticationIssueResponse,
  // A second call finds the ticket used, and the `auth_req_id` of the first is lost.
  resend: Operation.always("once")
})
