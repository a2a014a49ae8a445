import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { Flag, maybe, optional, RedactedString } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"
import { TokenCreateRequest } from "./create.js"

/**
 * The request of `Tokens.createBatch`.
 *
 * @since 0.2.0
 * @category create batch
 */
export interface TokenCreateBatchRequest extends Schema.Schema.Type<typeof TokenCreateBatchRequest> {}

/**
 * @since 0.2.0
 * @category create batch
 */
export const TokenCreateBatchRequest = Schema.Struct({
  /** The tokens to create. Give each its `accessToken`: the response tells none that Authlete draws. */
  tokens: Schema.Array(TokenCreateRequest),
  /** Whether to go through the request only, and create nothing. */
  dryRun: optional(Flag)
})

/**
 * The response of `Tokens.createBatch`: Authlete has taken the request, and works on it.
 *
 * @since 0.2.0
 * @category create batch
 */
export interface TokenCreateBatchResponse extends Schema.Schema.Type<typeof TokenCreateBatchResponse> {}

/**
 * @since 0.2.0
 * @category create batch
 */
export const TokenCreateBatchResponse = Schema.Struct(merge(result, {
  /** What `Tokens.batchStatus` asks by. Authlete does not say whether a dry run has one. */
  requestId: maybe(Schema.String),
  /** The token in the `Authorization` header of the notification that Authlete sends when the batch has ended. */
  notificationToken: maybe(RedactedString)
}))

/** @internal */
export const tokensCreateBatch = Operation.make({
  name: "tokens.createBatch",
  path: "/auth/token/create/batch",
  encoding: Encodings.jsonOf("tokens"),
  request: TokenCreateBatchRequest,
  response: TokenCreateBatchResponse,
  // A dry run as well: an Authlete that does not know it creates the tokens.
  resend: Operation.always("once")
})
