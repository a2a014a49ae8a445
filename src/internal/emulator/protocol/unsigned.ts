/**
 * Responses that hold JWTs. A transition is synchronous and signing is not, so it says what is to be signed, and what
 * to make of the signed JWTs.
 */
import * as Predicate from "effect/Predicate"
import type { SigningKey } from "../model/signingKey.js"

export interface Jwt {
  /** As in the header: `RS256`, `none`. */
  readonly alg: string
  readonly key: SigningKey
  /** Members of the header besides `alg` and `kid`. */
  readonly header?: Readonly<Record<string, unknown>> | undefined
  /** The claims. One that is `undefined` is left out. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Claims that are half of the hash of a value, such as `at_hash`. */
  readonly hashes?: Readonly<Record<string, string | undefined>> | undefined
}

const mark: unique symbol = Symbol.for("effect-authlete/emulator/Unsigned")

/**
 * A response that waits for JWTs. What it changes in the state has been changed already: the key for each JWT is looked up
 * before (`model/signingKey.ts`).
 */
export interface Unsigned<Response> {
  readonly [mark]: true
  readonly jwts: ReadonlyArray<Jwt>
  /** The response with the JWTs in it. It may have to be signed again, as a whole. */
  readonly finish: (signed: ReadonlyArray<string>) => Response | Unsigned<Response>
  /** The response if a key turns out to be none. */
  readonly otherwise: () => Response
}

/** A response that needs some JWTs signed; as it is if it needs none. */
export const unsigned = <Response>(
  jwts: ReadonlyArray<Jwt>,
  finish: Unsigned<Response>["finish"],
  otherwise: () => Response
): Response | Unsigned<Response> => jwts.length === 0 ? finish([]) : { [mark]: true, jwts, finish, otherwise }

export const isUnsigned = (response: unknown): response is Unsigned<unknown> => Predicate.hasProperty(response, mark)

/** The response with a change, which is made once it is signed if it is still to be. */
export const changed = <Response>(
  response: Response | Unsigned<Response>,
  change: (response: Response) => Response
): Response | Unsigned<Response> =>
  isUnsigned(response)
    ? {
      ...response as Unsigned<Response>,
      finish: (signed) => changed((response as Unsigned<Response>).finish(signed), change),
      otherwise: () => change((response as Unsigned<Response>).otherwise())
    }
    : change(response)

/** The response as `next` makes it out of the one that is signed. Where a key turns out to be none, it stays. */
export const andThen = <Response>(
  response: Response | Unsigned<Response>,
  next: (response: Response) => Response | Unsigned<Response>
): Response | Unsigned<Response> =>
  isUnsigned(response)
    ? {
      ...response as Unsigned<Response>,
      finish: (signed) => andThen((response as Unsigned<Response>).finish(signed), next)
    }
    : next(response)
