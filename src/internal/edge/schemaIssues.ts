/**
 * Decodes and encodes by a schema. What does not fit is told as a path and an expectation. A `ParseError` holds the
 * whole input and prints the value that it refuses, so it must not get into an error of this library.
 */
import * as Arr from "effect/Array"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { Result } from "./result.js"

type Path = ReadonlyArray<string | number>

/** Where a value does not fit, and what was expected there. */
export interface SchemaIssue {
  readonly path: Path
  readonly expected: string
}

/** What a schema expects, by its description if it has one. Nothing here comes from the input. */
const expectation = (ast: AST.AST): string =>
  Option.getOrElse(AST.getDescriptionAnnotation(ast), () => {
    switch (ast._tag) {
      case "Union":
        return Arr.dedupe(ast.types.filter((type) => !AST.isUndefinedKeyword(type)).map(expectation)).join(" | ")
      case "TypeLiteral":
        return "an object"
      case "TupleType":
        return "a list"
      case "Transformation":
        return expectation(ast.from)
      default:
        return String(ast)
    }
  })

const step = (path: Path, keys: PropertyKey | ReadonlyArray<PropertyKey>): Path => [
  ...path,
  ...(Array.isArray(keys) ? keys : [keys]).map((key) => typeof key === "number" ? key : String(key))
]

const isNothing = (ast: AST.AST) => AST.isUndefinedKeyword(ast) || (AST.isLiteral(ast) && ast.literal === null)

const isAboutNothing = (issue: ParseResult.ParseIssue) => issue._tag === "Type" && isNothing(issue.ast)

const collect = (issue: ParseResult.ParseIssue, path: Path): ReadonlyArray<SchemaIssue> => {
  switch (issue._tag) {
    case "Pointer":
      return collect(issue.issue, step(path, issue.path))
    case "Missing":
      return [{ path, expected: `${expectation(issue.ast.type)}, but it is missing` }]
    case "Unexpected":
      return [{ path, expected: "no field of this name" }]
    case "Composite": {
      // A field that may be left out is a union with `undefined`, or with `null` if it can be taken away. That says nothing
      // about a value that is there.
      const issues = Arr.ensure(issue.issues).filter((inner) => !isAboutNothing(inner))
      return AST.isUnion(issue.ast) && issues.length > 1
        ? [{ path, expected: expectation(issue.ast) }]
        : issues.flatMap((inner) => collect(inner, path))
    }
    case "Refinement":
      return issue.kind === "Predicate" ? [{ path, expected: expectation(issue.ast) }] : collect(issue.issue, path)
    case "Transformation":
      return collect(issue.issue, path)
    case "Type":
    case "Forbidden":
      return [{ path, expected: expectation(issue.ast) }]
  }
}

/** How many issues an error has at most: a response with a thousand odd tokens would fill the log. */
const mostIssues = 10

export const issuesOf = (issue: ParseResult.ParseIssue): ReadonlyArray<SchemaIssue> =>
  collect(issue, []).slice(0, mostIssues)

/** Decodes a value, or says where it does not fit. */
export const decode = <A, I>(
  schema: Schema.Schema<A, I>,
  value: unknown
): Result<A, ReadonlyArray<SchemaIssue>> => Either.mapLeft(ParseResult.decodeUnknownEither(schema)(value), issuesOf)

const strict = { onExcessProperty: "error", errors: "all" } as const

const structs = new WeakMap<AST.AST, Schema.Schema<unknown>>()

/** The struct that a check is about, made once. */
const structBeneath = (ast: AST.Refinement): Schema.Schema<unknown> => {
  const known = structs.get(ast)
  if (known !== undefined) return known
  const struct = Schema.make<unknown>(ast.from)
  structs.set(ast, struct)
  return struct
}

/**
 * Encodes a struct that has a check as a whole: first the struct, then the check. Effect itself would decode the whole
 * struct for the check and then encode it, which takes twice as long.
 */
const encodeChecked = (ast: AST.Refinement, value: unknown): Result<unknown, ParseResult.ParseIssue> => {
  const encoded = ParseResult.encodeEither(structBeneath(ast), strict)(value)
  if (Either.isLeft(encoded)) return encoded
  const issue = ast.filter(value, strict, ast)
  return Option.isNone(issue)
    ? encoded
    : Either.left(new ParseResult.Refinement(ast, value, "Predicate", issue.value))
}

/**
 * Encodes a value, or says where it does not fit. A field that the schema does not know is an issue, and not dropped.
 */
export const encodeStrictly = <A, I>(
  schema: Schema.Schema<A, I>,
  value: A
): Result<I, ReadonlyArray<SchemaIssue>> =>
  Either.mapLeft(
    AST.isRefinement(schema.ast) && AST.isTypeLiteral(schema.ast.from)
      ? encodeChecked(schema.ast, value) as Result<I, ParseResult.ParseIssue>
      : ParseResult.encodeEither(schema, strict)(value),
    issuesOf
  )
