import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { Count, maybe, SecretSelector } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `NativeSso.logout`.
 *
 * @since 0.2.0
 * @category logout
 */
export interface NativeSsoLogoutRequest extends Schema.Schema.Type<typeof NativeSsoLogoutRequest> {}

/**
 * @since 0.2.0
 * @category logout
 */
export const NativeSsoLogoutRequest = Schema.Struct({
  /** The session that the resource owner was authenticated in: the `sessionId` that the tokens were issued with. */
  sessionId: SecretSelector
})

/**
 * The response of `NativeSso.logout`: the session's tokens are gone. Every other `action` is an error.
 *
 * @since 0.2.0
 * @category logout
 */
export interface NativeSsoLogoutResponse extends Schema.Schema.Type<typeof NativeSsoLogoutResponse> {}

/**
 * @since 0.2.0
 * @category logout
 */
export const NativeSsoLogoutResponse = Schema.Struct(merge(result, {
  action: literal("OK"),
  /** How many tokens were deleted: an access token and its refresh token count as one. */
  count: maybe(Count)
}))

/** @internal */
export const nativeSsoLogout = Operation.make({
  name: "nativeSso.logout",
  path: "/nativesso/logout",
  request: NativeSsoLogoutRequest,
  response: NativeSsoLogoutResponse,
  reports: ["OK"],
  resend: Operation.always("idempotent")
})
