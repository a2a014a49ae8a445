import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { maybe, optional, result, Secret, Strings } from "../../schema/fields.js"

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
export const RevocationRequest = Schema.Struct({
  /** The body of the client application's request as it came in: `token=…&token_type_hint=…`. */
  parameters: Secret,
  /** The client id of the request's `Authorization` header. */
  clientId: optional(Schema.String),
  /** The client secret of the request's `Authorization` header. */
  clientSecret: optional(Secret),
  /** The certificate that the client application presented in the TLS handshake, in PEM. */
  clientCertificate: optional(Schema.String),
  /** The chain of certificates that the client application presented, each in PEM. */
  clientCertificatePath: optional(Strings),
  /** The request's `OAuth-Client-Attestation` header. */
  oauthClientAttestation: optional(Secret),
  /** The request's `OAuth-Client-Attestation-PoP` header. */
  oauthClientAttestationPop: optional(Secret)
})

const content = {
  ...result,
  /** The body of the response to the client application: JSON that tells the error, or JSONP if it sent `callback`. */
  responseContent: maybe(Schema.String),
  /** The value of an `OAuth-Client-Attestation-Challenge` header to answer with. */
  attestationChallenge: maybe(Schema.String)
}

/**
 * What `Revocation.process` answers: the response that the revocation endpoint is to give.
 *
 * @since 0.1.0
 * @category revocation
 */
export type RevocationResponse = typeof RevocationResponse.Type

/**
 * @since 0.1.0
 * @category revocation
 */
export const RevocationResponse = Schema.Union(
  // The token is gone, or never was: answer with 200, and with `responseContent` as JavaScript if there is any.
  Schema.Struct({ ...content, action: Schema.Literal("OK") }),
  // The client application's request was wrong: answer with 400.
  Schema.Struct({ ...content, action: Schema.Literal("BAD_REQUEST") }),
  // The client could not be authenticated: answer with 401 and a challenge, or with 400.
  Schema.Struct({ ...content, action: Schema.Literal("INVALID_CLIENT") }),
  // The request to Authlete was wrong, or Authlete failed: answer with 500.
  Schema.Struct({ ...content, action: Schema.Literal("INTERNAL_SERVER_ERROR") })
)

export const revocationProcess = Operation.make({
  name: "revocation.process",
  path: "/auth/revocation",
  request: RevocationRequest,
  response: RevocationResponse,
  resend: Operation.always("idempotent")
})

export const revocationProcessForm = Operation.asForm(revocationProcess, RevocationRequest)
