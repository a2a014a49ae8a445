import * as HttpServerRespondable from "@effect/platform/HttpServerRespondable"
import { TaggedError } from "../edge/schema.js"
import { literals } from "../schema/fields.js"
import { errorResponse } from "./refusals.js"

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
