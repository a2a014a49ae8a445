/**
 * Values for property tests, with the texts and numbers in them that break things.
 */
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { Shape } from "./contract.js"
import { resolve } from "./contract.js"

/** Each means something in JSON, in a form, in a URL or in JavaScript, or is long in UTF-8. */
const awkward = ["", " ", "a b", "a&b=c", "+", "%", "%00", "/", "..", "?#", "\"", "\\", "\0", "\r\n", "é", "😀", "null"]

/** Texts that any encoding can carry. */
export const wellFormed: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.string({ unit: "binary", maxLength: 10 }),
  fc.constantFrom(...awkward)
)

/** Texts that JSON can carry: lone surrogates too. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: wellFormed },
  { weight: 1, arbitrary: fc.constantFrom("\uD800", "a\uDC00b", "\uDC00\uD800") }
)

/** Single scopes, which a form separates by white space. */
const scopeToken: fc.Arbitrary<string> = wellFormed.map((text) => text.replaceAll(/\s/g, "")).filter((text) =>
  text !== ""
)

const integer: fc.Arbitrary<number> = fc.oneof(fc.nat(100), fc.integer(), fc.maxSafeInteger())

/** JSON has no word for the others. */
const finite: fc.Arbitrary<number> = fc.double({ noNaN: true, noDefaultInfinity: true })

const withArbitrary = (ast: AST.AST, arbitrary: fc.Arbitrary<unknown>): AST.AST =>
  AST.annotations(ast, { [AST.ArbitraryAnnotationId]: () => () => arbitrary })

const valuesOf = (ast: AST.AST): fc.Arbitrary<unknown> => Arbitrary.make(Schema.make<unknown, unknown>(ast))

interface Texts {
  readonly scope: fc.Arbitrary<string>
  readonly other: fc.Arbitrary<string>
}

/** A schema of the same values, of which `Arbitrary` picks the ones that are wanted, in arrays that are short. */
const season = (ast: AST.AST, texts: Texts): AST.AST => {
  switch (ast._tag) {
    case "StringKeyword":
      return withArbitrary(ast, texts.other)
    case "NumberKeyword":
      return withArbitrary(ast, finite)
    case "Refinement":
      return ast.annotations[AST.SchemaIdAnnotationId] === Schema.IntSchemaId
        ? withArbitrary(ast, integer)
        : new AST.Refinement(season(ast.from, texts), ast.filter, ast.annotations)
    case "TypeLiteral": {
      const fields = ast.propertySignatures.map(({ annotations, isOptional, isReadonly, name, type }) => {
        const own = name === "scopes" ? { ...texts, other: texts.scope } : texts
        return new AST.PropertySignature(name, season(type, own), isOptional, isReadonly, annotations)
      })
      return new AST.TypeLiteral(fields, ast.indexSignatures, ast.annotations)
    }
    case "TupleType": {
      const items = fc.oneof(...ast.rest.map(({ type }) => valuesOf(season(type, texts))))
      return withArbitrary(ast, fc.array(items, { maxLength: 3 }))
    }
    case "Union":
      return AST.Union.make(ast.types.map((type) => season(type, texts)), ast.annotations)
    case "Declaration": {
      const parameters = ast.typeParameters.map((parameter) => season(parameter, texts))
      return new AST.Declaration(parameters, ast.decodeUnknown, ast.encodeUnknown, ast.annotations)
    }
    default:
      return ast
  }
}

/** The values of a schema. For a form, those that a form can carry. */
export const requests = <A, I>(
  schema: Schema.Schema<A, I>,
  options: { readonly form: boolean }
): fc.Arbitrary<unknown> =>
  valuesOf(season(
    Schema.typeSchema(schema).ast,
    options.form ? { other: wellFormed, scope: scopeToken } : { other: anyText, scope: anyText }
  ))

/** The value as JSON can say it: without fields that are `undefined`. */
const asJson = (value: unknown) => value === undefined ? undefined : JSON.parse(JSON.stringify(value)) as unknown

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The objects that the encoded side of a schema describes. */
const objectsOf = (ast: AST.AST): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  valuesOf(season(ast, { other: anyText, scope: anyText })).map(asJson).filter(isObject)

/** The objects that a schema decodes. */
export const responses = <A, I>(schema: Schema.Schema<A, I>) => objectsOf(Schema.encodedBoundSchema(schema).ast)

/** The alternatives that a schema decodes, if it is a union; else the one. */
export const members = <A, I>(schema: Schema.Schema<A, I>): ReadonlyArray<AST.TypeLiteral> => {
  const { ast } = Schema.encodedBoundSchema(schema)
  const alternatives = AST.isUnion(ast) ? ast.types : [ast]
  return alternatives.flatMap((type) => AST.isTypeLiteral(type) ? [type] : [])
}

/** The objects that one of the `members` decodes. */
export const responsesOf = (member: AST.TypeLiteral) => objectsOf(member)

/** Names that no response of Authlete's has, those that objects have by birth among them. */
const unknownName = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "then", "_tag"),
  fc.string({ maxLength: 5 }).map((name) => `x-${name}`)
)

/** The object with these entries as its own; `fromEntries` has no setter to trip over, as `__proto__` has. */
const own = (...entries: ReadonlyArray<readonly [string, unknown]>) => Object.fromEntries(entries)

const noisyObject = (value: Readonly<Record<string, unknown>>, shape: Shape): fc.Arbitrary<unknown> => {
  const absent = Object.keys(shape.properties ?? {}).filter((name) => !(name in value))
  const fields = Object.entries(value).map(([name, field]) =>
    noisy(field, shape.properties?.[name] ?? {}).map((noise) => [name, noise] as const)
  )
  return fc.tuple(
    fc.tuple(...fields),
    fc.subarray(absent).map((names) => names.map((name) => [name, null] as const)),
    fc.uniqueArray(fc.tuple(unknownName, fc.jsonValue({ maxDepth: 2 })), { maxLength: 2, selector: ([name]) => name })
  ).map(([known, nulls, unknown]) => own(...known, ...nulls, ...unknown))
}

/** The same response, with nulls for fields of the shape that it lacks and with fields that the shape does not have. */
export const noisy = (value: unknown, reference: Shape): fc.Arbitrary<unknown> => {
  const shape = resolve(reference)
  const alternative = shape.anyOf?.map(resolve)[0]
  if (alternative !== undefined) return noisy(value, alternative)
  if (Array.isArray(value)) return fc.tuple(...value.map((item) => noisy(item, shape.items ?? {})))
  return isObject(value) ? noisyObject(value, shape) : fc.constant(value)
}
