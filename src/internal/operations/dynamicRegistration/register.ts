import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { registration, registrationRefusal } from "../../models/clientRegistration.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { optional, Secret, Token } from "../../schema/fields.js"

/**
 * The request of `DynamicRegistration.register`: what the registration endpoint received.
 *
 * @since 0.2.0
 * @category register
 */
export interface ClientRegistrationRequest extends Schema.Schema.Type<typeof ClientRegistrationRequest> {}

/**
 * @since 0.2.0
 * @category register
 */
export const ClientRegistrationRequest = Schema.Struct({
  /** The body of the client application's request as it came in: the metadata of the client, RFC 7591's JSON object. */
  json: Secret,
  /** The initial access token, if the client application presented one as a `Bearer` token. */
  token: optional(Token)
})

/**
 * The response of `DynamicRegistration.register`: the response that the endpoint is to give.
 *
 * @since 0.2.0
 * @category register
 */
export type ClientRegistrationResponse =
  | ClientRegistrationCreated
  | ClientRegistrationBadRequest
  | ClientRegistrationUnauthorized
  | ClientRegistrationInternalServerError

/**
 * @since 0.2.0
 * @category register
 */
export const ClientRegistrationResponse = byAction(result, {
  CREATED: registration,
  BAD_REQUEST: registrationRefusal,
  UNAUTHORIZED: registrationRefusal,
  INTERNAL_SERVER_ERROR: registrationRefusal
})

/**
 * The client is registered.
 *
 * @since 0.2.0
 * @category register
 */
export interface ClientRegistrationCreated extends Schema.Schema.Type<typeof ClientRegistrationResponse.cases.CREATED> {
  /** `CREATED`: respond with 201, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "CREATED"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category register
 */
export interface ClientRegistrationBadRequest
  extends Schema.Schema.Type<typeof ClientRegistrationResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The initial access token was not accepted.
 *
 * @since 0.2.0
 * @category register
 */
export interface ClientRegistrationUnauthorized
  extends Schema.Schema.Type<typeof ClientRegistrationResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, `WWW-Authenticate: Bearer` and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category register
 */
export interface ClientRegistrationInternalServerError
  extends Schema.Schema.Type<typeof ClientRegistrationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const dynamicRegistrationRegister = Operation.make({
  name: "dynamicRegistration.register",
  path: "/client/registration",
  request: ClientRegistrationRequest,
  response: ClientRegistrationResponse,
  // A second call registers another client.
  resend: Operation.always("once")
})
