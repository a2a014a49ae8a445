/**
 * Keeps the secrets of a call out of what a server says about it: servers have been seen to echo the credentials that
 * they refuse. All of this runs for failures only.
 */
import * as Result from "../edge/result.js"
import type { AnySchema, Ast } from "../edge/schemaShape.js"
import { astOf, childrenOf, hasMark } from "../edge/schemaShape.js"
import { HiddenValueId, SecretId } from "./fields.js"
import * as Json from "./json.js"
import { withoutLone } from "./surrogates.js"

/** What is shorter cannot be told from ordinary text, and to hide it would leave nothing of a message. */
const shortestSecret = 4

/** The same for a part of a secret that may or may not be one. */
const shortestPart = 8

/** The parts of forms and token responses that are no secrets. All others are taken for one. */
const plainParts = new Set([
  "client_id",
  "expires_in",
  "grant_type",
  "redirect_uri",
  "scope",
  "token_type",
  "token_type_hint"
])

const secretParts = new Set(["client_secret", "code", "password", "refresh_token", "token"])

/** No token response or form of Authlete's nests deeper. A secret is looked for as a whole in any case. */
const deepest = 16

/** The texts in a value, each with the name of the field that it stands in. */
const textsIn = (value: unknown, name: string, depth = 0): ReadonlyArray<readonly [name: string, text: string]> => {
  if (typeof value === "string") return [[name, value]]
  if (typeof value !== "object" || value === null || depth > deepest) return []
  return Array.isArray(value)
    ? value.flatMap((item) => textsIn(item, name, depth + 1))
    : Object.entries(value).flatMap(([field, inner]) => textsIn(inner, field, depth + 1))
}

const partsOf = (secret: string): ReadonlyArray<readonly [name: string, text: string]> => {
  const json = /^\s*[{[]/.test(secret) ? Result.getOrUndefined(Json.parse(secret)) : undefined
  return json === undefined ? Array.from(new URLSearchParams(secret)) : textsIn(json, "")
}

/** A form as `parameters` holds it, and a token response as `responseContent` does, are secrets as a whole and in parts. */
const withParts = (secret: string): ReadonlyArray<string> => [
  secret,
  ...partsOf(secret).flatMap(([name, text]) =>
    !plainParts.has(name) && (secretParts.has(name) || text.length >= shortestPart) ? [text] : []
  )
]

/** The value of a property that is kept from client applications. */
const hiddenValueOf = (property: unknown): ReadonlyArray<string> => {
  const { hidden, value } = Json.fieldsOf(property)
  return hidden === true && typeof value === "string" ? withParts(value) : []
}

/**
 * The secrets in what a schema is for, in its encoded form: all that stands where a schema is marked as a secret, however
 * deep, and the values of hidden properties.
 */
export const secretsOf = (schema: AnySchema | Ast, encoded: unknown): ReadonlyArray<string> => {
  const ast = astOf(schema)
  if (hasMark(ast, SecretId)) return textsIn(encoded, "").flatMap(([, text]) => withParts(text))
  return [
    ...(hasMark(ast, HiddenValueId) ? hiddenValueOf(encoded) : []),
    ...childrenOf(ast, encoded).flatMap(([inner, value]) => secretsOf(inner, value))
  ]
}

/**
 * What base64 makes of a text in the middle of another one, such as a password in the credentials of `Basic`. Where the
 * bytes before it end decides which; the characters at both ends depend on the neighbours, and are left out.
 */
const base64Of = (text: string): ReadonlyArray<string> =>
  [0, 1, 2].flatMap((before) => {
    const bytes = Array.from(new TextEncoder().encode("\0".repeat(before) + text), (byte) => String.fromCharCode(byte))
    const certain = Math.floor(bytes.length * 4 / 3)
    const inBase64 = btoa(bytes.join("")).slice(before === 0 ? 0 : before + 1, certain)
    return [inBase64, inBase64.replaceAll("+", "-").replaceAll("/", "_")]
  })

/**
 * The shapes in which a server may repeat a secret: as it is, as it stands in JSON, percent-encoded by the rules for URLs
 * or by those for forms, and in base64 or base64url.
 */
const shapesOfSecret = (secret: string): ReadonlyArray<string> => {
  const wellFormed = withoutLone(secret)
  const plain = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1)
  ]
  return wellFormed.length < shortestPart ? plain : [...plain, ...base64Of(wellFormed)]
}

/** In small letters, at the same places: what else has another case may be longer in it. */
const inLowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Texts without the characters that set words and names of fields apart. */
const isToken = (text: string) => /^[\w.~+/%-]+=*$/.test(text)

/** The beginning of a token that no ordinary text has by chance, and one that is followed by an ellipsis. */
const shortestBeginning = 16
const shortestAbridged = 8

const ellipsis = /^\s?(?:\.{2,}|…|\*{2,})/

/** How many characters two texts have in common, from a place in each. */
const commonLength = (a: string, from: number, b: string): number => {
  let length = 0
  while (length < b.length && a[from + length] === b[length]) length++
  return length
}

type Range = readonly [from: number, to: number]

const whole = (text: string, secret: string): ReadonlyArray<Range> => {
  const found: Array<Range> = []
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) found.push([at, at + secret.length])
  return found
}

const abridged = (text: string, secret: string): ReadonlyArray<Range> => {
  if (secret.length <= shortestAbridged || !isToken(secret)) return []
  const beginning = secret.slice(0, shortestAbridged)
  const found: Array<Range> = []
  let at = text.indexOf(beginning)
  while (at >= 0) {
    const end = at + commonLength(text, at, secret)
    const isSecret = end - at >= shortestBeginning || ellipsis.test(text.slice(end, end + 4))
    if (isSecret) found.push([at, end])
    at = text.indexOf(beginning, isSecret ? end : at + 1)
  }
  return found
}

const redacted = "<redacted>"

const withoutRanges = (text: string, ranges: ReadonlyArray<Range>): string => {
  const parts: Array<string> = []
  let done = 0
  for (const [from, to] of Array.from(ranges).sort(([a], [b]) => a - b)) {
    // Where secrets overlap, one word stands for all of them.
    if (from >= done) parts.push(text.slice(done, from), redacted)
    done = Math.max(done, to)
  }
  return parts.join("") + text.slice(done)
}

/**
 * Takes secrets out of a text: in small letters or capitals, where they are encoded, and where the end of a token is left
 * out.
 */
export const redact = (text: string, secrets: ReadonlyArray<string>): string => {
  const inText = inLowerCase(text)
  // No more of a secret can be in the text than it is long.
  const shapes = secrets.filter(({ length }) => length >= shortestSecret).flatMap((secret) =>
    shapesOfSecret(secret.slice(0, text.length + 1))
  )
  const ranges = Array.from(new Set(shapes.map(inLowerCase)))
    .filter(({ length }) => length >= shortestSecret)
    .flatMap((shape) => [...whole(inText, shape), ...abridged(inText, shape)])
  return withoutRanges(text, ranges)
}

/** Escape sequences of terminals, and whatever else is not to be seen or turns the direction of what can. */
const unprintable =
  /(?:\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[ -/]*[0-~])?|\u009B[0-?]*[ -/]*[@-~]|[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069])+/gu

/**
 * What a server says, fit for an error and for a line of a log: without secrets, and with a space in place of line breaks
 * and of all that controls a terminal.
 */
export const clean = (text: string, secrets: ReadonlyArray<string>): string =>
  redact(redact(text, secrets).replace(unprintable, " "), secrets).trim()
