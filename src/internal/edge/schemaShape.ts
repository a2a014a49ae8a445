/**
 * Walks over what a schema describes on the wire: objects, lists and unions. Only the parts that the schemas of this
 * library are made of are known.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

export type Ast = AST.AST

export type AnySchema = Schema.Schema.All

export type Shape =
  | { readonly kind: "object"; readonly fields: ReadonlyArray<readonly [name: PropertyKey, ast: Ast]> }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Ast> }
  | { readonly kind: "union"; readonly members: ReadonlyArray<Ast> }
  | { readonly kind: "other" }

const other: Shape = { kind: "other" }

export const shapeOf = (ast: Ast): Shape => {
  switch (ast._tag) {
    case "TypeLiteral":
      return { kind: "object", fields: ast.propertySignatures.map(({ name, type }) => [name, type]) }
    case "TupleType":
      return { kind: "list", items: [...ast.elements, ...ast.rest].map(({ type }) => type) }
    case "Union":
      return { kind: "union", members: ast.types }
    case "Refinement":
    case "Transformation":
      return shapeOf(ast.from)
    case "Suspend":
      return shapeOf(ast.f())
    default:
      return other
  }
}

/** What is in an encoded value, each with its schema. The members of a union are about the value itself. */
export const childrenOf = (ast: Ast, value: unknown): ReadonlyArray<readonly [ast: Ast, value: unknown]> => {
  switch (ast._tag) {
    case "TypeLiteral": {
      const fields = value as Readonly<Record<PropertyKey, unknown>> | null | undefined
      return ast.propertySignatures.map(({ name, type }) => [type, fields?.[name]])
    }
    case "TupleType":
      return Array.isArray(value)
        ? value.flatMap((item) => [...ast.elements, ...ast.rest].map(({ type }) => [type, item] as const))
        : []
    case "Union":
      return ast.types.map((member) => [member, value])
    case "Refinement":
    case "Transformation":
      return childrenOf(ast.from, value)
    case "Suspend":
      return childrenOf(ast.f(), value)
    default:
      return []
  }
}

/** Whether a schema has a mark, or is a check or a transformation of one that has it. */
export const hasMark = (ast: Ast, id: symbol): boolean =>
  id in ast.annotations || ((AST.isRefinement(ast) || AST.isTransformation(ast)) && hasMark(ast.from, id))

export const astOf = (schema: AnySchema | Ast): Ast => "ast" in schema ? schema.ast : schema

/** The struct under the checks of a schema. */
export const structOf = <A, I>(schema: Schema.Schema<A, I>): Schema.Schema<A, I> =>
  AST.isRefinement(schema.ast) ? structOf(Schema.make<A, I>(schema.ast.from)) : schema

/**
 * Changes a schema for responses into one for requests: leaves out some fields, lets a field that may be absent be
 * `undefined`, and puts other schemas in the place of some, on every level.
 */
export const relaxed = (ast: Ast, without: ReadonlyArray<PropertyKey>, inPlace: (ast: Ast) => Ast | undefined): Ast => {
  const relax = (inner: Ast) => relaxed(inner, [], inPlace)
  const replacement = inPlace(ast)
  if (replacement !== undefined) return replacement
  switch (ast._tag) {
    case "TypeLiteral": {
      const kept = ast.propertySignatures.filter(({ name }) => !without.includes(name))
      return new AST.TypeLiteral(
        kept.map(({ annotations, isOptional, isReadonly, name, type }) => {
          const value = isOptional ? AST.Union.make([relax(type), AST.undefinedKeyword]) : relax(type)
          return new AST.PropertySignature(name, value, isOptional, isReadonly, annotations)
        }),
        ast.indexSignatures,
        ast.annotations
      )
    }
    case "TupleType":
      return new AST.TupleType(
        ast.elements.map(({ annotations, isOptional, type }) =>
          new AST.OptionalType(relax(type), isOptional, annotations)
        ),
        ast.rest.map(({ annotations, type }) => new AST.Type(relax(type), annotations)),
        ast.isReadonly,
        ast.annotations
      )
    case "Union":
      return AST.Union.make(ast.types.map(relax), ast.annotations)
    default:
      return ast
  }
}

/** The struct with the fields of another one before its own. */
export const withFields = (ast: Ast, others: Ast): Ast => {
  if (!AST.isTypeLiteral(ast) || !AST.isTypeLiteral(others)) return ast
  const fields = [...others.propertySignatures, ...ast.propertySignatures]
  return new AST.TypeLiteral(fields, ast.indexSignatures, ast.annotations)
}

/** The struct whose fields that may be absent may be `null` too. */
export const nullable = (ast: Ast): Ast => {
  if (!AST.isTypeLiteral(ast)) return ast
  const fields = ast.propertySignatures.map(({ annotations, isOptional, isReadonly, name, type }) => {
    const value = isOptional ? AST.Union.make([type, AST.null]) : type
    return new AST.PropertySignature(name, value, isOptional, isReadonly, annotations)
  })
  return new AST.TypeLiteral(fields, ast.indexSignatures, ast.annotations)
}

export const fromAst = <A, I>(ast: Ast): Schema.Schema<A, I> => Schema.make(ast)
