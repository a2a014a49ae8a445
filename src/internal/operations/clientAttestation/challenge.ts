import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { DocumentRequest } from "../../models/documentRequest.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe } from "../../schema/fields.js"

/**
 * What `ClientAttestation.challenge` tells the challenge endpoint to respond with.
 *
 * @since 0.2.0
 * @category challenge
 */
export type AttestationChallengeResponse = AttestationChallengeOk | AttestationChallengeInternalServerError

/**
 * @since 0.2.0
 * @category challenge
 */
export const AttestationChallengeResponse = byAction(result, {
  OK: {
    /**
     * The response for the client application, with the challenge as `attestation_challenge`, as the text of a JSON
     * object.
     */
    responseContent: Schema.String,
    /**
     * The challenge that the proofs of possession of client attestations must hold. It is the same for all for a while.
     */
    attestationChallenge: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * There is a challenge.
 *
 * @since 0.2.0
 * @category challenge
 */
export interface AttestationChallengeOk extends Schema.Schema.Type<typeof AttestationChallengeResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * Authlete failed, or the service is not set up for it.
 *
 * @since 0.2.0
 * @category challenge
 */
export interface AttestationChallengeInternalServerError
  extends Schema.Schema.Type<typeof AttestationChallengeResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const clientAttestationChallenge = Operation.make({
  name: "clientAttestation.challenge",
  path: "/attestation/challenge",
  request: DocumentRequest,
  response: AttestationChallengeResponse,
  resend: Operation.always("read")
})
