import * as Schema from "../edge/schema.js"
import { transform, union } from "../edge/schema.js"
import { JsonText, maybe, optional, Secret, Strings } from "../schema/fields.js"

interface Held {
  readonly array?: ReadonlyArray<string>
}

const isHeld = (names: Held | ReadonlyArray<string>): names is Held => !Array.isArray(names)

/**
 * A list of names. Authlete's OpenAPI file has it as it is, its Java library as an object that holds it.
 */
const Names = transform(union(Strings, Schema.Struct({ array: maybe(Strings) })), Strings, {
  decode: (names) => isHeld(names) ? names.array ?? [] : names,
  encode: (names) => names
})

const fields = {
  /**
   * The names of the claims that transformed claims are computed from, so that their values are needed in `claimsForTx`.
   */
  requestedClaimsForTx: maybe(Strings),
  /**
   * The names of the verified claims that transformed claims are computed from: one list for each element that is needed
   * in `verifiedClaimsForTx`.
   */
  requestedVerifiedClaimsForTx: maybe(Schema.Array(Names)),
  /** The request's `transformed_claims`, as the text of a JSON object. */
  transformedClaims: maybe(JsonText)
}

export interface TransformedClaimsFields extends Readonly<typeof fields> {}

/**
 * What is asked for of transformed claims, in the sense of OpenID Connect Advanced Syntax for Claims.
 */
export const transformedClaims: TransformedClaimsFields = fields

const valueFields = {
  /** The values of the claims that `requestedClaimsForTx` names, as the text of a JSON object. */
  claimsForTx: optional(Secret),
  /** The values of the claims that `requestedVerifiedClaimsForTx` names, in order, each as the text of a JSON object. */
  verifiedClaimsForTx: optional(Schema.Array(Secret))
}

export interface TransformedClaimsValueFields extends Readonly<typeof valueFields> {}

/**
 * What transformed claims are to be computed from.
 */
export const transformedClaimsValues: TransformedClaimsValueFields = valueFields
