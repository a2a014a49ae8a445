/**
 * `id_token_hint`: an ID token that the service has issued earlier. Who it is about should log in again.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { isSignedBy } from "../../crypto/verify.js"
import type { ClientRecord } from "../../model/client.js"
import { symmetric } from "../../model/jwks.js"
import { opened, textClaim } from "../../model/jwt.js"
import { keysOfService } from "../../model/signingKey.js"
import type { State } from "../../store/state.js"
import type { Checked } from "./objection.js"
import { invalidRequest } from "./objection.js"

/** Whom an ID token is about, if the service has signed it. It may have expired. */
export interface HintFacts {
  readonly token: string
  readonly subject: string | undefined
}

export const verifyHint = (
  state: State,
  { clientSecret = "" }: ClientRecord,
  token: string
): Effect.Effect<HintFacts> =>
  Option.match(opened(token), {
    onNone: () => Effect.succeed({ token, subject: undefined }),
    onSome: ({ claims, header }) => {
      const keys = symmetric.includes(String(header["alg"])) ? { secret: clientSecret } : { jwks: keysOfService(state) }
      return Effect.map(isSignedBy(token, keys), (isSigned) => ({
        token,
        subject: isSigned && claims["iss"] === state.service.issuer ? textClaim(claims, "sub") : undefined
      }))
    }
  })

export const subjectOfHint = (token: string | null, facts: HintFacts | undefined): Checked<string | undefined> => {
  if (token === null) return Either.right(undefined)
  return facts?.token === token && facts.subject !== undefined
    ? Either.right(facts.subject)
    : invalidRequest("A999329")
}
