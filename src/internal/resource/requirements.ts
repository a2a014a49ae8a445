/**
 * What a resource asks of an access token.
 */
import * as Effect from "effect/Effect"
import type { ConfigError } from "../edge/config.js"
import * as Config from "../edge/config.js"

/**
 * What a resource asks of an access token. What is left out is not asked for.
 *
 * @since 0.2.0
 * @category models
 */
export interface Requirements {
  /** The scopes that the token must cover, all of them. */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** Authentication context classes, one of which the resource owner must have been authenticated by (RFC 9470). */
  readonly acrValues?: ReadonlyArray<string> | undefined
  /** How long ago the resource owner may have been authenticated at most, in seconds (RFC 9470). */
  readonly maxAge?: number | undefined
}

/** A scope (RFC 6749, section 3.3). Classes are separated by spaces in the same way. */
const isName = (name: unknown): boolean => typeof name === "string" && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)

const areNames = (names: unknown): boolean => Array.isArray(names) && names.every(isName)

/**
 * What is wrong with requirements, as the name of the field and what was expected there. A blank scope must not pass for
 * none.
 */
export const issueOf = (
  { acrValues, maxAge, scopes }: Requirements
): { readonly name: string; readonly expected: string } | undefined => {
  if (scopes !== undefined && !areNames(scopes)) {
    return { name: "scopes", expected: "a list of scopes, none of them blank or with a space" }
  }
  if (acrValues !== undefined && !areNames(acrValues)) {
    return {
      name: "acrValues",
      expected: "a list of authentication context classes, none of them blank or with a space"
    }
  }
  return maxAge === undefined || (Number.isSafeInteger(maxAge) && maxAge >= 0)
    ? undefined
    : { name: "maxAge", expected: "a whole number of seconds" }
}

/** Fails with the name of a guard if its requirements cannot be met. */
export const checkRequirements = (name: string, requirements: Requirements): Effect.Effect<void, ConfigError> => {
  const issue = issueOf(requirements)
  return issue === undefined
    ? Effect.void
    : Effect.fail(Config.invalid(`${name}.${issue.name}`, `${name}.${issue.name} must be ${issue.expected}`))
}
