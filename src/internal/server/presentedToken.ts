/**
 * How a request presents an access token: in the `Authorization` header (RFC 6750, section 2.1; RFC 9449, section 7.1),
 * in a form (RFC 6750, section 2.2) or in the query (section 2.3). The result is data; what to respond with when there is
 * no token is in `challenge.ts`.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Redacted from "effect/Redacted"

/** The schemes under which an access token can be presented. */
export type TokenScheme = "Bearer" | "DPoP"

/** Where in a request an access token may stand. */
export type Place = "header" | "form" | "query"

/** An access token, and how it was presented. */
export interface PresentedToken {
  readonly _tag: "Token"
  readonly scheme: TokenScheme
  readonly place: Place
  readonly token: Redacted.Redacted
  /** The DPoP proof. There is one exactly if the scheme is `DPoP`. */
  readonly proof: Redacted.Redacted | undefined
}

/** Nothing in the request is meant for us: it has no credentials, or those of a scheme that is none of ours. */
export interface NoToken {
  readonly _tag: "NoToken"
}

/** A request whose credentials cannot be used, and why: `error` is the code for the challenge. */
export interface Malformed {
  readonly _tag: "Malformed"
  readonly scheme: TokenScheme
  readonly error: "invalid_dpop_proof" | "invalid_request" | "invalid_token"
  /** What is wrong, for the developer of the client application. Nothing in it comes from the request. */
  readonly description: string
}

export type Presented = PresentedToken | NoToken | Malformed

/** The parts of a request that may hold an access token. */
export interface Parts {
  /** The `Authorization` header. */
  readonly authorization: string | undefined
  /** The `DPoP` header. */
  readonly dpop?: string | undefined
  /** The query, with or without its `?`. */
  readonly query?: string | undefined
  /** The body, if it is `application/x-www-form-urlencoded` and was read. */
  readonly form?: string | undefined
  /** Whether the `Authorization` header stands in the request more than once. */
  readonly isRepeated?: boolean | undefined
}

/** Which places are taken besides the header. */
export interface Places {
  /** Takes `access_token` from the query. Refused by default: URLs are logged, and kept in histories. */
  readonly query?: boolean | undefined
  /** Which schemes are taken. Defaults to both. A token in the query or in a form is a bearer token. */
  readonly schemes?: ReadonlyArray<TokenScheme> | undefined
}

const malformed = (scheme: TokenScheme, error: Malformed["error"], description: string): Malformed => ({
  _tag: "Malformed",
  scheme,
  error,
  description
})

const noToken: NoToken = { _tag: "NoToken" }

const twoTokens = malformed("Bearer", "invalid_request", "The request presents more than one access token.")

/** The characters of `token68` (RFC 9110, section 11.2), which `b64token` of RFC 6750 is as well. */
const token68 = /^[A-Za-z0-9\-._~+/]+=*$/

/** A compact JWS: three parts of base64url. A comma shows that the header stood there more than once. */
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** The values of `access_token` in a query or in a form. */
const parametersIn = (text: string | undefined): ReadonlyArray<string> => {
  // Most requests have no such parameter. Only a name with a percent sign can be the same name in another spelling.
  if (text === undefined || text === "" || !(text.includes("access_token") || text.includes("%"))) return []
  return new URLSearchParams(text).getAll("access_token")
}

/** Without the blanks around it that HTTP allows. JavaScript's `trim` also takes those of Unicode away. */
const trimmed = (value: string): string => value.replace(/^[ \t]+|[ \t]+$/g, "")

/** The scheme and what follows it, as RFC 9110, section 11.4, separates them. */
const separate = (authorization: string): readonly [scheme: string, rest: string] => {
  const header = trimmed(authorization)
  const space = header.indexOf(" ")
  return space < 0 ? [header, ""] : [header.slice(0, space), header.slice(space + 1).replace(/^ +/, "")]
}

const schemeOf = (name: string): TokenScheme | undefined => {
  switch (name.toLowerCase()) {
    case "bearer":
      return "Bearer"
    case "dpop":
      return "DPoP"
    default:
      return undefined
  }
}

const check = (scheme: TokenScheme, place: Place, token: string, dpop: string | undefined): Presented => {
  if (token === "") return malformed(scheme, "invalid_request", "The access token is missing.")
  if (/[\s,]/.test(token)) {
    return malformed(scheme, "invalid_request", "What follows the scheme must be one access token.")
  }
  if (!token68.test(token)) {
    return malformed(scheme, "invalid_token", "The access token has characters that no access token has.")
  }
  // A proof beside a bearer token proves nothing that was asked for.
  if (scheme === "Bearer") return { _tag: "Token", scheme, place, token: Redacted.make(token), proof: undefined }
  if (dpop === undefined) return malformed(scheme, "invalid_dpop_proof", "The DPoP header is missing.")
  const proof = trimmed(dpop)
  return compactJws.test(proof)
    ? { _tag: "Token", scheme, place, token: Redacted.make(token), proof: Redacted.make(proof) }
    : malformed(scheme, "invalid_dpop_proof", "The DPoP header must hold one JWT.")
}

/**
 * Finds the access token in the parts of a request. There must be one at most, in whatever place: with two, one part of
 * a system could check one of them, and another part use the other.
 */
export const presentedToken = (
  { authorization, dpop, form, isRepeated = false, query }: Parts,
  { query: isQueryTaken = false, schemes = ["Bearer", "DPoP"] }: Places = {}
): Presented => {
  const [inForm, inQuery] = [parametersIn(form), parametersIn(query)]
  const parameters = inForm.length + inQuery.length
  const [name, rest] = authorization === undefined ? ["", ""] : separate(authorization)
  const scheme = schemeOf(name)
  if (isRepeated || parameters > 1 || (scheme !== undefined && parameters > 0)) return twoTokens

  const isBearerTaken = schemes.includes("Bearer")
  const [place, token] = inQuery[0] === undefined ? ["form" as const, inForm[0]] : ["query" as const, inQuery[0]]
  if (token !== undefined) {
    return isBearerTaken && (place === "form" || isQueryTaken)
      ? check("Bearer", place, token, undefined)
      : malformed("Bearer", "invalid_request", "The access token must be sent in the Authorization header.")
  }
  return scheme === undefined || !schemes.includes(scheme) ? noToken : check(scheme, "header", rest, dpop)
}

/** Whether a header stands in a request more than once. Node drops all but the first `Authorization` from its `headers`. */
const isRepeatedIn = (source: unknown, name: string): boolean => {
  const rawHeaders: unknown = typeof source === "object" && source !== null && "rawHeaders" in source
    ? source.rawHeaders
    : undefined
  if (!Array.isArray(rawHeaders)) return false
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header: unknown = rawHeaders[index]
    if (typeof header === "string" && header.length === name.length && header.toLowerCase() === name) count++
  }
  return count > 1
}

/** The parts of a request that can be read without its body. */
export const partsOf = ({ headers, source, url }: HttpServerRequest): Parts => {
  const mark = url.indexOf("?")
  return {
    authorization: headers["authorization"],
    dpop: headers["dpop"],
    query: mark < 0 ? undefined : url.slice(mark + 1),
    isRepeated: headers["authorization"] !== undefined && isRepeatedIn(source, "authorization")
  }
}
