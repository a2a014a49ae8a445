/**
 * PKCE, RFC 7636: the challenge of an authorization request, and the verifier of the token request.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import type { ServiceRecord } from "../../model/service.js"
import type { Asked } from "../../store/authorizations.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, single } from "./objection.js"

type Challenge = Asked["challenge"]

/** Section 4.1: 43 to 128 characters that need no escaping. Challenges and verifiers look the same. */
export const isWellFormed = (text: string): boolean => /^[A-Za-z0-9._~-]{43,128}$/.test(text)

type Method = NonNullable<Challenge>["method"]

const methodOf = (method: string | undefined, isS256Required: boolean): Checked<Method> => {
  switch (method) {
    case undefined:
      return isS256Required ? invalidRequest("A124307") : Either.right("plain")
    case "plain":
      return isS256Required ? invalidRequest("A124308") : Either.right("plain")
    case "S256":
      return Either.right("S256")
    default:
      return invalidRequest("A124306")
  }
}

export const checkChallenge = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters,
  responseTypes: ReadonlyArray<string>
): Checked<Challenge> =>
  Either.gen(function*() {
    if (!responseTypes.includes("code")) return undefined
    const value = yield* single(form, "code_challenge", "A124303")
    const given = yield* single(form, "code_challenge_method", "A124305")
    const isRequired = service.pkceRequired === true || client.pkceRequired === true
    if (value === undefined) return isRequired ? yield* invalidRequest("A124301") : undefined
    if (value === "") return yield* invalidRequest("A124302")
    const method = yield* methodOf(given, service.pkceS256Required === true || client.pkceS256Required === true)
    return isWellFormed(value) ? { value, method } : yield* invalidRequest("A124304")
  })
