/**
 * JWTs as others give them: what they say, before anybody knows whether it is true.
 */
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { parse } from "../../schema/json.js"
import { isTooDeep } from "./bounds.js"
import type { Jwk } from "./jwks.js"

export interface Opened {
  readonly header: Jwk
  readonly claims: Jwk
  /** Whether it has a signature, whatever that is worth. */
  readonly isSigned: boolean
}

const objectIn = (part: string): Option.Option<Jwk> =>
  Option.getRight(Encoding.decodeBase64UrlString(part)).pipe(
    Option.flatMap((text) => Option.getRight(parse(text))),
    Option.filter((value): value is Jwk => Predicate.isRecord(value) && !isTooDeep(value))
  )

/** A JWT as a JWS with three parts; none if the text is something else. */
export const opened = (token: string): Option.Option<Opened> => {
  const [header, claims, signature, ...more] = token.split(".")
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return Option.none()
  return Option.all({
    header: objectIn(header),
    claims: objectIn(claims),
    isSigned: Option.some(signature !== "")
  })
}

/** Whether a text is a JWT that is encrypted (RFC 7516, section 9): nobody sees what it says. */
export const isEncrypted = (token: string): boolean => {
  const [header = "", ...rest] = token.split(".")
  return rest.length === 4 && Option.exists(objectIn(header), ({ enc }) => Predicate.isString(enc))
}

/** A claim that is a text, and not an empty one. */
export const textClaim = (claims: Jwk, name: string): string | undefined => {
  const value = claims[name]
  return typeof value === "string" && value !== "" ? value : undefined
}

/** A claim that is a number of seconds. */
export const numberClaim = (claims: Jwk, name: string): number | undefined => {
  const value = claims[name]
  return typeof value === "number" && Number.isFinite(value) ? value : undefined
}

/** Those whom the JWT is for: a text, or several. */
export const audienceOf = ({ aud }: Jwk): ReadonlyArray<string> =>
  (Array.isArray(aud) ? aud : [aud]).filter(Predicate.isString)

/** Only to be sure that an object is one: its members may be anything. */
export const objectOf = (text: string | undefined): Jwk | undefined => {
  const value = Either.getOrUndefined(parse(text ?? ""))
  return Predicate.isRecord(value) && !isTooDeep(value) ? value : undefined
}
