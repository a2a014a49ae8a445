/**
 * The fields of a schema of ours, and of a shape of Authlete's, in one notation: the path of each field (`a[].b` for the
 * field `b` of the items of `a`), and what it holds.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { hasMark, shapeOf } from "../../src/internal/edge/schemaShape.js"
import { SecretId, UnitId } from "../../src/internal/schema/fields.js"
import type { Shape } from "../../tools/contract/contract.js"
import { resolve } from "../../tools/contract/contract.js"

/** What there is at each path; several things, where alternatives differ. */
export type Fields = ReadonlyMap<string, ReadonlySet<string>>

type Found = readonly [path: string, what: string]

const collect = (found: ReadonlyArray<Found>): Fields => {
  const fields = new Map<string, Set<string>>()
  for (const [path, what] of found) fields.set(path, (fields.get(path) ?? new Set()).add(what))
  return fields
}

/** For an assertion: sorted, and with the alternatives as one text. */
export const listed = (fields: Fields): ReadonlyArray<string> =>
  Array.from(fields, ([path, kinds]) => `${path}: ${Array.from(kinds).sort().join(" | ")}`).sort()

const isInt = (ast: AST.AST): boolean =>
  AST.isRefinement(ast) && (ast.annotations[AST.SchemaIdAnnotationId] === Schema.IntSchemaId || isInt(ast.from))

const join = (path: string, name: string) => path === "" ? name : `${path}.${name}`

const ofAst = (ast: AST.AST, path: string): ReadonlyArray<Found> => {
  switch (ast._tag) {
    case "Refinement":
      return isInt(ast) ? [[path, "integer"]] : ofAst(ast.from, path)
    case "Transformation":
      return ofAst(ast.from, path)
    case "Union":
      return ast.types.flatMap((type) => ofAst(type, path))
    case "TypeLiteral":
      return [
        [path, "object"],
        ...ast.propertySignatures.flatMap(({ name, type }) => ofAst(type, join(path, String(name))))
      ]
    case "TupleType":
      return [[path, "array"], ...ast.rest.flatMap(({ type }) => ofAst(type, `${path}[]`))]
    case "Literal":
      return [[path, `"${String(ast.literal)}"`]]
    case "StringKeyword":
      return [[path, "string"]]
    case "NumberKeyword":
      return [[path, "number"]]
    case "BooleanKeyword":
      return [[path, "boolean"]]
    case "UndefinedKeyword":
      return []
    default:
      throw new Error(`Not expected on the wire, at ${path}: ${ast._tag}`)
  }
}

/** The fields that a schema of ours has on the wire. */
export const fieldsOfSchema = <A, I>(schema: Schema.Schema<A, I>): Fields =>
  collect(ofAst(Schema.encodedBoundSchema(schema).ast, ""))

const ofShape = (reference: Shape, path: string, isClosed: (path: string) => boolean): ReadonlyArray<Found> => {
  const shape = resolve(reference)
  if (shape.anyOf !== undefined) return shape.anyOf.flatMap((alternative) => ofShape(alternative, path, isClosed))
  if (shape.enum !== undefined && isClosed(path)) return shape.enum.map((value) => [path, `"${value}"`])
  const types = typeof shape.type === "string" ? [shape.type] : shape.type ?? []
  return [
    ...types.map((type): Found => [path, type]),
    ...(shape.items === undefined ? [] : ofShape(shape.items, `${path}[]`, isClosed)),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, field]) => ofShape(field, join(path, name), isClosed))
  ]
}

/** The fields of a shape of Authlete's. An enum counts as one where it is closed to values that are not known yet. */
export const fieldsOfShape = (shape: Shape, isClosed: (path: string) => boolean): Fields =>
  collect(ofShape(shape, "", isClosed))

const requiredOfAst = (ast: AST.AST, path: string): ReadonlyArray<string> => {
  switch (ast._tag) {
    case "Union":
      return ast.types.flatMap((type) => requiredOfAst(type, path))
    case "TypeLiteral":
      return ast.propertySignatures.flatMap(({ isOptional, name, type }) => [
        ...(isOptional ? [] : [join(path, String(name))]),
        ...requiredOfAst(type, join(path, String(name)))
      ])
    case "TupleType":
      return ast.rest.flatMap(({ type }) => requiredOfAst(type, `${path}[]`))
    default:
      return []
  }
}

/** The paths of the fields that must be there, as far as the objects that hold them are. */
export const requiredOfSchema = <A, I>(schema: Schema.Schema<A, I>): ReadonlyArray<string> =>
  Array.from(new Set(requiredOfAst(Schema.encodedBoundSchema(schema).ast, ""))).sort()

const requiredOf = (reference: Shape, path: string): ReadonlyArray<string> => {
  const shape = resolve(reference)
  return [
    ...(shape.anyOf ?? []).flatMap((alternative) => requiredOf(alternative, path)),
    ...(shape.required ?? []).map((name) => join(path, name)),
    ...(shape.items === undefined ? [] : requiredOf(shape.items, `${path}[]`)),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, field]) => requiredOf(field, join(path, name)))
  ]
}

export const requiredOfShape = (shape: Shape): ReadonlyArray<string> =>
  Array.from(new Set(requiredOf(shape, ""))).sort()

/** A field that holds no more fields, as our schema has it. */
export interface Leaf {
  /** The path; nothing for a request that is a bare value. */
  readonly path: string
  /** The action that the field comes with, in a union by `action`. */
  readonly action: string | undefined
  readonly isSecret: boolean
  readonly isInteger: boolean
  readonly unit: unknown
}

const annotationOf = (ast: AST.AST, id: symbol): unknown =>
  ast.annotations[id] ?? (AST.isRefinement(ast) ? annotationOf(ast.from, id) : undefined)

const actionIn = (fields: ReadonlyArray<readonly [name: PropertyKey, ast: AST.AST]>): string | undefined => {
  const action = fields.find(([name]) => name === "action")?.[1]
  return action !== undefined && AST.isLiteral(action) ? String(action.literal) : undefined
}

const leavesIn = (ast: AST.AST, path: string, action: string | undefined): ReadonlyArray<Leaf> => {
  // The other half of a field that may be left out.
  if (AST.isUndefinedKeyword(ast)) return []
  const isSecret = hasMark(ast, SecretId)
  const shape = shapeOf(ast)
  if (!isSecret) {
    switch (shape.kind) {
      case "object": {
        const own = path === "" ? actionIn(shape.fields) : action
        return shape.fields.flatMap(([name, field]) => leavesIn(field, join(path, String(name)), own))
      }
      case "list":
        return shape.items.flatMap((item) => leavesIn(item, `${path}[]`, action))
      case "union":
        return shape.members.flatMap((member) => leavesIn(member, path, action))
    }
  }
  return [{ path, action, isSecret, isInteger: isInt(ast), unit: annotationOf(ast, UnitId) }]
}

/** The leaves of a schema, those of all alternatives. */
export const leavesOf = <A, I>(schema: Schema.Schema<A, I>): ReadonlyArray<Leaf> => leavesIn(schema.ast, "", undefined)
