/**
 * The record of requests, for tests to look at. It holds the last thousand, without secrets.
 */
import type { Ast } from "../../edge/schemaShape.js"
import { hasMark, shapeOf } from "../../edge/schemaShape.js"
import { HiddenValueId, SecretId } from "../../schema/fields.js"
import { withoutLone } from "../../schema/surrogates.js"
import { copied, lengthOf } from "../model/bounds.js"

/**
 * A request that the emulator received.
 *
 * @since 0.1.0
 * @category models
 */
export interface RecordedRequest {
  /** The operation, such as `"tokens.revoke"`; absent if none has the method and the path. */
  readonly operation: string | undefined
  readonly method: string
  /**
   * The path, with a token in it replaced by `<redacted>`, and without the query; no more than its first 1,000
   * characters.
   */
  readonly path: string
  /**
   * The fields that the operation knows, with `<redacted>` in place of secrets; absent if the request was refused
   * before it was read. No more than 10,000 characters are kept: a field beyond that is `<too long>`.
   */
  readonly request: unknown
  /** The status of the response; absent if there is none, or none yet. */
  readonly status: number | undefined
  /** When the request came in, in epoch milliseconds. */
  readonly at: number
}

export type Entry = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] }

export interface Recorder {
  /** Records a request. The entry is filled in later, as more becomes known. */
  readonly add: (entry: Entry) => Entry
  readonly all: () => ReadonlyArray<RecordedRequest>
  readonly clear: () => void
}

const limit = 1_000

export const make = (): Recorder => {
  const entries: Array<Entry> = []
  return {
    add: (entry) => {
      if (entries.push(entry) > limit) entries.shift()
      return entry
    },
    all: () => entries.map((entry) => ({ ...entry })),
    clear: () => {
      entries.length = 0
    }
  }
}

const redacted = "<redacted>"

/** How many characters of a request are kept, so that a thousand of them take a few megabytes at the most. */
const keptOfRequest = 10_000

const keptOfPath = 1_000

export const shortPath = (path: string): string => copied(path.slice(0, keptOfPath))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/** The value, with `<redacted>` in place of all that its schema marks as a secret, on any level. */
const withoutSecrets = (ast: Ast, value: unknown): unknown => {
  if (value === undefined || value === null) return value
  if (hasMark(ast, SecretId)) return redacted
  const shape = shapeOf(ast)
  switch (shape.kind) {
    case "union":
      return shape.members.reduce((rest: unknown, member) => withoutSecrets(member, rest), value)
    case "list":
      return Array.isArray(value)
        ? value.map((item) => shape.items.reduce((rest: unknown, inner) => withoutSecrets(inner, rest), item))
        : value
    case "object": {
      if (!isObject(value) || Array.isArray(value)) return value
      const fields = shape.fields.flatMap(([name, field]) =>
        typeof name === "string" && name in value ? [[name, withoutSecrets(field, value[name])] as const] : []
      )
      const isHidden = hasMark(ast, HiddenValueId) && value["hidden"] === true
      return { ...value, ...Object.fromEntries(fields), ...(isHidden ? { value: redacted } : {}) }
    }
    case "other":
      return value
  }
}

const shortened = (request: Readonly<Record<string, unknown>>): object => {
  let left = keptOfRequest
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => {
      const length = lengthOf(value, left)
      if (length > left) return [name, "<too long>"]
      left -= length
      return [name, value]
    })
  )
}

/** A request as it is recorded: without what its schema marks as a secret, and without what is too long. */
export const redactedRequest = (schema: Ast, request: unknown): unknown => {
  const shown = withoutSecrets(schema, request)
  return isObject(shown) ? shortened(shown) : typeof shown === "string" ? shortPath(shown) : undefined
}

/**
 * The path of an operation with the values of its variables, but without secrets. Without a schema, all are secrets.
 */
export const redactedPath = (
  path: string,
  variables: Readonly<Record<string, string>>,
  schema: Ast | undefined
): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (schema === undefined) return redacted
    // The request may be an object with the variable in it, or the variable itself.
    const shown = withoutSecrets(schema, shapeOf(schema).kind === "object" ? variables : variables[name])
    const value = isObject(shown) ? shown[name] : shown
    return value === redacted ? redacted : encodeURIComponent(withoutLone(String(value)))
  })

/** The paths of Authlete's API have shorter segments than this, and tokens are longer. */
const longestSegment = 24

/** A path that leads to no operation, without the query, and without segments that are long enough for a token. */
export const strayPath = (url: string): string =>
  shortPath(url.replace(/\?.*$/, "").replaceAll(new RegExp(`[^/]{${longestSegment + 1},}`, "g"), redacted))
