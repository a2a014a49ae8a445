/**
 * Structs whose parts have names, so that declarations and editors print a name in place of all its fields.
 */
import type { Codec, Fields, StructParts } from "../edge/schema.js"

export type { EncodedOf, Fields, TypeOf } from "../edge/schema.js"

/**
 * One group of fields after the other; of two with the same name, the later one counts. An interface must be mapped, or
 * it would not do for the fields of a struct.
 */
export type Merged<A, B> = Omit<A, keyof B> & { readonly [K in keyof B]: B[K] }

/**
 * Puts groups of fields together. Bundlers keep a spread in the argument of a schema, used or not, since it could run a
 * getter. A call they drop.
 */
export const merge: {
  <A extends Fields<A>, B extends Fields<B>>(a: A, b: B): Merged<A, B>
  <A extends Fields<A>, B extends Fields<B>, C extends Fields<C>>(a: A, b: B, c: C): Merged<Merged<A, B>, C>
  <A extends Fields<A>, B extends Fields<B>, C extends Fields<C>, D extends Fields<D>>(
    a: A,
    b: B,
    c: C,
    d: D
  ): Merged<Merged<Merged<A, B>, C>, D>
} = (...groups: ReadonlyArray<object>) => Object.assign({}, ...groups)

/**
 * The struct of a part that several requests and responses have, by the names of what it holds and of what that is on the
 * wire, if it is not the same there.
 */
export interface Model<F, A, I = A> extends Codec<A, I>, StructParts<F, A> {}
