/**
 * Challenges: the value of the `WWW-Authenticate` header with which a protected resource refuses a request (RFC 9110,
 * section 11.6.1), by RFC 6750, section 3 (bearer tokens), RFC 9449, section 7.1 (DPoP), RFC 9470 (step-up
 * authentication) and RFC 9728, section 5.1 (metadata of the resource).
 */
import type { Malformed } from "./presentedToken.js"

/** The parameters of a challenge, by their names. One that is `undefined` is left out. */
export interface Parameters {
  /** What is protected, as a name for people. */
  readonly realm?: string | undefined
  /** The scopes that are needed, separated by spaces. */
  readonly scope?: string | undefined
  readonly error?: string | undefined
  readonly error_description?: string | undefined
  readonly error_uri?: string | undefined
  /** The JWS algorithms of proofs that are taken, separated by spaces. */
  readonly algs?: string | undefined
  /** The authentication context classes, one of which is needed, separated by spaces. */
  readonly acr_values?: string | undefined
  /** How long ago the resource owner may have been authenticated, in seconds. */
  readonly max_age?: string | undefined
  /** The URL of the metadata of the resource. */
  readonly resource_metadata?: string | undefined
  readonly [name: string]: string | undefined
}

export interface Challenge {
  /** Such as `Bearer`. */
  readonly scheme: string
  readonly parameters: Parameters
}

/** Control characters, CR and LF among them, and what a header cannot hold. */
const unprintable = /[^\x20-\x7e]+/g

/** What RFC 6750, section 3, keeps out of `scope`, `error`, `error_description` and `error_uri` besides. */
const quotes = /["\\]+/g

const strict = new Set(["scope", "error", "error_description", "error_uri"])

const cleaned = (name: string, value: string): string => {
  const printable = value.replace(unprintable, " ")
  return strict.has(name) ? printable.replace(quotes, "'") : printable.replace(/["\\]/g, "\\$&")
}

/** The names of parameters and schemes are tokens (RFC 9110, section 5.6.2). */
const isToken = (text: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text)

const renderOne = ({ parameters, scheme }: Challenge): string => {
  const rendered: Array<string> = []
  for (const name of Object.keys(parameters)) {
    const value = parameters[name]
    if (value !== undefined && isToken(name)) rendered.push(`${name}="${cleaned(name, value)}"`)
  }
  return rendered.length === 0 ? scheme : `${scheme} ${rendered.join(", ")}`
}

/**
 * The value of a `WWW-Authenticate` header. It is one line of ASCII whatever the challenges hold: a character that could
 * end the header, or a quoted string, is replaced or escaped.
 */
export const render = (...challenges: ReadonlyArray<Challenge>): string => challenges.map(renderOne).join(", ")

const parameterPattern = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,\s*|$)/

/**
 * Reads a single challenge, such as the `responseContent` of an introspection. `undefined` if it is none.
 */
export const parse = (text: string): Challenge | undefined => {
  const [, scheme, rest = ""] = /^\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:\s+([^]*))?$/.exec(text) ?? []
  if (scheme === undefined) return undefined
  const parameters: Record<string, string> = {}
  let left = rest.trim()
  while (left !== "") {
    const [whole, name, quoted, plain] = parameterPattern.exec(left) ?? []
    if (whole === undefined || name === undefined || name === "__proto__") return undefined
    parameters[name.toLowerCase()] = quoted === undefined ? plain ?? "" : quoted.replace(/\\(.)/g, "$1")
    left = left.slice(whole.length)
  }
  return { scheme, parameters }
}

/** The challenge with more parameters. One that it has already is replaced, unless the new value is `undefined`. */
export const withParameters = ({ parameters, scheme }: Challenge, more: Parameters): Challenge => {
  const merged: Record<string, string | undefined> = { ...parameters }
  for (const name of Object.keys(more)) {
    if (more[name] !== undefined) merged[name] = more[name]
  }
  return { scheme, parameters: merged }
}

/**
 * The status of an error code: RFC 6750, section 3.1, for its three codes; 401 for those of RFC 9449 and RFC 9470, as
 * their examples have it.
 */
export const statusOf = (error: string | undefined): 400 | 401 | 403 => {
  switch (error) {
    case "invalid_request":
      return 400
    case "insufficient_scope":
      return 403
    default:
      return 401
  }
}

/** The challenge for credentials that cannot be used. */
export const ofMalformed = ({ description, error, scheme }: Malformed): Challenge => ({
  scheme,
  parameters: { error, error_description: description }
})

/** The challenge for a token that lacks a scope. */
export const insufficientScope = (scheme: string, scopes: ReadonlyArray<string>): Challenge => ({
  scheme,
  parameters: {
    error: "insufficient_scope",
    error_description: "The access token does not cover the scopes that are needed.",
    scope: scopes.join(" ")
  }
})

/** The challenge for a token whose resource owner was not authenticated well enough, or too long ago (RFC 9470). */
export const insufficientAuthentication = (
  scheme: string,
  needed: { readonly acrValues?: ReadonlyArray<string> | undefined; readonly maxAge?: number | undefined }
): Challenge => ({
  scheme,
  parameters: {
    error: "insufficient_user_authentication",
    error_description: "The resource owner must be authenticated again.",
    acr_values: needed.acrValues === undefined || needed.acrValues.length === 0
      ? undefined
      : needed.acrValues.join(" "),
    max_age: needed.maxAge === undefined ? undefined : String(needed.maxAge)
  }
})
