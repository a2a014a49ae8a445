/**
 * The errors of an authorization server.
 */
import * as HttpServerRespondable from "@effect/platform/HttpServerRespondable"
import * as Schema from "effect/Schema"
import { TaggedError } from "../edge/schema.js"
import { literals, maybe } from "../schema/fields.js"
import { errorResponse } from "./refusals.js"

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

const messages = {
  CrossSite: "the decision was sent by a page of another site",
  Unknown: "this browser began no such authorization request",
  Ended: "the authorization request has expired or has been decided on"
}

/**
 * A decision that does not count, or a page for a request that is not there. `reason` says why:
 *
 * - `CrossSite`: a page of another site sent it.
 * - `Unknown`: it names an authorization request that this browser did not begin.
 * - `Ended`: the request was decided on before, or the resource owner took too long.
 *
 * A router responds to it with 403 or 400. Catch it to show a page of your own.
 *
 * @since 0.2.0
 * @category errors
 */
export class InteractionError extends TaggedError<InteractionError>("effect-authlete/InteractionError")(
  "InteractionError",
  { reason: literals("CrossSite", "Unknown", "Ended") }
) implements HttpServerRespondable.Respondable {
  override get message(): string {
    return messages[this.reason]
  }

  [HttpServerRespondable.symbol]() {
    return errorResponse(this.reason === "CrossSite" ? 403 : 400, "invalid_request", this.message)
  }
}

/**
 * The metadata of the service does not do for a router: two endpoints have the same path.
 *
 * @since 0.2.0
 * @category errors
 */
export class MetadataError extends TaggedError<MetadataError>("effect-authlete/MetadataError")("MetadataError", {
  path: Schema.String
}) {
  override get message(): string {
    return `the metadata of the service has two endpoints at the path ${this.path}`
  }
}

/**
 * The client application could not be told how an authentication on another device ended. Authlete has the decision: in ping
 * mode the client application can still fetch its tokens.
 *
 * @since 0.2.0
 * @category errors
 */
export class NotificationError extends TaggedError<NotificationError>("effect-authlete/NotificationError")(
  "NotificationError",
  {
    /** The host of the client application's notification endpoint. */
    host: Schema.String,
    /** The status of the response, if there was one. */
    status: maybe(Schema.Int)
  }
) {
  override get message(): string {
    const what = this.status === undefined ? "did not respond" : `responded with ${this.status}`
    return `the notification endpoint at ${this.host} ${what}`
  }
}
