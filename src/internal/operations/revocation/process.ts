import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { attestationChallenge, clientAuthentication } from "../../models/clientAuthentication.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Revocation.process` and `Revocation.processForm`: what the revocation endpoint received.
 *
 * @since 0.1.0
 * @category revocation
 */
export interface RevocationRequest extends Schema.Schema.Type<typeof RevocationRequest> {}

/**
 * @since 0.1.0
 * @category revocation
 */
export const RevocationRequest = Schema.Struct(merge(
  {
    /** The body of the client application's request as it came in: `token=…&token_type_hint=…`. */
    parameters: Secret
  },
  clientAuthentication
))

/**
 * The response of `Revocation.process`: the response that the revocation endpoint is to give.
 *
 * @since 0.1.0
 * @category revocation
 */
export type RevocationResponse =
  | RevocationOk
  | RevocationBadRequest
  | RevocationInvalidClient
  | RevocationInternalServerError

/**
 * @since 0.1.0
 * @category revocation
 */
export const RevocationResponse = byAction(
  merge(result, attestationChallenge, {
    /** The body of the response to the client application: JSON that tells the error, or JSONP if it sent `callback`. */
    responseContent: maybe(Schema.String)
  }),
  { OK: {}, BAD_REQUEST: {}, INVALID_CLIENT: {}, INTERNAL_SERVER_ERROR: {} }
)

/**
 * The token is gone, or never was.
 *
 * @since 0.1.0
 * @category revocation
 */
export interface RevocationOk extends Schema.Schema.Type<typeof RevocationResponse.cases.OK> {
  /** `OK`: respond with 200, and with `responseContent` as JavaScript if there is any. */
  readonly action: "OK"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.1.0
 * @category revocation
 */
export interface RevocationBadRequest extends Schema.Schema.Type<typeof RevocationResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent`. */
  readonly action: "BAD_REQUEST"
}

/**
 * The client could not be authenticated.
 *
 * @since 0.1.0
 * @category revocation
 */
export interface RevocationInvalidClient extends Schema.Schema.Type<typeof RevocationResponse.cases.INVALID_CLIENT> {
  /** `INVALID_CLIENT`: respond with 401, a challenge and `responseContent`, or with 400. */
  readonly action: "INVALID_CLIENT"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category revocation
 */
export interface RevocationInternalServerError
  extends Schema.Schema.Type<typeof RevocationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent`. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const revocationProcess = Operation.make({
  name: "revocation.process",
  path: "/auth/revocation",
  request: RevocationRequest,
  response: RevocationResponse,
  resend: Operation.always("idempotent")
})

export const revocationProcessForm = Operation.asForm(revocationProcess, RevocationRequest)
