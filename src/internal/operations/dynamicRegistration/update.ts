import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { registeredClient, registration, registrationRefusal } from "../../models/clientRegistration.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `DynamicRegistration.update`: what the client configuration endpoint received with a `PUT`.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientRegistrationUpdateRequest extends Schema.Schema.Type<typeof ClientRegistrationUpdateRequest> {}

/**
 * @since 0.2.0
 * @category update
 */
export const ClientRegistrationUpdateRequest = Schema.Struct(merge(registeredClient, {
  /** The body of the client application's request as it came in: the metadata of the client, in place of what it was. */
  json: Secret
}))

/**
 * The response of `DynamicRegistration.update`: the response that the endpoint is to give.
 *
 * @since 0.2.0
 * @category update
 */
export type ClientRegistrationUpdateResponse =
  | ClientRegistrationUpdateUpdated
  | ClientRegistrationUpdateBadRequest
  | ClientRegistrationUpdateUnauthorized
  | ClientRegistrationUpdateInternalServerError

/**
 * @since 0.2.0
 * @category update
 */
export const ClientRegistrationUpdateResponse = byAction(result, {
  UPDATED: registration,
  BAD_REQUEST: registrationRefusal,
  UNAUTHORIZED: registrationRefusal,
  INTERNAL_SERVER_ERROR: registrationRefusal
})

/**
 * The registration is changed.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientRegistrationUpdateUpdated
  extends Schema.Schema.Type<typeof ClientRegistrationUpdateResponse.cases.UPDATED>
{
  /** `UPDATED`: respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "UPDATED"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientRegistrationUpdateBadRequest
  extends Schema.Schema.Type<typeof ClientRegistrationUpdateResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The registration access token is not the client's, or there is no such client. Only a service with
 * `unauthorizedOnClientConfigSupported` gives this; another one gives `BAD_REQUEST`.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientRegistrationUpdateUnauthorized
  extends Schema.Schema.Type<typeof ClientRegistrationUpdateResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, `WWW-Authenticate: Bearer` and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientRegistrationUpdateInternalServerError
  extends Schema.Schema.Type<typeof ClientRegistrationUpdateResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const dynamicRegistrationUpdate = Operation.make({
  name: "dynamicRegistration.update",
  path: "/client/registration/update",
  request: ClientRegistrationUpdateRequest,
  response: ClientRegistrationUpdateResponse,
  // Authlete may draw a new secret or registration access token with each call.
  resend: Operation.always("once")
})
