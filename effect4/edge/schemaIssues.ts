/**
 * Decodes and encodes by a schema. What does not fit is told as a path and an expectation, in the words of the line for
 * Effect 3. An issue of Effect itself may hold the value that it refuses, so it must not get into an error of this
 * library.
 */
import * as Arr from "effect/Array"
import * as Result from "effect/Result"
import * as AST from "effect/SchemaAST"
import type * as Issues from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import type { Codec } from "./schema.js"
import { wireOf } from "./schemaShape.js"

type Path = ReadonlyArray<string | number>

/** Where a value does not fit, and what was expected there. */
export interface SchemaIssue {
  readonly path: Path
  readonly expected: string
}

const isNothing = (ast: AST.AST) => AST.isUndefined(ast) || AST.isNull(ast)

/** The members of a union, and those of its members. What stands for a field that is left out says nothing. */
const membersOf = ({ types }: AST.Union): ReadonlyArray<AST.AST> =>
  types.flatMap((type) => isUnnamedUnion(type) ? membersOf(type) : isNothing(type) ? [] : [type])

const isUnnamedUnion = (ast: AST.AST): ast is AST.Union =>
  AST.isUnion(ast) && AST.resolveDescription(ast) === undefined && ast.encoding === undefined

/** What a schema expects, by its description if it has one. Nothing here comes from the input. */
const expectation = (schema: AST.AST): string => wordOf(schema.checks?.at(-1)?.annotations) ?? kindOf(schema)

/** The same without its checks, for a value that does not come so far. */
const kindOf = (schema: AST.AST): string => {
  const described = schema.annotations?.description
  if (typeof described === "string") return described
  const ast = wireOf(schema)
  if (ast !== schema) return expectation(ast)
  switch (ast._tag) {
    case "Union":
      return Arr.dedupe(membersOf(ast).map(expectation)).join(" | ")
    case "Objects":
      return "an object"
    case "Arrays":
      return "a list"
    case "String":
      return "a string"
    case "Number":
      return "a number"
    case "Boolean":
      return "a boolean"
    case "Literal":
      return JSON.stringify(ast.literal)
    default:
      return ast._tag.toLowerCase()
  }
}

/** The word for what is expected: ours is the description, Effect's own checks have another one. */
const wordOf = (said: { readonly description?: unknown; readonly expected?: unknown } | undefined) => {
  const word = said?.description ?? said?.expected
  return typeof word === "string" ? word : undefined
}

const step = (path: Path, keys: ReadonlyArray<PropertyKey>): Path => [
  ...path,
  ...keys.map((key) => typeof key === "number" ? key : String(key))
]

/** The schema of the field that a path leads to. */
const fieldOf = (ast: AST.AST, [key]: ReadonlyArray<PropertyKey>): AST.AST | undefined =>
  AST.isObjects(ast) ? ast.propertySignatures.find(({ name }) => name === key)?.type : undefined

/** The names and texts by which the members of a union are told apart. */
const tagsOf = (ast: AST.AST): ReadonlyArray<readonly [name: PropertyKey, text: AST.LiteralValue]> => {
  const wire = wireOf(ast)
  return AST.isObjects(wire)
    ? wire.propertySignatures.flatMap(({ name, type }) => {
      const tag = wireOf(type)
      return AST.isLiteral(tag) && type.context?.isOptional !== true ? [[name, tag.literal] as const] : []
    })
    : []
}

/** What is wrong with a value for which a union that is told apart by a field has no member. */
const untagged = (members: ReadonlyArray<AST.AST>, input: unknown, path: Path): ReadonlyArray<SchemaIssue> => {
  const [[name] = []] = members.flatMap(tagsOf)
  if (name === undefined || typeof input !== "object" || input === null) {
    return [{ path, expected: Arr.dedupe(members.map(expectation)).join(" | ") }]
  }
  const texts = members.flatMap(tagsOf).flatMap(([key, text]) => key === name ? [JSON.stringify(text)] : [])
  const expected = Arr.dedupe(texts).join(" | ")
  return [{
    path: step(path, [name]),
    expected: name in input ? expected : `${expected}, but it is missing`
  }]
}

const inUnion = ({ ast, input, issues }: Issues.AnyOf, path: Path): ReadonlyArray<SchemaIssue> => {
  const members = membersOf(ast)
  const description = AST.resolveDescription(ast)
  const [issue] = issues
  if (members.some((member) => tagsOf(member).length > 0)) {
    return issue === undefined ? untagged(members, input, path) : collect(issue, path)
  }
  if (members.length > 1 || description !== undefined) return [{ path, expected: description ?? expectation(ast) }]
  return issue === undefined ? members.map((member) => ({ path, expected: kindOf(member) })) : collect(issue, path)
}

const inComposite = ({ ast, issues }: Issues.Composite, path: Path): ReadonlyArray<SchemaIssue> => {
  // Of several checks of a value, the first one that fails is told.
  const [first] = issues
  if (first._tag === "Filter") return collect(first, path)
  if (AST.isDeclaration(ast)) return [{ path, expected: expectation(ast) }]
  return issues.flatMap((issue) =>
    issue._tag === "Pointer" && issue.issue._tag === "MissingKey"
      ? [{
        path: step(path, issue.path),
        expected: `${expectation(fieldOf(ast, issue.path) ?? ast)}, but it is missing`
      }]
      : collect(issue, path)
  )
}

const collect = (issue: Issues.Issue, path: Path): ReadonlyArray<SchemaIssue> => {
  switch (issue._tag) {
    case "Pointer":
      return collect(issue.issue, step(path, issue.path))
    case "Composite":
      return inComposite(issue, path)
    case "AnyOf":
      return inUnion(issue, path)
    case "Encoding":
      return collect(issue.issue, path)
    case "Filter":
      return [{ path, expected: wordOf(issue.filter.annotations) ?? "another value" }]
    case "UnexpectedKey":
      return [{ path, expected: "no field of this name" }]
    case "InvalidType":
    case "OneOf":
      return [{ path, expected: kindOf(issue.ast) }]
    case "MissingKey":
    case "InvalidValue":
    case "Forbidden":
      return [{ path, expected: "another value" }]
  }
}

/** How many issues an error has at most: a response with a thousand odd tokens would fill the log. */
const mostIssues = 10

const issuesOf = (issue: Issues.Issue): ReadonlyArray<SchemaIssue> => collect(issue, []).slice(0, mostIssues)

/** Issues hold the value that they refuse: to say whether a tag is missing or unknown, and no longer than that. */
const lenient = { reportInput: true } as const

/** Decodes a value, or says where it does not fit. */
export const decode = <A, I>(schema: Codec<A, I>, value: unknown): Result.Result<A, ReadonlyArray<SchemaIssue>> =>
  Result.mapError(SchemaParser.decodeUnknownResult(schema)(value, lenient), issuesOf)

const strict = { onExcessProperty: "error", errors: "all", reportInput: true } as const

/**
 * Encodes a value, or says where it does not fit. A field that the schema does not know is an issue, and not dropped.
 */
export const encodeStrictly = <A, I>(
  schema: Codec<A, I>,
  value: A
): Result.Result<I, ReadonlyArray<SchemaIssue>> =>
  Result.mapError(SchemaParser.encodeUnknownResult(schema)(value, strict), issuesOf)
