/**
 * Walks over what a schema describes on the wire: objects, lists and unions. Only the parts that the schemas of this
 * library are made of are known.
 *
 * A node of Effect 4 is what a value is in the program; its `encoding` leads to what it is on the wire. Checks stand in
 * the node, and so does whether the field that it is may be absent.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { Codec } from "./schema.js"

export type Ast = AST.AST

export type AnySchema = Schema.Constraint

export type Shape =
  | { readonly kind: "object"; readonly fields: ReadonlyArray<readonly [name: PropertyKey, ast: Ast]> }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Ast> }
  | { readonly kind: "union"; readonly members: ReadonlyArray<Ast> }
  | { readonly kind: "other" }

const other: Shape = { kind: "other" }

/** What a value of this schema is on the wire. */
export const wireOf = (ast: Ast): Ast => {
  const link = ast.encoding?.at(-1)
  return link === undefined ? ast : wireOf(link.to)
}

export const shapeOf = (schema: Ast): Shape => {
  const ast = wireOf(schema)
  switch (ast._tag) {
    case "Objects":
      return { kind: "object", fields: ast.propertySignatures.map(({ name, type }) => [name, type]) }
    case "Arrays":
      return { kind: "list", items: [...ast.elements, ...ast.rest] }
    case "Union":
      return { kind: "union", members: ast.types }
    case "Suspend":
      return shapeOf(ast.thunk())
    default:
      return other
  }
}

/** What is in an encoded value, each with its schema. The members of a union are about the value itself. */
export const childrenOf = (ast: Ast, value: unknown): ReadonlyArray<readonly [ast: Ast, value: unknown]> => {
  const shape = shapeOf(ast)
  switch (shape.kind) {
    case "object": {
      const values = value as Readonly<Record<PropertyKey, unknown>> | null | undefined
      return shape.fields.map(([name, field]) => [field, values?.[name]])
    }
    case "list":
      return Array.isArray(value) ? value.flatMap((item) => shape.items.map((inner) => [inner, item] as const)) : []
    case "union":
      return shape.members.map((member) => [member, value])
    case "other":
      return []
  }
}

const isMarked = (said: object | undefined, id: symbol): boolean => said !== undefined && id in said

/** Whether a schema has a mark, or is a check or a transformation of one that has it. */
export const hasMark = (ast: Ast, id: symbol): boolean =>
  isMarked(ast.annotations, id) ||
  ast.checks?.some((check) => isMarked(check.annotations, id)) === true ||
  ast.encoding?.some(({ to }) => hasMark(to, id)) === true

export const astOf = (schema: AnySchema | Ast): Ast => AST.isAST(schema) ? schema : schema.ast

/** The struct under the checks of a schema. */
export const structOf = <A, I>(schema: Codec<A, I>): Codec<A, I> =>
  AST.isObjects(schema.ast) && schema.ast.checks !== undefined
    ? fromAst(withProperties(schema.ast, schema.ast.propertySignatures))
    : schema

/** The struct with other fields, and without its checks. */
const withProperties = (ast: AST.Objects, fields: ReadonlyArray<AST.PropertySignature>): AST.Objects =>
  new AST.Objects(fields, ast.indexSignatures, ast.annotations, undefined, undefined, ast.context)

const mayBeAbsent = (ast: Ast): boolean => ast.context?.isOptional === true

/** Changes the schemas of the fields that may be absent. They still may. */
const withOptional = (ast: AST.Objects, change: (field: Ast) => AnySchema, others: (field: Ast) => Ast): AST.Objects =>
  withProperties(
    ast,
    ast.propertySignatures.map(({ name, type }) =>
      new AST.PropertySignature(name, mayBeAbsent(type) ? Schema.optionalKey(change(type)).ast : others(type))
    )
  )

/**
 * Changes a schema for responses into one for requests: leaves out some fields, lets a field that may be absent be
 * `undefined`, and puts other schemas in the place of some, on every level.
 */
export const relaxed = (ast: Ast, without: ReadonlyArray<PropertyKey>, inPlace: (ast: Ast) => Ast | undefined): Ast => {
  const relax = (inner: Ast) => relaxed(inner, [], inPlace)
  const replacement = inPlace(ast)
  if (replacement !== undefined) return replacement
  if (ast.checks !== undefined || ast.encoding !== undefined) return ast
  switch (ast._tag) {
    case "Objects": {
      const kept = withProperties(ast, ast.propertySignatures.filter(({ name }) => !without.includes(name)))
      return withOptional(kept, (field) => Schema.UndefinedOr(fromAst(relax(field))), relax)
    }
    case "Arrays":
      return new AST.Arrays(
        ast.isMutable,
        ast.elements.map(relax),
        ast.rest.map(relax),
        ast.annotations,
        undefined,
        undefined,
        ast.context
      )
    case "Union":
      return new AST.Union(ast.types.map(relax), ast.options, ast.annotations, undefined, undefined, ast.context)
    default:
      return ast
  }
}

/** The struct with the fields of another one before its own. */
export const withFields = (ast: Ast, others: Ast): Ast =>
  AST.isObjects(ast) && AST.isObjects(others)
    ? withProperties(ast, [...others.propertySignatures, ...ast.propertySignatures])
    : ast

/** The struct whose fields that may be absent may be `null` too. */
export const nullable = (ast: Ast): Ast =>
  AST.isObjects(ast) ? withOptional(ast, (field) => Schema.NullOr(fromAst(field)), (field) => field) : ast

export const fromAst = <A, I>(ast: Ast): Codec<A, I> => Schema.make(ast)
