/**
 * Requests that hold what a response holds: a client or a service, as it is to be. One schema says both.
 */
import type * as Redacted from "effect/Redacted"
import * as Schema from "../edge/schema.js"
import type { Codec } from "../edge/schema.js"
import type { Ast } from "../edge/schemaShape.js"
import { fromAst, hasMark, relaxed, withFields } from "../edge/schemaShape.js"
import type { SecretText } from "./fields.js"
import { Secret, SecretId } from "./fields.js"
import type { EncodedOf, TypeOf } from "./struct.js"

type Given<A> = A extends Redacted.Redacted<string> ? SecretText
  : A extends ReadonlyArray<infer Item> ? ReadonlyArray<Given<Item>>
  : A extends object ? GivenFields<A>
  : A

type GivenFields<A> = { readonly [K in keyof A]: Given<A[K]> | (undefined extends A[K] ? undefined : never) }

/**
 * What a request takes where a response has `A`: the same without what only Authlete sets. A field may be `undefined`
 * instead of absent, and a secret may be given in the clear. Mapped field by field, so that comments stay with them.
 */
export type Writable<A, ReadOnly extends keyof A> = GivenFields<Omit<A, ReadOnly>>

const secretInPlace = (ast: Ast): Ast | undefined => hasMark(ast, SecretId) ? Secret.ast : undefined

/** The schema of a request that is derived from that of a response, but for the fields that only Authlete sets. */
export const writable = <A, I extends object, const ReadOnly extends keyof A & keyof I & string>(
  schema: Codec<A, I>,
  readOnly: ReadonlyArray<ReadOnly>
): Codec<Writable<A, ReadOnly>, Omit<I, ReadOnly>> => fromAst(relaxed(schema.ast, readOnly, secretInPlace))

/** The same request with fields of its own before the others, such as the id that goes into the path. */
export const withOwn = <F extends Schema.Fields<F>, A, I>(
  own: F,
  schema: Codec<A, I>
): Codec<TypeOf<F> & A, EncodedOf<F> & I> => fromAst(withFields(schema.ast, Schema.Struct(own).ast))
