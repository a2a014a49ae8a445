/**
 * How the guard is told of tokens that need not be asked about: a module that checks JWTs provides this, so that the guard
 * itself does not depend on one that does.
 */
import type * as Effect from "effect/Effect"
import type { AuthleteError } from "../../AuthleteError.js"
import { Tag } from "../edge/context.js"

/** What a local check says. */
export type Checked =
  /** Authlete must be asked: the token is no JWT, or it is bound to something that only Authlete checks. */
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Good"; readonly claims: Readonly<Record<string, unknown>> }
  /** The token is refused, without a word to Authlete. */
  | { readonly _tag: "Bad"; readonly description: string }

/**
 * Checks JWT access tokens where they arrive, before Authlete is asked. `ResourceServer` uses it if it is there.
 *
 * @since 0.2.0
 * @category tags
 */
export class LocalCheck extends Tag("effect-authlete/ResourceServer/LocalCheck")<LocalCheck, {
  readonly check: (token: string) => Effect.Effect<Checked, AuthleteError>
  /** Whether a token that is good is asked about all the same, since it may have been revoked. */
  readonly isIntrospected: boolean
}>() {}
