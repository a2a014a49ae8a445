import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { Flag, maybe, optional, RedactedString, Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

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
  /** Whether the response tells the token's hidden properties too. */
  withHiddenProperties: optional(Flag),
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
 * The response of `Introspection.standardProcess`: the response that the introspection endpoint is to give.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export type StandardIntrospectionResponse =
  | StandardIntrospectionOk
  | StandardIntrospectionJwt
  | StandardIntrospectionBadRequest
  | StandardIntrospectionInternalServerError

/**
 * @since 0.1.0
 * @category standard introspection
 */
export const StandardIntrospectionResponse = byAction(
  merge(result, {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(RedactedString)
  }),
  {
    OK: {
      /** RFC 7662's introspection response, as the text of a JSON object. */
      responseContent: RedactedString
    },
    JWT: {
      /** RFC 9701's introspection response, a JWT. */
      responseContent: RedactedString
    },
    BAD_REQUEST: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The introspection is ready, be the token active or not.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export interface StandardIntrospectionOk extends Schema.Schema.Type<typeof StandardIntrospectionResponse.cases.OK> {
  /** `OK`: respond with 200 and `responseContent` as `application/json`. */
  readonly action: "OK"
}

/**
 * The introspection is ready, as a JWT.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export interface StandardIntrospectionJwt extends Schema.Schema.Type<typeof StandardIntrospectionResponse.cases.JWT> {
  /** `JWT`: respond with 200 and `responseContent` as `application/token-introspection+jwt`. */
  readonly action: "JWT"
}

/**
 * The resource server's request was wrong.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export interface StandardIntrospectionBadRequest
  extends Schema.Schema.Type<typeof StandardIntrospectionResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent`. */
  readonly action: "BAD_REQUEST"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category standard introspection
 */
export interface StandardIntrospectionInternalServerError
  extends Schema.Schema.Type<typeof StandardIntrospectionResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent`. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const introspectionStandardProcess = Operation.make({
  name: "introspection.standardProcess",
  path: "/auth/introspection/standard",
  request: StandardIntrospectionRequest,
  response: StandardIntrospectionResponse,
  resend: Operation.always("read")
})
