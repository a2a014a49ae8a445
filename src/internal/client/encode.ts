/**
 * From the request of an operation to what goes over the wire.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import type { Issue } from "../../AuthleteError.js"
import type { Operation, ResendClass } from "../../Operation.js"
import type { Wire } from "../operations/encoding.js"
import { fromParseIssue } from "../schema/issues.js"

/** A request that is encoded, and may be sent again or not. */
export interface EncodedRequest extends Wire {
  /** The request in Authlete's shape, for the parts that look into it: the form, and the secrets in it. */
  readonly value: unknown
  readonly resend: ResendClass
}

type Issues = ReadonlyArray<Issue>

const strict = { onExcessProperty: "error", errors: "all" } as const

/**
 * Encodes a request, or says where it does not fit. A field that the schema does not know is an issue too: dropped in
 * silence, it would be a surprise later.
 */
export const encode = <Request, RequestEncoded, Response, ResponseEncoded>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  request: Request
): Either.Either<EncodedRequest, Issues> => {
  try {
    return ParseResult.encodeEither(operation.request, strict)(request).pipe(
      Either.mapLeft(fromParseIssue),
      Either.flatMap((value) =>
        Either.map(
          operation.encoding.toWire(operation.path, value),
          // Field by field: what is spread and then added to gets a hidden class of its own from V8, each time.
          ({ body, path }) => ({ path, body, value, resend: operation.resend(value) })
        )
      )
    )
  } catch {
    // Only an exotic object gets here, such as one with a getter that throws.
    return Either.left([{ path: [], expected: "a plain object" }])
  }
}
