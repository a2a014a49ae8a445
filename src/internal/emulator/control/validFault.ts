/**
 * Whether a fault can be played. It is written by whoever writes the test, so one that cannot is a mistake in there, to be
 * told where it is made.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { fromParseIssue } from "../../schema/issues.js"
import { isBodiless } from "../http/rendered.js"
import { Fault } from "./fault.js"

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
  fromParseIssue(issue)
    .map(({ expected, path }) => [...path, `expected ${expected}`].join(": "))
    .join("; ")

/** The fault if it can be played, or else what was expected of it. */
export const validated = (fault: Fault): Either.Either<Fault, string> =>
  Either.flatMap(Either.mapLeft(decode(fault), told), (known) => {
    const [objection] = objections.filter(([applies]) => applies(known))
    return objection === undefined ? Either.right(known) : Either.left(objection[1])
  })
