/**
 * OAuth 2.0 Attestation-Based Client Authentication: the challenge for client applications that authenticate by an
 * attestation.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import { compact } from "./internal/models/documentRequest.js"
import type { AttestationChallengeResponse } from "./internal/operations/clientAttestation/challenge.js"
import { clientAttestationChallenge } from "./internal/operations/clientAttestation/challenge.js"

export { AttestationChallengeResponse } from "./internal/operations/clientAttestation/challenge.js"
export type {
  AttestationChallengeInternalServerError,
  AttestationChallengeOk
} from "./internal/operations/clientAttestation/challenge.js"

/**
 * Gives a challenge for the proofs of possession of client attestations, for the challenge endpoint. Needs Authlete
 * 3.0.28.
 *
 * `POST /api/{serviceId}/attestation/challenge`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect } from "effect"
 * import { ClientAttestation } from "effect-authlete"
 *
 * const challengeEndpoint = ClientAttestation.challenge().pipe(
 *   Effect.map(({ action, responseContent = "" }) =>
 *     HttpServerResponse.text(responseContent, {
 *       status: action === "OK" ? 200 : 500,
 *       contentType: "application/json",
 *       headers: { "cache-control": "no-store" }
 *     })
 *   )
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const challenge = (): Effect.Effect<AttestationChallengeResponse, AuthleteError, AuthleteClient> =>
  execute(clientAttestationChallenge, compact)
