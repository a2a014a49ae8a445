/**
 * Faults: what a test can ask for, and which parts of a fault go together.
 */
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { isHeaderName, isHeaderValue } from "../../client/settings.js"
import { Struct } from "../../edge/schema.js"
import { issuesOf } from "../../edge/schemaIssues.js"
import { operations } from "../../operations/index.js"
import { optional } from "../../schema/fields.js"
import { isBodiless } from "../http/response.js"
import { isTooDeep } from "../model/bounds.js"

/**
 * The name of an operation, such as `"tokens.revoke"`. To the emulator, a count is the list that it asks for.
 *
 * @since 0.1.0
 * @category models
 */
export type OperationName = typeof OperationName.Type

export const OperationName = Schema.Literal(...operations.map(({ name }) => name))

const areHeaders = (headers: Readonly<Record<string, string>>): boolean =>
  Object.entries(headers).every(([name, value]) => isHeaderName(name) && isHeaderValue(value))

const isWritable = (body: object): boolean => {
  try {
    const text = JSON.stringify(body)
    return typeof text === "string" && !isTooDeep(JSON.parse(text))
  } catch {
    return false
  }
}

const isDuration = (input: unknown): input is Duration.DurationInput => Option.isSome(Duration.decodeUnknown(input))

const Status = Schema.Int.pipe(Schema.between(200, 599, { description: "a status from 200 to 599" }))

const Headers = Schema.Record({ key: Schema.String, value: Schema.String }).pipe(
  Schema.filter(areHeaders, { description: "names of headers, with texts of one line, in Latin-1" })
)

const Json = Schema.Object.pipe(Schema.filter(isWritable, { description: "an object that JSON can hold" }))

/**
 * What goes wrong with a request. `latency` goes with everything. `status` goes with `reset: "inside"` and with
 * `garble`. Of the others, a fault has one.
 *
 * @since 0.1.0
 * @category faults
 */
export interface Fault extends Schema.Schema.Type<typeof Fault> {}

export const Fault = Struct({
  /**
   * The operation that fails, such as `"tokens.revoke"`, which means `"tokens.revokeForm"` too. Any operation if left
   * out.
   */
  operation: optional(OperationName),
  /** How many requests fail: one if left out, all until `reset` with `Infinity`. */
  times: optional(Schema.Union(Schema.NonNegativeInt, Schema.Literal(Infinity))),
  /** The status of the response, from 200 to 599. The operation is not carried out. */
  status: optional(Status),
  /** Headers for the response with `status`, such as `retry-after`. */
  headers: optional(Headers),
  /**
   * The body for the response with `status`: a text, or an object to write as JSON. A result code with a message if
   * left out.
   */
  body: optional(Schema.Union(Schema.String, Json)),
  /** How long to wait before the response, or before what else goes wrong. */
  latency: optional(Schema.declare(isDuration, { description: "a duration, such as \"2 seconds\"" })),
  /** Breaks the connection: `"before"` the response, or `"inside"` the body of the response. */
  reset: optional(Schema.Literal("before", "inside")),
  /** How many bytes of the body are sent before `reset: "inside"`: half of them if left out. */
  afterBytes: optional(Schema.NonNegativeInt),
  /**
   * Changes the body: `"truncated"` sends its first half as if it were the whole, `"malformed"` sends HTML in its
   * place.
   */
  garble: optional(Schema.Literal("truncated", "malformed")),
  /** Never responds. */
  hang: optional(Schema.Boolean),
  /** Carries the operation out before anything goes wrong, so that only the response is late or lost. */
  applied: optional(Schema.Boolean)
})

const isAbsent = (value: unknown): boolean => value === undefined

/** Why the parts of a fault do not go together: the first reason that applies. */
const objections: ReadonlyArray<readonly [applies: (fault: Fault) => boolean, expected: string]> = [
  [
    ({ garble, hang, latency, reset, status }) => [garble, latency, reset, status].every(isAbsent) && hang !== true,
    "expected a status, latency, reset, garble or hang"
  ],
  [({ garble, hang, reset }) => hang === true && !(isAbsent(garble) && isAbsent(reset)), "hang: expected to be alone"],
  [({ garble, reset }) => !isAbsent(garble) && !isAbsent(reset), "garble: expected no reset beside it"],
  [
    ({ hang, reset, status }) => !isAbsent(status) && (hang === true || reset === "before"),
    "status: expected none where there is no response"
  ],
  [({ headers, status }) => !isAbsent(headers) && isAbsent(status), "headers: expected a status beside them"],
  [({ body, status }) => !isAbsent(body) && isAbsent(status), "body: expected a status beside it"],
  [({ body, status }) => !isAbsent(body) && isBodiless(status), "body: expected a status that has one"],
  [
    ({ afterBytes, reset }) => !isAbsent(afterBytes) && reset !== "inside",
    "afterBytes: expected reset: \"inside\" beside it"
  ]
]

/** An unknown member is most likely misspelt, so it is refused. */
const decode = ParseResult.decodeUnknownEither(Fault, { errors: "all", onExcessProperty: "error" })

const told = (issue: ParseResult.ParseIssue): string =>
  issuesOf(issue)
    .map(({ expected, path }) => [...path, `expected ${expected}`].join(": "))
    .join("; ")

/**
 * The fault, or what was expected in its place. A fault that does not fit is a mistake in the test, which should fail
 * where it gives the fault.
 */
export const validated = (fault: Fault): Either.Either<Fault, string> =>
  Either.flatMap(Either.mapLeft(decode(fault), told), (known) => {
    const [objection] = objections.filter(([applies]) => applies(known))
    return objection === undefined ? Either.right(known) : Either.left(objection[1])
  })
