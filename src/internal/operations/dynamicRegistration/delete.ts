import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { registeredClient, registrationRefusal } from "../../models/clientRegistration.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"

/**
 * The request of `DynamicRegistration.delete`: what the client configuration endpoint received with a `DELETE`.
 *
 * @since 0.2.0
 * @category delete
 */
export interface ClientRegistrationDeleteRequest extends Schema.Schema.Type<typeof ClientRegistrationDeleteRequest> {}

/**
 * @since 0.2.0
 * @category delete
 */
export const ClientRegistrationDeleteRequest = Schema.Struct(registeredClient)

/**
 * The response of `DynamicRegistration.delete`: the response that the endpoint is to give.
 *
 * @since 0.2.0
 * @category delete
 */
export type ClientRegistrationDeleteResponse =
  | ClientRegistrationDeleteDeleted
  | ClientRegistrationDeleteBadRequest
  | ClientRegistrationDeleteUnauthorized
  | ClientRegistrationDeleteInternalServerError

/**
 * @since 0.2.0
 * @category delete
 */
export const ClientRegistrationDeleteResponse = byAction(result, {
  DELETED: {},
  BAD_REQUEST: registrationRefusal,
  UNAUTHORIZED: registrationRefusal,
  INTERNAL_SERVER_ERROR: registrationRefusal
})

/**
 * The client is gone, and its tokens with it.
 *
 * @since 0.2.0
 * @category delete
 */
export interface ClientRegistrationDeleteDeleted
  extends Schema.Schema.Type<typeof ClientRegistrationDeleteResponse.cases.DELETED>
{
  /** `DELETED`: respond with 204 and no body. */
  readonly action: "DELETED"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category delete
 */
export interface ClientRegistrationDeleteBadRequest
  extends Schema.Schema.Type<typeof ClientRegistrationDeleteResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The registration access token is not the client's, or there is no such client. Only a service with
 * `unauthorizedOnClientConfigSupported` gives this; another one gives `BAD_REQUEST`.
 *
 * @since 0.2.0
 * @category delete
 */
export interface ClientRegistrationDeleteUnauthorized
  extends Schema.Schema.Type<typeof ClientRegistrationDeleteResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, `WWW-Authenticate: Bearer` and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category delete
 */
export interface ClientRegistrationDeleteInternalServerError
  extends Schema.Schema.Type<typeof ClientRegistrationDeleteResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const dynamicRegistrationDelete = Operation.make({
  name: "dynamicRegistration.delete",
  path: "/client/registration/delete",
  request: ClientRegistrationDeleteRequest,
  response: ClientRegistrationDeleteResponse,
  // The registration access token goes with the client, so a second call is refused, which would be passed on.
  resend: Operation.always("once")
})
