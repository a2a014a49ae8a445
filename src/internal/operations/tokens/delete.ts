import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { PathSegment } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Tokens.delete`: the value of an access token, or its hash. The value or the hash of a refresh token
 * does as well; either way the pair is deleted.
 *
 * @since 0.1.0
 * @category delete
 */
export type AccessTokenIdentifier = typeof AccessTokenIdentifier.Type

/**
 * @since 0.1.0
 * @category delete
 */
export const AccessTokenIdentifier = PathSegment

/** @internal */
export const tokensDelete = Operation.make({
  name: "tokens.delete",
  method: "DELETE",
  path: "/auth/token/delete/{accessTokenIdentifier}",
  encoding: Encodings.none,
  request: AccessTokenIdentifier,
  response: Schema.Void,
  success: [204],
  body: "none",
  absence: { status: 404, resultCode: "A161202" },
  resend: Operation.always("idempotent")
})
