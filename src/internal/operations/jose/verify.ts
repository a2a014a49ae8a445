import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { Flag, maybe, optional, Seconds, Secret, Selector, Strings } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Jose.verify`.
 *
 * @since 0.2.0
 * @category verify
 */
export interface JoseVerifyRequest extends Schema.Schema.Type<typeof JoseVerifyRequest> {}

/**
 * @since 0.2.0
 * @category verify
 */
export const JoseVerifyRequest = Schema.Struct({
  /** The JWS, JWE or JWT to verify, in the compact form. */
  jose: Secret,
  /** The names of the claims that must be there. */
  mandatoryClaims: optional(Strings),
  /** How far the clock of the issuer may be off, in seconds, where `exp`, `iat` and `nbf` are checked. */
  clockSkew: optional(Seconds),
  /** The client whose keys are needed, by its id or alias. */
  clientIdentifier: optional(Selector),
  /** Whether the client signed it, with its private key or with the secret that it shares with the service. */
  signedByClient: optional(Flag)
})

/**
 * The response of `Jose.verify`: whether it is valid, and if not, why.
 *
 * @since 0.2.0
 * @category verify
 */
export interface JoseVerifyResponse extends Schema.Schema.Type<typeof JoseVerifyResponse> {}

/**
 * @since 0.2.0
 * @category verify
 */
export const JoseVerifyResponse = Schema.Struct(merge(result, {
  /** Whether it is valid in every respect. */
  valid: Flag,
  /** Whether the signature is right. */
  signatureValid: maybe(Flag),
  /** The names of the mandatory claims that it lacks. */
  missingClaims: maybe(Strings),
  /** The names of the claims whose values are wrong, such as an `exp` in the past. */
  invalidClaims: maybe(Strings),
  /** What is wrong, in sentences of Authlete's. */
  errorDescriptions: maybe(Strings)
}))

/** @internal */
export const joseVerify = Operation.make({
  name: "jose.verify",
  path: "/jose/verify",
  request: JoseVerifyRequest,
  response: JoseVerifyResponse,
  resend: Operation.always("read")
})
