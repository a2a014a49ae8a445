/**
 * Requests are read the way Authlete reads them: some of its own clients send `null`, `0` and `false` for every field
 * that was not set, so each of them means "not given", as does an empty text. Unknown fields are ignored, and so are
 * missing ones: what to say about those is up to the operation.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { dropNulls } from "../../schema/json.js"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"

/** What a client application sent is there even if it is empty: that is its own mistake. */
const isGiven = ([name, value]: readonly [name: string, value: unknown]): boolean =>
  value !== 0 && value !== false && (value !== "" || name === "parameters")

const given = (fields: object): object => {
  dropNulls(fields)
  return Object.fromEntries(Object.entries(fields).filter(isGiven))
}

/** Names the field with the wrong type, never its value. */
const wrongType = (error: ParseResult.ParseError): Refusal => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  return refusal("BadRequest", "A999206", issue?.path.map(String).join("."))
}

/** A reader for the fields of a request, made once for each operation. */
export const reader = <A, I extends object>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknownEither(Schema.partial(Schema.encodedBoundSchema(schema)))
  return (fields: object): Either.Either<Partial<I>, Refusal> => Either.mapLeft(decode(given(fields)), wrongType)
}
