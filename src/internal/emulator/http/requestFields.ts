/**
 * The fields of a request, from JSON, a form or a query.
 *
 * They are read as Authlete reads them. Some of its own clients send `null`, `0` and `false` for every field that was
 * not set. So these mean "not given", and so does an empty text. Unknown fields are ignored. Missing fields are no
 * mistake here: the operation knows what to say about them.
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

/** An empty `parameters` is given: it is the form of a client application, which is to hear about its mistake. */
const isGiven = ([name, value]: readonly [name: string, value: unknown]): boolean =>
  value !== 0 && value !== false && (value !== "" || name === "parameters")

/** Some clients of Authlete's API send `properties` as the text of a JSON array. */
const unfolded = ([name, value]: readonly [name: string, value: unknown]): readonly [string, unknown] => {
  if (name !== "properties" || typeof value !== "string") return [name, value]
  const parsed = Either.getOrUndefined(parse(value))
  return [name, Array.isArray(parsed) && !isTooDeep(parsed) ? dropNulls(parsed) : value]
}

const given = (fields: object): object => {
  dropNulls(fields)
  return Object.fromEntries(Object.entries(fields).filter(isGiven).map(unfolded))
}

/** Refuses a field of the wrong type by its name, without its value. */
const wrongType = (error: ParseResult.ParseError): Refusal => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  return refusal("BadRequest", "A999206", issue?.path.map(String).join("."))
}

const decoder = <A, I extends object>(schema: Schema.Schema<A, I>, onExcessProperty: "ignore" | "preserve") =>
  Schema.decodeUnknownEither(Schema.partial(structOf(Schema.encodedBoundSchema(schema))), { onExcessProperty })

/** Makes a reader for the fields of an operation. */
export const fieldsReader = <A, I extends object>(schema: Schema.Schema<A, I>) => {
  const decode = decoder(schema, "ignore")
  return (fields: object): Either.Either<Partial<I>, Refusal> =>
    isTooDeep(fields)
      ? Either.left(refusal("BadRequest", "A999211"))
      : Either.mapLeft(decode(given(fields)), wrongType)
}

/**
 * Makes a reader for a whole record, which the request replaces or adds. Fields that are not known are kept, on any level,
 * and only `null` means "not given".
 */
export const recordReader = <A, I extends object>(schema: Schema.Schema<A, I>) => {
  const decode = decoder(schema, "preserve")
  return (fields: object): Either.Either<Partial<I>, Refusal> =>
    isTooDeep(fields)
      ? Either.left(refusal("BadRequest", "A999211"))
      : Either.mapLeft(decode(dropNulls(fields)), wrongType)
}

/** Makes a function that leaves out of a record what the operation does not know. */
export const knownFields = <A, I extends object>(schema: Schema.Schema<A, I>) => {
  const decode = decoder(schema, "ignore")
  return (record: unknown): unknown => Either.getOrUndefined(decode(record))
}

/**
 * How the text of a form field becomes a value. Authlete takes scalars as text, and scopes separated by spaces. The
 * emulator takes JSON for other lists and objects. A text that does not fit stays a text, which the schema then
 * refuses.
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

/** Makes a reader for the queries of operations. All fields stay texts. Unknown and empty ones are left out. */
export const queryReader = (schemas: ReadonlyArray<Schema.Schema.Any>) => {
  const known = new Set(schemas.flatMap((schema) => Array.from(readingsOf(schema).keys())))
  return (query: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from(new URLSearchParams(query))
        .filter(([name, text]) => known.has(name) && text !== "")
        .map(([name, text]) => [name, copied(text)])
    )
}

/** Makes a reader for the forms of an operation. */
export const formReader = (schema: Schema.Schema.Any) => {
  const readings = readingsOf(schema)
  return (form: string): object =>
    Object.fromEntries(
      Array.from(new URLSearchParams(form), ([name, text]) => [name, (readings.get(name) ?? asText)(text)])
    )
}
