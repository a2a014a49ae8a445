/**
 * What the schemas of this library are made of: the parts of `Schema` that Effect 4 names or types differently, and those
 * that are the same in both. Operations and models import them from here, since for each file that imports a module of
 * Effect, Node looks for it anew. That takes a third of a millisecond, longer than to load the file.
 */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import type { HeldBy, OnWireBy } from "../structTypes.js"

export type { Schema } from "effect/Schema"
export {
  Array,
  Boolean,
  Int,
  Number,
  Redacted as redacted,
  String,
  TaggedError,
  Undefined,
  Union as union,
  Void
} from "effect/Schema"

/** Any schema whose requests and responses are plain values. */
export type Any = Schema.Schema.Any

/** A schema of `A`, which is `I` on the wire. It needs no services. */
export interface Codec<A, I = A> extends Schema.Schema<A, I> {}

/** What a schema is on the wire. */
export type Encoded<S> = Schema.Schema.Encoded<S>

/** A field of a struct: a schema, or what says that the field may be absent. It needs no services. */
export interface Field {
  readonly Type: unknown
  readonly Encoded: unknown
  readonly Context?: never
}

/** The fields of a struct, also as an interface, which gives a group of fields a name. */
export type Fields<F> = { readonly [K in keyof F]: Field }

/** A field that may be absent, and is never `undefined`. */
export interface Maybe<A, I = A> extends Schema.PropertySignature<"?:", A, never, "?:", I, false> {
  // As in schemas, for types only.
  readonly Type: A
  readonly Encoded: I
}

/**
 * Makes a field that may be absent. `Schema.optionalWith` with `exact` makes the same, but the code for its other
 * options would be in the bundle of every app.
 */
export const maybe = <A, I>(schema: Codec<A, I>) =>
  Schema.makePropertySignature(
    new Schema.PropertySignatureDeclaration(schema.ast, true, true, {}, undefined)
  ) as unknown as Maybe<A, I>

/** A field that may be left out, or be `undefined`. */
export interface Optional<A, I = A> extends Maybe<A | undefined, I | undefined> {}

/** Makes a field that may be left out, or be `undefined`. */
export const optional = Schema.optional as unknown as <A, I>(schema: Codec<A, I>) => Optional<A, I>

type OptionalOf<F> = { [K in keyof F]: F[K] extends { readonly _TypeToken: "?:" } ? K : never }[keyof F]

/** What a struct of these fields holds. */
export type TypeOf<F> = HeldBy<F, OptionalOf<F>>

/** What a struct of these fields is on the wire. */
export type EncodedOf<F> = OnWireBy<F, OptionalOf<F>>

/** What a struct has beside the schema that it is. */
export interface StructParts<F, A> {
  readonly fields: F
  make(value: A, options?: Schema.MakeOptions): A
}

/**
 * The schema of an object with certain fields. `Schema.Struct` of Effect is the same, with types that take TypeScript
 * several times longer: they allow for fields with defaults and with other names on the wire, which there are none of.
 */
export interface Struct<F> extends Codec<TypeOf<F>, EncodedOf<F>>, StructParts<F, TypeOf<F>> {}

export const Struct = Schema.Struct as unknown as <F extends Fields<F>>(fields: F) => Struct<F>

/** A single text. */
export interface Literal<L extends string> extends Schema.Literal<[L]> {}

export const literal = <const L extends string>(text: L): Literal<L> => Schema.Literal(text)

/** One of a few texts. */
export interface Literals<L extends string> extends Schema.Schema<L> {
  readonly literals: ReadonlyArray<L>
}

export const literals = <const L extends string>(...texts: readonly [L, ...ReadonlyArray<L>]): Literals<L> =>
  Schema.Literal(...texts)

/** An object of texts. */
export const Texts: Codec<{ readonly [name: string]: string }> = Schema.Record({
  key: Schema.String,
  value: Schema.String
})

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
  schema: Schema.Schema<A, I>,
  words: { readonly description: string; readonly identifier?: string }
): Codec<A, I> => schema.annotations(words)

/** The same schema, for the values only for which a predicate holds. */
export const refine = <A, I>(
  schema: Schema.Schema<A, I>,
  predicate: (value: A) => boolean,
  description: string
): Codec<A, I> => schema.pipe(Schema.filter((value) => predicate(value), { description }))

/** The same schema, for the values only that have a narrower type. */
export const narrow = <A, B extends A, I>(
  schema: Schema.Schema<A, I>,
  predicate: (value: A) => value is B,
  description: string
): Codec<B, I> => refine(schema, predicate, description) as unknown as Codec<B, I>

/** The same schema with something said about it. */
export const annotate = <S extends Schema.Annotable.All>(schema: S, id: symbol, value: unknown): S =>
  schema.annotations({ [id]: value }) as S

/** The same schema with a mark that `hasMark` finds again. */
export const mark = <S extends Schema.Annotable.All>(schema: S, id: symbol): S => annotate(schema, id, true)

/** Makes a schema of values that are something else on the wire. */
export const transform = <A, I, B, J>(
  from: Schema.Schema<A, I>,
  to: Schema.Schema<B, J>,
  { decode, encode }: { readonly decode: (value: A) => J; readonly encode: (value: J) => A }
): Codec<B, I> => Schema.transform(from, to, { strict: true, decode, encode })

/** `Schema.DurationFromMillis` without its check of the number, which is larger than the rest of an error's schema. */
export const DurationFromMillis: Codec<Duration.Duration, number> = transform(
  Schema.Number,
  Schema.DurationFromSelf,
  { decode: (millis) => Duration.millis(millis), encode: (duration) => Duration.toMillis(duration) }
)
