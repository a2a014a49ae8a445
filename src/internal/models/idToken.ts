import * as Schema from "effect/Schema"
import { JsonText, literals, optional, Secret } from "../schema/fields.js"

/**
 * What form the `aud` claim of an ID token has: a list with one element, or a text.
 *
 * @since 0.2.0
 * @category models
 */
export type IdTokenAudType = typeof IdTokenAudType.Type

/**
 * @since 0.2.0
 * @category models
 */
export const IdTokenAudType = literals("array", "string")

const fields = {
  /** The value of the `sub` claim of the ID token, where it is not the subject: for a pairwise one, say. */
  sub: optional(Schema.String),
  /** The claims of the resource owner to put into the ID token, as the text of a JSON object. */
  claims: optional(Secret),
  /** Parameters to add to the header of the ID token, as the text of a JSON object. */
  idtHeaderParams: optional(JsonText),
  /** What form the `aud` claim of the ID token has. A list if it is left out. */
  idTokenAudType: optional(IdTokenAudType)
}

export interface IdTokenFields extends Readonly<typeof fields> {}

/**
 * What a request says about the ID token to be issued.
 */
export const idToken: IdTokenFields = fields
