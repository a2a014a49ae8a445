import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { AuthorizationTicketInfo } from "../../models/authorizationTicketInfo.js"
import { decision } from "../../models/decision.js"
import { result } from "../../models/result.js"
import { transformedClaimsValues } from "../../models/transformedClaims.js"
import { byAction } from "../../schema/byAction.js"
import { EpochMillis, JsonText, maybe, optional, RedactedString, Seconds, Secret, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Authorization.issue`: what the resource owner granted.
 *
 * @since 0.2.0
 * @category issue
 */
export interface AuthorizationIssueRequest extends Schema.Schema.Type<typeof AuthorizationIssueRequest> {}

/**
 * @since 0.2.0
 * @category issue
 */
export const AuthorizationIssueRequest = Schema.Struct(merge(
  {
    /** The ticket that `Authorization.process` gave out. It is used up. */
    ticket: Token,
    /** The resource owner who granted the request; at most 100 ASCII characters. */
    subject: Schema.String
  },
  decision,
  transformedClaimsValues,
  {
    /** RFC 9396's authorization details that were granted, in place of those that were asked for: enriched, say. */
    authorizationDetails: optional(AuthorizationDetails),
    /** The value of the access token that may be issued; Authlete draws one if it is left out. */
    accessToken: optional(Token),
    /**
     * The session that the resource owner was authenticated in, for the `sid` claim. Needed if `nativeSsoRequested` is
     * true, and for back-channel logout.
     */
    sessionId: optional(Secret)
  }
))

const issuedFields = {
  /** The code for the client application, if it asked for one. */
  authorizationCode: maybe(RedactedString),
  /** The access token, if the client application asked for one here: `response_type` has `token`. */
  accessToken: maybe(RedactedString),
  /** The access token in JWT form, if the service issues such. */
  jwtAccessToken: maybe(RedactedString),
  /** When the access token expires, in epoch milliseconds; 0 if there is none. */
  accessTokenExpiresAt: maybe(EpochMillis),
  /** How long the access token lives, in seconds; 0 if there is none. */
  accessTokenDuration: maybe(Seconds),
  /** The ID token, if the client application asked for one here: `response_type` has `id_token`. */
  idToken: maybe(RedactedString),
  /** What was kept with the ticket. */
  ticketInfo: maybe(AuthorizationTicketInfo)
}

interface Issued extends Readonly<typeof issuedFields> {}

const issued: Issued = issuedFields

/**
 * The response of `Authorization.issue`: the response that the authorization endpoint is to give.
 *
 * @since 0.2.0
 * @category issue
 */
export type AuthorizationIssueResponse =
  | AuthorizationIssueLocation
  | AuthorizationIssueForm
  | AuthorizationIssueBadRequest
  | AuthorizationIssueInternalServerError

/**
 * @since 0.2.0
 * @category issue
 */
export const AuthorizationIssueResponse = byAction(
  merge(result, {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(JsonText)
  }),
  {
    LOCATION: merge(issued, {
      /** The URL to redirect to: the client application's, with the code and the tokens, or with `error`. */
      responseContent: RedactedString
    }),
    FORM: merge(issued, {
      /** The page to show, in HTML: it posts the code and the tokens, or the error, to the client application. */
      responseContent: RedactedString
    }),
    BAD_REQUEST: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The response for the client application is ready. It may be an error, if what was granted cannot be issued.
 *
 * @since 0.2.0
 * @category issue
 */
export interface AuthorizationIssueLocation
  extends Schema.Schema.Type<typeof AuthorizationIssueResponse.cases.LOCATION>
{
  /** `LOCATION`: respond with 302, `responseContent` as the `Location` header, and no body. */
  readonly action: "LOCATION"
}

/**
 * The response for the client application is ready, as a form that it asked for (`response_mode=form_post`).
 *
 * @since 0.2.0
 * @category issue
 */
export interface AuthorizationIssueForm extends Schema.Schema.Type<typeof AuthorizationIssueResponse.cases.FORM> {
  /** `FORM`: respond with 200 and `responseContent` as `text/html;charset=UTF-8`. Its script must be allowed to run. */
  readonly action: "FORM"
}

/**
 * The ticket is unknown or used up, or has expired: mostly, the resource owner took too long.
 *
 * @since 0.2.0
 * @category issue
 */
export interface AuthorizationIssueBadRequest
  extends Schema.Schema.Type<typeof AuthorizationIssueResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON, or with a page that asks to begin again. */
  readonly action: "BAD_REQUEST"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category issue
 */
export interface AuthorizationIssueInternalServerError
  extends Schema.Schema.Type<typeof AuthorizationIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON, or with a page of your own. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const authorizationIssue = Operation.make({
  name: "authorization.issue",
  path: "/auth/authorization/issue",
  request: AuthorizationIssueRequest,
  response: AuthorizationIssueResponse,
  resend: Operation.always("once")
})
