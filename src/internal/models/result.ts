import * as Schema from "../edge/schema.js"
import { transform, union } from "../edge/schema.js"
import { maybe } from "../schema/fields.js"

/**
 * The code of a result, such as `A109001`. Some responses of Authlete carry a number instead.
 */
const ResultCode = transform(union(Schema.String, Schema.Number), Schema.String, {
  decode: String,
  encode: (code) => code
})

const fields = {
  /** The code of the result, such as `A109001`; for people and logs, not to branch on. */
  resultCode: maybe(ResultCode),
  /** What happened, in a sentence of Authlete's. */
  resultMessage: maybe(Schema.String)
}

export interface ResultFields extends Readonly<typeof fields> {}

/**
 * What every response with a body may tell about itself.
 */
export const result: ResultFields = fields
