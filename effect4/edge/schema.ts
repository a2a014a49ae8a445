/**
 * What the schemas of this library are made of: the parts of `Schema` that Effect 4 names or types differently, and those
 * that are the same in both.
 */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { HeldBy, OnWireBy } from "../structTypes.js"

export type { Schema } from "effect/Schema"
export { Array, Boolean, Int, Number, RedactedFromValue as redacted, String, Undefined, Void } from "effect/Schema"

/** Any schema whose requests and responses are plain values. */
export type Any = Schema.Top

/** A schema of `A`, which is `I` on the wire. It needs no services. */
export interface Codec<A, I = A> extends Schema.Codec<A, I> {}

/** What a schema is on the wire. */
export type Encoded<S> = S extends Schema.Constraint ? S["Encoded"] : never

/** A field of a struct: a schema, or what says that the field may be absent. It needs no services. */
export interface Field {
  readonly Type: unknown
  readonly Encoded: unknown
  readonly DecodingServices: never
  readonly EncodingServices: never
}

/** The fields of a struct, also as an interface, which gives a group of fields a name. */
export type Fields<F> = { readonly [K in keyof F]: Field }

/** A field that may be absent, and is never `undefined`. */
export interface Maybe<A, I = A> extends Schema.optionalKey<Codec<A, I>> {}

/** Makes a field that may be absent. */
export const maybe = <A, I>(schema: Codec<A, I>): Maybe<A, I> => Schema.optionalKey(schema)

/** A field that may be left out, or be `undefined`. */
export interface Optional<A, I = A> extends Schema.optional<Codec<A, I>> {}

/** Makes a field that may be left out, or be `undefined`. */
export const optional = <A, I>(schema: Codec<A, I>): Optional<A, I> => Schema.optional(schema)

type OptionalOf<F> = { [K in keyof F]: F[K] extends { readonly "~type.optionality": "optional" } ? K : never }[keyof F]

/** What a struct of these fields holds. */
export type TypeOf<F> = HeldBy<F, OptionalOf<F>>

/** What a struct of these fields is on the wire. */
export type EncodedOf<F> = OnWireBy<F, OptionalOf<F>>

/** What a struct has beside the schema that it is. Schemas of Effect 4 have `make`, all of them. */
export interface StructParts<F, A> {
  readonly fields: F
  readonly Type: A
}

/** The schema of an object with certain fields, with the types that it has on both lines. */
export interface Struct<F> extends Codec<TypeOf<F>, EncodedOf<F>>, StructParts<F, TypeOf<F>> {}

export const Struct = Schema.Struct as unknown as <F extends Fields<F>>(fields: F) => Struct<F>

/** A class of errors that is a schema, too. Its errors have the tag for a name, as with Effect 3. */
export const TaggedError = (<Self>(identifier?: string) => (tag: string, fields: Schema.Struct.Fields) => {
  const made = Schema.TaggedError<Self>(identifier)(tag, fields)
  Object.defineProperty((made as unknown as typeof Error).prototype, "name", { value: tag, configurable: true })
  return made
}) as unknown as typeof Schema.TaggedError

/** A value of one of these kinds. */
export const union = <const Members extends ReadonlyArray<Schema.Constraint>>(
  ...members: Members
): Schema.Union<Members> => Schema.Union(members)

/** A single text. */
export interface Literal<L extends string> extends Schema.Literal<L> {}

export const literal = <const L extends string>(text: L): Literal<L> => Schema.Literal(text)

/** One of a few texts. */
export interface Literals<L extends string> extends Codec<L> {
  readonly literals: ReadonlyArray<L>
}

export const literals = <const L extends string>(...texts: readonly [L, ...ReadonlyArray<L>]): Literals<L> =>
  Schema.Literals(texts) as unknown as Literals<L>

/** An object of texts. */
export const Texts: Codec<{ readonly [name: string]: string }> = Schema.Record(Schema.String, Schema.String)

/** An object of JSON, whatever it holds. */
export interface JsonObject {
  readonly [name: string]: unknown
}

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** It is taken as it is: a record would be copied field by field, and a field `__proto__` be lost. */
export const JsonObject: Codec<JsonObject> = Schema.declare(isJsonObject, { description: "an object" })

/** The same schema, with other words for its issues, and a name under which it is printed. */
export const describe = <A, I>(
  schema: Codec<A, I>,
  words: { readonly description: string; readonly identifier?: string }
): Codec<A, I> => schema.annotate(words)

/** The same schema, for the values only for which a predicate holds. */
export const refine = <A, I>(
  schema: Codec<A, I>,
  predicate: (value: A) => boolean,
  description: string
): Codec<A, I> => schema.check(Schema.makeFilter((value) => predicate(value), { description }))

/** The same schema, for the values only that have a narrower type. */
export const narrow = <A, B extends A, I>(
  schema: Codec<A, I>,
  predicate: (value: A) => value is B,
  description: string
): Codec<B, I> => refine(schema, predicate, description) as unknown as Codec<B, I>

/** The same schema with something said about it. */
export const annotate = <S extends Schema.Top>(schema: S, id: symbol, value: unknown): S =>
  schema.annotate({ [id]: value }) as unknown as S

/** The same schema with a mark that `hasMark` finds again. */
export const mark = <S extends Schema.Top>(schema: S, id: symbol): S => annotate(schema, id, true)

/** Makes a schema of values that are something else on the wire. */
export const transform = <A, I, B, J>(
  from: Codec<A, I>,
  to: Codec<B, J>,
  functions: { readonly decode: (value: A) => J; readonly encode: (value: J) => A }
): Codec<B, I> => from.pipe(Schema.decodeTo(to, SchemaTransformation.transform(functions)))

/** A duration that is a number of milliseconds on the wire. Errors hold one; it needs no check. */
export const DurationFromMillis: Codec<Duration.Duration, number> = transform(
  Schema.Number,
  Schema.Duration,
  { decode: (millis) => Duration.millis(millis), encode: (duration) => Duration.toMillis(duration) }
)
