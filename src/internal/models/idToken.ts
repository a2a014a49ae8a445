import * as Schema from "../edge/schema.js"
import { JsonText, optional, Secret } from "../schema/fields.js"
import { IdTokenAudType } from "./idTokenAudType.js"

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
