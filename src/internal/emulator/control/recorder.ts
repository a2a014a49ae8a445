/**
 * What the emulator was asked, for tests to look at. It holds no secrets, and no more than the last thousand requests.
 */
import type * as AST from "effect/SchemaAST"
import { secretsOf } from "../../schema/secrets.js"
import { copied, lengthOf } from "../model/bounds.js"

/**
 * A request that the emulator received.
 *
 * @since 0.1.0
 * @category models
 */
export interface RecordedRequest {
  /** The operation, such as `"tokens.revoke"`; absent if no operation has the method and the path. */
  readonly operation: string | undefined
  readonly method: string
  /** The path, with a token in it replaced by `<redacted>`, and without the query; no more than its first 1,000 characters. */
  readonly path: string
  /**
   * The fields that the operation knows, with the secrets among them replaced; absent if the request was refused. No more
   * than 10,000 characters of a request are kept: a field that would make it more is `<too long>`.
   */
  readonly request: unknown
  /** The status of the answer; absent if there was none, or none yet. */
  readonly status: number | undefined
  /** When the request came, in epoch milliseconds. */
  readonly at: number
}

export type Entry = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] }

export interface Recorder {
  /** Puts a request on record. The entry is filled in as more of it is known. */
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

const shortPath = (path: string): string => copied(path.slice(0, keptOfPath))

const shortened = (fields: ReadonlyArray<readonly [name: string, value: unknown]>): object => {
  let left = keptOfRequest
  return Object.fromEntries(fields.map(([name, value]) => {
    const length = lengthOf(value, left)
    if (length > left) return [name, "<too long>"]
    left -= length
    return [name, value]
  }))
}

/** A request without its secrets, as far as its schema marks them. */
export const redactedRequest = (schema: AST.AST, request: unknown): unknown => {
  const secrets = secretsOf(schema, request)
  const hide = (value: unknown): unknown => typeof value === "string" && secrets.includes(value) ? redacted : value
  return typeof request === "object" && request !== null
    ? shortened(Object.entries(request).map(([name, value]) => [name, hide(value)]))
    : typeof request === "string"
    ? shortPath(String(hide(request)))
    : undefined
}

/** The path of a request below its base, with the variables that are secrets replaced. */
export const redactedPath = (
  path: string,
  variables: Readonly<Record<string, string>>,
  isSecret: (value: string) => boolean
): string =>
  shortPath(path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name] ?? ""
    return isSecret(value) ? redacted : encodeURIComponent(value)
  }))

/** No segment of a path of Authlete's is longer, but tokens are. */
const longestSegment = 24

/** A path that leads to no operation. What looks like a token in it is left out, and so is the query. */
export const strayPath = (url: string): string =>
  shortPath(url.replace(/\?.*$/, "").replaceAll(new RegExp(`[^/]{${longestSegment + 1},}`, "g"), redacted))
