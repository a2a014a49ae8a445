import * as Schema from "../edge/schema.js"
import { maybe, optional, Secret, Strings } from "../schema/fields.js"

const fields = {
  /** The client id of the request's `Authorization` header. */
  clientId: optional(Schema.String),
  /** The client secret of the request's `Authorization` header. */
  clientSecret: optional(Secret),
  /** The certificate that the client application presented in the TLS handshake, in PEM. */
  clientCertificate: optional(Schema.String),
  /** The certificates that the client application presented beside its own, up to the root, each in PEM. */
  clientCertificatePath: optional(Strings),
  /** The request's `OAuth-Client-Attestation` header. */
  oauthClientAttestation: optional(Secret),
  /** The request's `OAuth-Client-Attestation-PoP` header. */
  oauthClientAttestationPop: optional(Secret)
}

export interface ClientAuthenticationFields extends Readonly<typeof fields> {}

/**
 * How a client application authenticated at an endpoint, besides what is in the body of its request.
 */
export const clientAuthentication: ClientAuthenticationFields = fields

const challengeFields = {
  /** The value of an `OAuth-Client-Attestation-Challenge` header to respond with. */
  attestationChallenge: maybe(Schema.String)
}

export interface AttestationChallengeFields extends Readonly<typeof challengeFields> {}

/**
 * What the response to a client application that authenticates may have to hold, with any action.
 */
export const attestationChallenge: AttestationChallengeFields = challengeFields
