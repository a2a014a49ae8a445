/**
 * A check of access tokens that the guard makes before it asks Authlete. A module that checks JWTs provides it, so that the
 * guard does not depend on `jose`.
 */
import type * as Effect from "effect/Effect"
import type { AuthleteError } from "../../AuthleteError.js"
import { Tag } from "../edge/context.js"

/** What a local check says. */
export type Checked =
  /** Authlete must be asked: the token is no JWT, or it is bound to something that only Authlete checks. */
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Good"; readonly claims: Readonly<Record<string, unknown>> }
  /** The token is refused, and Authlete is not asked. */
  | { readonly _tag: "Bad"; readonly description: string }

/**
 * Checks JWT access tokens where they arrive, before Authlete is asked. `ResourceServer` uses it if it is there.
 *
 * @since 0.2.0
 * @category tags
 */
export class LocalCheck extends Tag("effect-authlete/ResourceServer/LocalCheck")<LocalCheck, {
  readonly check: (token: string) => Effect.Effect<Checked, AuthleteError>
  /** Whether Authlete is asked about a token that is good so far: it may have been revoked. */
  readonly isIntrospected: boolean
}>() {}
