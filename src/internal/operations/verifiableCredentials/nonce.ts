import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { DocumentRequest } from "../../models/documentRequest.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe } from "../../schema/fields.js"

/**
 * What `VerifiableCredentials.nonce` tells the nonce endpoint to respond with.
 *
 * @since 0.2.0
 * @category nonce
 */
export type VciNonceResponse = VciNonceOk | VciNonceNotFound | VciNonceInternalServerError

/**
 * @since 0.2.0
 * @category nonce
 */
export const VciNonceResponse = byAction(result, {
  OK: {
    /** The response for the wallet, with the nonce as `c_nonce`, as the text of a JSON object. */
    responseContent: Schema.String,
    /** The nonce that the key proofs of the wallet must hold. It is the same for all wallets for a while. */
    cnonce: maybe(Schema.String)
  },
  NOT_FOUND: {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * There is a nonce.
 *
 * @since 0.2.0
 * @category nonce
 */
export interface VciNonceOk extends Schema.Schema.Type<typeof VciNonceResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category nonce
 */
export interface VciNonceNotFound extends Schema.Schema.Type<typeof VciNonceResponse.cases.NOT_FOUND> {
  /** Respond with 404 and `responseContent` as JSON. */
  readonly action: "NOT_FOUND"
}

/**
 * Authlete failed, or the service is not set up for it.
 *
 * @since 0.2.0
 * @category nonce
 */
export interface VciNonceInternalServerError
  extends Schema.Schema.Type<typeof VciNonceResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsNonce = Operation.make({
  name: "verifiableCredentials.nonce",
  path: "/vci/nonce",
  request: DocumentRequest,
  response: VciNonceResponse,
  resend: Operation.always("read")
})
