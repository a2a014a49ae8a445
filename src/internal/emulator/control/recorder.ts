/**
 * What the emulator was asked, for tests to look at. It holds no secrets, and no more than the last thousand requests.
 */
import type * as AST from "effect/SchemaAST"
import { secretsOf } from "../../schema/secrets.js"

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
  /** The path, with a token in it replaced by `<redacted>`, and without the query. */
  readonly path: string
  /** The fields that the operation knows, with the secrets among them replaced; absent if the request was refused. */
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

export const redactedRequest = (schema: AST.AST, request: unknown): unknown => {
  const secrets = secretsOf(schema, request)
  const hide = (value: unknown): unknown => typeof value === "string" && secrets.includes(value) ? redacted : value
  return typeof request === "object" && request !== null
    ? Object.fromEntries(Object.entries(request).map(([name, value]) => [name, hide(value)]))
    : hide(request)
}

/** The path of a request below its base, with the variables that are secrets replaced. */
export const redactedPath = (
  path: string,
  variables: Readonly<Record<string, string>>,
  isSecret: (value: string) => boolean
): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name] ?? ""
    return isSecret(value) ? redacted : encodeURIComponent(value)
  })
