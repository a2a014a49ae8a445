/**
 * The fields of a request, from JSON, a form or a query.
 *
 * They are read the way Authlete reads them: some of its own clients send `null`, `0` and `false` for every field that was
 * not set, so each of them means "not given", as does an empty text. Unknown fields are ignored, and so are missing ones:
 * what to say about those is up to the operation.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { structOf } from "../../edge/schemaShape.js"
import { dropNulls, parse } from "../../schema/json.js"
import { copied, isTooDeep } from "../model/bounds.js"
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
export const fieldsReader = <A, I extends object>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknownEither(Schema.partial(structOf(Schema.encodedBoundSchema(schema))))
  return (fields: object): Either.Either<Partial<I>, Refusal> =>
    isTooDeep(fields)
      ? Either.left(refusal("BadRequest", "A999211"))
      : Either.mapLeft(decode(given(fields)), wrongType)
}

/**
 * What a text of a form or a query means. Authlete takes scalars as text and scopes separated by spaces; for what has more
 * structure the emulator takes JSON. A text that makes no sense stays as it is: the schema will refuse it.
 */
type Reading = (text: string) => unknown

const asText: Reading = copied
const asNumber: Reading = (text) => /^-?\d+$/.test(text) ? Number(text) : text
const asBoolean: Reading = (text) => text === "true" || (text === "false" ? false : text)
const asJson: Reading = (text) => Either.getOrElse(parse(text), () => text)
const asWords: Reading = (text) => text.split(" ").filter((word) => word !== "").map(copied)

const readingOf = (ast: AST.AST): Reading => {
  switch (ast._tag) {
    case "Refinement":
      return readingOf(ast.from)
    case "Transformation":
      return readingOf(ast.from)
    case "Union":
      return ast.types.filter((type) => !AST.isUndefinedKeyword(type)).map(readingOf)[0] ?? asText
    case "NumberKeyword":
      return asNumber
    case "BooleanKeyword":
      return asBoolean
    case "TupleType":
    case "TypeLiteral":
      return asJson
    default:
      return asText
  }
}

const readingsOf = (schema: Schema.Schema.Any): ReadonlyMap<string, Reading> =>
  new Map(
    AST.getPropertySignatures(AST.encodedAST(schema.ast)).map(({ name, type }) => [
      String(name),
      name === "scopes" ? asWords : readingOf(type)
    ])
  )

/** A reader for the queries of an operation, made once: their fields stay text; unknown and empty ones are left out. */
export const queryReader = (schema: Schema.Schema.Any) => {
  const readings = readingsOf(schema)
  return (query: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from(new URLSearchParams(query))
        .filter(([name, text]) => readings.has(name) && text !== "")
        .map(([name, text]) => [name, copied(text)])
    )
}

/** A reader for the form bodies of an operation, made once. */
export const formReader = (schema: Schema.Schema.Any) => {
  const readings = readingsOf(schema)
  return (form: string): object =>
    Object.fromEntries(
      Array.from(new URLSearchParams(form), ([name, text]) => [name, (readings.get(name) ?? asText)(text)])
    )
}
