/**
 * Responses: the body as an operation gives it, and the response as it is sent.
 */
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Predicate from "effect/Predicate"
import type { Refusal } from "./refusal.js"
import { statusOf } from "./refusal.js"

/**
 * The body of a response as an operation gives it. Its type is the encoded side of the response schema, so the compiler
 * finds an operation that does not fit. Optional fields may be `undefined` too, and are not sent then.
 */
export type Written<Body> = Body extends ReadonlyArray<infer Item> ? ReadonlyArray<Written<Item>>
  : Body extends object ? { readonly [Key in keyof Body]: WrittenField<Body[Key]> }
  : Body

type WrittenField<Value> = Written<Value> | (undefined extends Value ? undefined : never)

/** A response as it is sent. */
export interface Rendered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON, unless a fault says otherwise; empty for no body. */
  readonly text: string
}

/** Whether HTTP forbids a body with this status. */
export const isBodiless = (status: number | undefined): boolean =>
  status !== undefined && [101, 103, 204, 205, 304].includes(status)

export const contentType = ({ headers }: Rendered): string => headers["content-type"] ?? "application/json"

const first = ["resultCode", "resultMessage"]

/**
 * Fields as Authlete writes them: code and message first, the others in alphabetical order, and none without a value.
 */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (!Predicate.isRecord(value)) return value
  const fields: Record<string, unknown> = {}
  for (const key of [...first, ...Object.keys(value).sort()]) {
    if (value[key] !== undefined && value[key] !== null) fields[key] = ordered(value[key])
  }
  return fields
}

export const json = (status: number, body: unknown, headers: Rendered["headers"] = {}): Rendered => ({
  status,
  headers,
  text: JSON.stringify(ordered(body))
})

const verbatimMark: unique symbol = Symbol.for("effect-authlete/emulator/Verbatim")

/** A response that is sent as the operation wrote it: a document whose fields have an order of their own. */
export interface Verbatim {
  readonly [verbatimMark]: Rendered
}

export const verbatim = (rendered: Rendered): Verbatim => ({ [verbatimMark]: rendered })

/** A document, in one line or in several. */
export const document = (value: object, isPretty: boolean): Verbatim =>
  verbatim({ status: 200, headers: {}, text: JSON.stringify(value, undefined, isPretty ? 2 : undefined) })

const isVerbatim = (body: unknown): body is Verbatim => Predicate.hasProperty(body, verbatimMark)

/**
 * The response of an operation that may have several statuses: 204 without a body, 201 for what was created, or else the
 * first.
 */
export const renderedResult = (statuses: ReadonlyArray<number>, body: unknown): Rendered => {
  if (isVerbatim(body)) return body[verbatimMark]
  const status = [body === undefined ? 204 : 201, ...statuses].find((wanted) => statuses.includes(wanted)) ?? 200
  return body === undefined ? { status, headers: {}, text: "" } : json(status, body)
}

export const renderedRefusal = (refusal: Refusal): Rendered => json(statusOf(refusal), refusal.result, refusal.headers)

export const toResponse = (rendered: Rendered): HttpServerResponse.HttpServerResponse => {
  const { headers, status, text } = rendered
  return text === ""
    ? HttpServerResponse.empty({ status, headers })
    : HttpServerResponse.text(text, { status, headers, contentType: contentType(rendered) })
}
