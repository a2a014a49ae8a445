import * as Schema from "../edge/schema.js"
import type { Codec, Literals } from "../edge/schema.js"
import { literals, narrow } from "../edge/schema.js"
import { optional, Seconds, Uri } from "../schema/fields.js"
import { merge } from "../schema/struct.js"
import { decision } from "./decision.js"

/**
 * How asking the resource owner ended.
 *
 * - `AUTHORIZED`: the resource owner was authenticated and agreed
 * - `ACCESS_DENIED`: the resource owner refused; the error is `access_denied`
 * - `TRANSACTION_FAILED`: neither, since time ran out for example; the error is `expired_token`
 *
 * @since 0.2.0
 * @category models
 */
export type DecisionResult = "AUTHORIZED" | "ACCESS_DENIED" | "TRANSACTION_FAILED"

/**
 * @since 0.2.0
 * @category models
 */
export const DecisionResult: Literals<DecisionResult> = literals("AUTHORIZED", "ACCESS_DENIED", "TRANSACTION_FAILED")

const fields = merge(decision, {
  /** How asking the resource owner ended. */
  result: DecisionResult,
  /** The resource owner. Needed for the result `AUTHORIZED`. */
  subject: optional(Schema.String),
  /** How long the refresh token lives, in seconds; only a positive value counts. */
  refreshTokenDuration: optional(Seconds),
  /** The `error_description` for the client application, if the result is not `AUTHORIZED`. */
  errorDescription: optional(Schema.String),
  /** The `error_uri` for the client application, if the result is not `AUTHORIZED`. */
  errorUri: optional(Uri)
})

export interface DecisionOnDeviceFields extends Readonly<typeof fields> {}

/**
 * What the resource owner decided who was asked on another device than the client application runs on.
 */
export const decisionOnDevice: DecisionOnDeviceFields = fields

/** A decision with the subject that its result needs. */
export type Decided<A> =
  & A
  & (
    | { readonly result: "AUTHORIZED"; readonly subject: string }
    | { readonly result: Exclude<DecisionResult, "AUTHORIZED"> }
  )

/**
 * The schema of a decision that says who agreed: without a subject, nobody did.
 */
export const decided = <A extends { readonly result: DecisionResult; readonly subject?: string | undefined }, I>(
  schema: Codec<A, I>
): Codec<Decided<A>, I> =>
  narrow(
    schema,
    (request): request is Decided<A> => request.result !== "AUTHORIZED" || (request.subject ?? "").trim() !== "",
    "a subject that is not blank, for the result AUTHORIZED"
  )
