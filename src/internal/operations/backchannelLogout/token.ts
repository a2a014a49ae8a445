import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { maybe, RedactedString, selecting, Selector, TokenSelector, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `BackchannelLogout.token`: whom the client application is to log out. At least one of `subject` and
 * `sessionId` is needed.
 *
 * @since 0.2.0
 * @category token
 */
export type BackchannelLogoutTokenRequest = typeof BackchannelLogoutTokenRequest.Type

/**
 * @since 0.2.0
 * @category token
 */
export const BackchannelLogoutTokenRequest = selecting(
  Schema.Struct({
    /** The client that the logout token is for, by its id or alias. */
    clientIdentifier: Selector,
    /** The resource owner to log out, in all sessions unless `sessionId` says which: the `sub` claim. */
    subject: maybe(Selector),
    /**
     * The session to end: the `sid` claim. Needed for a client with `backchannelLogoutSessionRequired`, and expected of
     * a service with `backchannelLogoutSessionSupported`.
     */
    sessionId: maybe(TokenSelector)
  }),
  "subject",
  "sessionId"
)

/**
 * The response of `BackchannelLogout.token`.
 *
 * @since 0.2.0
 * @category token
 */
export interface BackchannelLogoutTokenResponse extends Schema.Schema.Type<typeof BackchannelLogoutTokenResponse> {}

/**
 * @since 0.2.0
 * @category token
 */
export const BackchannelLogoutTokenResponse = Schema.Struct(merge(result, {
  /** `OK`: any other action is an error of the call. */
  action: literal("OK"),
  /** The logout token, a JWT. */
  logoutToken: RedactedString,
  /**
   * Where to post it: `backchannel_logout_uri` of the client. Absent if the client has none; Authlete does not check
   * whether it is a URL that can be reached.
   */
  backchannelLogoutUri: maybe(Uri)
}))

/** @internal */
export const backchannelLogoutToken = Operation.make({
  name: "backchannelLogout.token",
  path: "/backchannel/logout/token",
  request: BackchannelLogoutTokenRequest,
  response: BackchannelLogoutTokenResponse,
  reports: ["OK"],
  // Nothing is revoked: a second call signs another logout token.
  resend: Operation.always("idempotent")
})
