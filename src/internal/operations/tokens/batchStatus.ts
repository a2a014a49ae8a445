import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { Count, EpochMillis, literals, maybe, open, Selector } from "../../schema/fields.js"
import type { Model, TypeOf } from "../../schema/struct.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Tokens.batchStatus`: the `requestId` that `Tokens.createBatch` gave.
 *
 * @since 0.2.0
 * @category batch status
 */
export type TokenBatchRequestId = typeof TokenBatchRequestId.Type

/**
 * @since 0.2.0
 * @category batch status
 */
export const TokenBatchRequestId = Selector

const tokenBatchStatus = Schema.Struct({
  /** What the batch does. */
  batchKind: maybe(open(literals("CREATE"))),
  /** The id that `Tokens.createBatch` gave for the batch. */
  requestId: maybe(Schema.String),
  /** How the batch ended. After `FAILED`, some of the tokens may have been created. */
  result: maybe(open(literals("SUCCEEDED", "FAILED"))),
  /** How many access tokens the batch has gone through. */
  tokenCount: maybe(Count),
  /** The code of what went wrong, after `FAILED`. */
  errorCode: maybe(Schema.String),
  /** What went wrong, after `FAILED`, in a sentence of Authlete's. */
  errorDescription: maybe(Schema.String),
  /** When Authlete first recorded this, in epoch milliseconds. */
  createdAt: maybe(EpochMillis),
  /** When it was last recorded, in epoch milliseconds. */
  modifiedAt: maybe(EpochMillis)
})

/**
 * What Authlete knows about a batch of tokens.
 *
 * @since 0.2.0
 * @category batch status
 */
export interface TokenBatchStatus extends TypeOf<typeof tokenBatchStatus.fields> {}

/**
 * @since 0.2.0
 * @category batch status
 */
export const TokenBatchStatus: Model<typeof tokenBatchStatus.fields, TokenBatchStatus> = tokenBatchStatus

/**
 * The response of `Tokens.batchStatus`.
 *
 * @since 0.2.0
 * @category batch status
 */
export interface TokenCreateBatchStatusResponse extends Schema.Schema.Type<typeof TokenCreateBatchStatusResponse> {}

/**
 * @since 0.2.0
 * @category batch status
 */
export const TokenCreateBatchStatusResponse = Schema.Struct(merge(result, {
  /** How the batch went, as far as Authlete knows by now. */
  status: maybe(TokenBatchStatus)
}))

/** @internal */
export const tokensBatchStatus = Operation.make({
  name: "tokens.batchStatus",
  method: "GET",
  path: "/auth/token/create/batch/status/{tokenBatchRequestId}",
  encoding: Encodings.none,
  request: TokenBatchRequestId,
  response: TokenCreateBatchStatusResponse,
  resend: Operation.always("read")
})
