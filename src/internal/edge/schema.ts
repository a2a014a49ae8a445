/**
 * The words for making schemas that Effect 4 has others for. Whatever else the schemas of this library are made of, such
 * as `Schema.Struct`, `Schema.String` and `Schema.optional`, is called the same in both.
 */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"

export { Redacted as redacted, TaggedError, Union as union } from "effect/Schema"

/** A schema of values `A` that are `I` on the wire, and that needs no services. */
export interface Codec<A, I = A> extends Schema.Schema<A, I> {}

/** What may stand for a field of a struct. */
export type Field = Schema.Struct.Field

/** What a field, or a schema, is on the wire. */
export type Encoded<S> = Schema.Schema.Encoded<S>

/** A field that may be absent, and is never `undefined`. */
export interface Maybe<A, I = A> extends Schema.PropertySignature<"?:", A, never, "?:", I, false> {}

/**
 * A field that may be absent. `Schema.optionalWith` with `exact` makes the same, but brings all its other options into
 * the bundle of an app.
 */
export const maybe = <A, I>(schema: Schema.Schema<A, I>): Maybe<A, I> =>
  Schema.makePropertySignature(new Schema.PropertySignatureDeclaration(schema.ast, true, true, {}, undefined))

/** Tells a field that may be absent from one that is there. */
export type OptionalField = Schema.Struct.OptionalTypePropertySignature

/** A single text. */
export interface Literal<L extends string> extends Schema.Literal<[L]> {}

export const literal = <const L extends string>(text: L): Literal<L> => Schema.Literal(text)

/** One of a few texts. */
export interface Literals<L extends string> extends Schema.Schema<L> {
  readonly literals: ReadonlyArray<L>
}

export const literals = <const L extends string>(...texts: readonly [L, ...ReadonlyArray<L>]): Literals<L> =>
  Schema.Literal(...texts)

/** What an issue expects in the place of a value, and the name of the schema where it is printed. */
export interface Words {
  readonly description: string
  readonly identifier?: string
}

/** The same schema, with other words in an issue. */
export const describe = <A, I>(schema: Schema.Schema<A, I>, words: Words): Codec<A, I> =>
  schema.annotations({ ...words })

/** The schema of those values only for which a predicate holds. */
export const refine = <A, I>(
  schema: Schema.Schema<A, I>,
  predicate: (value: A) => boolean,
  words: Words
): Codec<A, I> => schema.pipe(Schema.filter((value) => predicate(value), { ...words }))

/** The schema of those values only that have a narrower type. */
export const narrow = <A, B extends A, I>(
  schema: Schema.Schema<A, I>,
  predicate: (value: A) => value is B,
  words: Words
): Codec<B, I> => schema.pipe(Schema.filter((value): value is B => predicate(value), { ...words }))

/** The same schema with a mark that `hasMark` finds again. */
export const mark = <S extends Schema.Annotable.All>(schema: S, id: symbol): S =>
  schema.annotations({ [id]: true }) as S

/** A schema of values that are something else on the wire. */
export const transform = <A, I, B, J>(
  from: Schema.Schema<A, I>,
  to: Schema.Schema<B, J>,
  { decode, encode }: { readonly decode: (value: A) => J; readonly encode: (value: J) => A }
): Codec<B, I> => Schema.transform(from, to, { strict: true, decode, encode })

/** `Schema.DurationFromMillis`, without the refinement of its number, which takes more than all the rest of an error. */
export const DurationFromMillis: Codec<Duration.Duration, number> = transform(
  Schema.Number,
  Schema.DurationFromSelf,
  { decode: (millis) => Duration.millis(millis), encode: (duration) => Duration.toMillis(duration) }
)
