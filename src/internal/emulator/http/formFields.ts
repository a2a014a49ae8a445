/**
 * The fields of a form body in the types that JSON would have given them: Authlete takes scalars as text and scopes
 * separated by spaces; for what has more structure the emulator takes JSON.
 */
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { parse } from "../../schema/json.js"

/** What a form says, or the text itself where it makes no sense: the schema will refuse that. */
type Reading = (text: string) => unknown

const asText: Reading = (text) => text
const asNumber: Reading = (text) => /^-?\d+$/.test(text) ? Number(text) : text
const asBoolean: Reading = (text) => text === "true" || (text === "false" ? false : text)
const asJson: Reading = (text) => Either.getOrElse(parse(text), () => text)
const asWords: Reading = (text) => text.split(" ").filter((word) => word !== "")

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
      Array.from(new URLSearchParams(query)).filter(([name, text]) => readings.has(name) && text !== "")
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
