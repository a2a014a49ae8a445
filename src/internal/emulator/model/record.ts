/**
 * Clients and services as the emulator keeps them: JSON with Authlete's own field names, and with all that it does not
 * know, so that what an application reads and writes back survives.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { Struct } from "../../edge/schema.js"
import { fromAst, relaxed } from "../../edge/schemaShape.js"
import type { Fields, TypeOf } from "../../schema/struct.js"

/** A record, any field of which may be left out. */
export type Loose<A> = { readonly [Name in keyof A]?: A[Name] | undefined }

/**
 * The schema of a record with the fields of a model as they are on the wire, and with some of the emulator's own, which
 * go before those of the same name.
 */
export const looseRecord = <Own extends Fields<Own>, A, I, Without extends keyof I & string = never>(
  own: Own,
  model: Schema.Schema<A, I>,
  without: ReadonlyArray<Without> = []
): Schema.Schema<TypeOf<Own> & Loose<Omit<I, keyof Own | Without>>> => {
  const { propertySignatures } = Schema.typeSchema(Struct(own)).ast as AST.TypeLiteral
  const replaced = [...Object.keys(own), ...without]
  const wire = relaxed(Schema.encodedBoundSchema(model).ast, replaced, () => undefined) as AST.TypeLiteral
  const optional = wire.propertySignatures.map(({ annotations, isReadonly, name, type }) =>
    new AST.PropertySignature(name, AST.Union.make([type, AST.undefinedKeyword]), true, isReadonly, annotations)
  )
  return fromAst(new AST.TypeLiteral([...propertySignatures, ...optional], []))
}

/** The same schema, but what it does not know is kept, on any level. */
export const keepingUnknown = <A, I>(schema: Schema.Schema<A, I>): Schema.Schema<A, I> =>
  schema.annotations({ parseOptions: { onExcessProperty: "preserve" } })

/** The record without the fields that have no value. */
export const withoutUndefined = <A extends object>(record: A): A =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null)) as A

const isFlag = (ast: AST.AST): boolean =>
  AST.isBooleanKeyword(ast) || (AST.isUnion(ast) && ast.types.some(AST.isBooleanKeyword))

/**
 * `false` for each flag of a model. Authlete's responses have all flags, whether they were ever set or not.
 */
export const flagsOf = (model: Schema.Schema.Any): Readonly<Record<string, false>> =>
  Object.fromEntries(
    AST.getPropertySignatures(AST.encodedAST(model.ast)).flatMap(({ name, type }) =>
      isFlag(type) ? [[String(name), false as const]] : []
    )
  )
