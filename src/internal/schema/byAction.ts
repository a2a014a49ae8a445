/**
 * Responses that tell by `action` what to do next: a union of structs, one for each action.
 */
import * as Schema from "../edge/schema.js"
import type { Codec, Literal } from "../edge/schema.js"
import { literal, transform, union } from "../edge/schema.js"
import type { EncodedOf, Fields, Merged, TypeOf } from "./struct.js"
import { merge } from "./struct.js"

type CaseType<Common, Own, Action> = { readonly action: Action } & TypeOf<Merged<Common, Own>>

type CaseEncoded<Common, Own, Action> = { readonly action: Action } & EncodedOf<Merged<Common, Own>>

/** The struct of one action. */
export interface Case<Common, Own, Action extends string>
  extends Codec<CaseType<Common, Own, Action>, CaseEncoded<Common, Own, Action>>
{
  readonly fields: Listed<Merged<Common, Own> & { readonly action: Literal<Action> }>
}

/** The same fields as an object of its own, which an interface would not be. */
type Listed<F> = { readonly [K in keyof F]: F[K] }

type Cases<Common, Own> = {
  readonly [Action in keyof Own & string]: Case<Common, Own[Action], Action>
}

type TypeOfAny<Common, Own> = {
  readonly [Action in keyof Own]: CaseType<Common, Own[Action], Action>
}[keyof Own]

type EncodedOfAny<Common, Own> = {
  readonly [Action in keyof Own]: CaseEncoded<Common, Own[Action], Action>
}[keyof Own]

/** A union by `action`: the common fields stand in its type once. */
export interface ByAction<Common, Own> extends Codec<TypeOfAny<Common, Own>, EncodedOfAny<Common, Own>> {
  /** The struct of each action. */
  readonly cases: Cases<Common, Own>
  /** The same structs, in order. */
  readonly members: ReadonlyArray<Cases<Common, Own>[keyof Own & string]>
}

/**
 * The schema of a response with an `action`: the fields that it may have with every action, and those that come with a
 * certain one. A field of the latter goes before a common one of the same name.
 *
 * The type of each case gets a name beside it: an interface that says what happened, and what to do with the `action`. An
 * editor shows both.
 */
export const byAction = <
  Common extends Fields<Common>,
  const Own extends { readonly [Action in keyof Own]: Fields<Own[Action]> }
>(common: Common, own: Own): ByAction<Common, Own> => {
  const cases = Object.fromEntries(
    Object.entries<object>(own).map(([action, fields]) =>
      [action, Schema.Struct(merge(merge(common, fields), { action: literal(action) }))] as const
    )
  )
  return Object.assign(union(...Object.values(cases)), { cases }) as unknown as ByAction<Common, Own>
}

/**
 * The same union, for a response that may come with another word for one of its actions. Callers see the one word only.
 */
export const withSynonym = <Common, Own>(
  schema: ByAction<Common, Own>,
  synonym: string,
  action: keyof Own & string
): ByAction<Common, Own> => {
  const { cases, members } = schema
  const { fields } = cases[action] as unknown as { readonly fields: Readonly<Record<string, Schema.Field>> }
  const renamed = Schema.Struct(merge(fields, {
    action: transform(literal(synonym), literal(action), { decode: () => action, encode: () => synonym })
  }))
  return Object.assign(union(...members, renamed), { cases, members }) as unknown as ByAction<Common, Own>
}
