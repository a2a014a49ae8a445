import * as Schema from "effect/Schema"
import { TaggedError } from "../edge/schema.js"
import { maybe } from "../schema/fields.js"

/**
 * An error for the client application: what a hook fails with to refuse a request. The endpoint responds with it, in
 * place of the tokens that were asked for.
 *
 * `error` is a code that the specification of the grant or of the endpoint knows, such as `invalid_grant`,
 * `invalid_request`, `invalid_scope`, `invalid_target` or `unauthorized_client`. The status is 400 unless `status` says
 * otherwise.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const refused = Effect.fail(
 *   new AuthorizationServer.OAuthError({ error: "invalid_grant", description: "The token is not of a partner." })
 * )
 * ```
 *
 * @since 0.2.0
 * @category errors
 */
export class OAuthError extends TaggedError<OAuthError>("effect-authlete/OAuthError")("OAuthError", {
  /** The code of the error. */
  error: Schema.String,
  /** What is wrong, for the developer of the client application: the `error_description`. */
  description: maybe(Schema.String),
  /** The HTTP status. 400 if it is left out. */
  status: maybe(Schema.Int)
}) {
  override get message(): string {
    return this.description === undefined ? this.error : `${this.error}: ${this.description}`
  }
}
