/**
 * A failure on demand: what can be asked for, and whether its parts go together.
 */
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { isHeaderName, isHeaderValue } from "../../client/settings.js"
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
 * What is to go wrong with a request. Latency goes with everything; a status with a reset inside its body, or with a
 * garbled one; otherwise it is one thing at a time.
 *
 * @since 0.1.0
 * @category faults
 */
export interface Fault extends Schema.Schema.Type<typeof Fault> {}

export const Fault = Schema.Struct({
  /** The operation that is to fail, such as `"tokens.revoke"`, which means `"tokens.revokeForm"` too; without it, any. */
  operation: optional(OperationName),
  /** How many requests are to fail: one if left out, and all with `Infinity`. */
  times: optional(Schema.Union(Schema.NonNegativeInt, Schema.Literal(Infinity))),
  /** Answers with this status, from 200 to 599, and leaves the request undone. */
  status: optional(Status),
  /** The headers that come with `status`, such as `retry-after`. */
  headers: optional(Headers),
  /** The body that comes with `status`, as text or as what to write in JSON: a result with a code if left out. */
  body: optional(Schema.Union(Schema.String, Json)),
  /** Waits before it goes on. */
  latency: optional(Schema.declare(isDuration, { description: "a duration, such as \"2 seconds\"" })),
  /** Breaks the connection, `"before"` there is any answer, or `"inside"` the body of the answer. */
  reset: optional(Schema.Literal("before", "inside")),
  /** How many bytes of the body come before a reset inside of it: half of them if left out. */
  afterBytes: optional(Schema.NonNegativeInt),
  /** Answers with the first half of the body as if it were the whole, or with HTML in its place. */
  garble: optional(Schema.Literal("truncated", "malformed")),
  /** Never answers. */
  hang: optional(Schema.Boolean),
  /** Carries the request out first of all, so that only the answer is late or lost. */
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
    "status: expected none where there is no answer"
  ],
  [({ headers, status }) => !isAbsent(headers) && isAbsent(status), "headers: expected a status beside them"],
  [({ body, status }) => !isAbsent(body) && isAbsent(status), "body: expected a status beside it"],
  [({ body, status }) => !isAbsent(body) && isBodiless(status), "body: expected a status that has one"],
  [
    ({ afterBytes, reset }) => !isAbsent(afterBytes) && reset !== "inside",
    "afterBytes: expected reset: \"inside\" beside it"
  ]
]

/** A member that there is not is most likely misspelt, so it is refused. */
const decode = ParseResult.decodeUnknownEither(Fault, { errors: "all", onExcessProperty: "error" })

const told = (issue: ParseResult.ParseIssue): string =>
  issuesOf(issue)
    .map(({ expected, path }) => [...path, `expected ${expected}`].join(": "))
    .join("; ")

/**
 * The fault if it can be played, or else what was expected of it. A fault is written by whoever writes the test, so one
 * that cannot be played is a mistake in there, to be told where it is made.
 */
export const validated = (fault: Fault): Either.Either<Fault, string> =>
  Either.flatMap(Either.mapLeft(decode(fault), told), (known) => {
    const [objection] = objections.filter(([applies]) => applies(known))
    return objection === undefined ? Either.right(known) : Either.left(objection[1])
  })
