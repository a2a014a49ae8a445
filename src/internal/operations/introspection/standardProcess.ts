import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { maybe, optional, RedactedString, result, Secret } from "../../schema/fields.js"

/**
 * The request of `Introspection.standardProcess`: what the introspection endpoint of RFC 7662 received.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export interface StandardIntrospectionRequest extends Schema.Schema.Type<typeof StandardIntrospectionRequest> {}

/**
 * @since 0.1.0
 * @category standard introspection
 */
export const StandardIntrospectionRequest = Schema.Struct({
  /** The body of the resource server's request as it came in: `token=…&token_type_hint=…`. */
  parameters: Secret,
  /** Whether the answer tells the token's hidden properties too. */
  withHiddenProperties: optional(Schema.Boolean),
  /** The resource server that asks, as a URI: a token for another audience is not active. A JWT response needs it. */
  rsUri: optional(Schema.String),
  /** The request's `Accept` header: `application/token-introspection+jwt` asks for a JWT response (RFC 9701). */
  httpAcceptHeader: optional(Schema.String),
  /** The JWS algorithm that a JWT response is signed with; Authlete takes `RS256` if it is left out. */
  introspectionSignAlg: optional(Schema.String),
  /** The JWE algorithm for the key of a JWT response; only with it the response is encrypted. */
  introspectionEncryptionAlg: optional(Schema.String),
  /** The JWE algorithm for the content of a JWT response; Authlete takes `A128CBC_HS256` if it is left out. */
  introspectionEncryptionEnc: optional(Schema.String),
  /** The key to sign with, for a symmetric algorithm. */
  sharedKeyForSign: optional(Secret),
  /** The key to encrypt with, for a symmetric algorithm. */
  sharedKeyForEncryption: optional(Secret),
  /** The key to encrypt with, for an asymmetric algorithm. */
  publicKeyForEncryption: optional(Schema.String)
})

/**
 * What `Introspection.standardProcess` answers: the response that the introspection endpoint is to give.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export type StandardIntrospectionResponse = typeof StandardIntrospectionResponse.Type

/**
 * @since 0.1.0
 * @category standard introspection
 */
export const StandardIntrospectionResponse = Schema.Union(
  // The introspection is ready, be the token active or not: answer with 200.
  Schema.Struct({
    ...result,
    action: Schema.Literal("OK"),
    /** RFC 7662's introspection response, as the text of a JSON object. */
    responseContent: RedactedString
  }),
  // The introspection is ready: answer with 200 and `application/token-introspection+jwt`.
  Schema.Struct({
    ...result,
    action: Schema.Literal("JWT"),
    /** RFC 9701's introspection response, a JWT. */
    responseContent: RedactedString
  }),
  // The resource server's request was wrong: answer with 400.
  Schema.Struct({
    ...result,
    action: Schema.Literal("BAD_REQUEST"),
    /** The error, as the text of a JSON object. */
    responseContent: maybe(RedactedString)
  }),
  // The request to Authlete was wrong, or Authlete failed: answer with 500.
  Schema.Struct({
    ...result,
    action: Schema.Literal("INTERNAL_SERVER_ERROR"),
    /** The error, as the text of a JSON object. */
    responseContent: maybe(RedactedString)
  })
)

export const introspectionStandardProcess = Operation.make({
  name: "introspection.standardProcess",
  path: "/auth/introspection/standard",
  request: StandardIntrospectionRequest,
  response: StandardIntrospectionResponse,
  resend: Operation.always("read")
})
