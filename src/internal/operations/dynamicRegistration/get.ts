import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { registeredClient, registration, registrationRefusal } from "../../models/clientRegistration.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"

/**
 * The request of `DynamicRegistration.get`: what the client configuration endpoint received with a `GET`.
 *
 * @since 0.2.0
 * @category get
 */
export interface ClientRegistrationGetRequest extends Schema.Schema.Type<typeof ClientRegistrationGetRequest> {}

/**
 * @since 0.2.0
 * @category get
 */
export const ClientRegistrationGetRequest = Schema.Struct(registeredClient)

/**
 * The response of `DynamicRegistration.get`: the response that the endpoint is to give.
 *
 * @since 0.2.0
 * @category get
 */
export type ClientRegistrationGetResponse =
  | ClientRegistrationGetOk
  | ClientRegistrationGetBadRequest
  | ClientRegistrationGetUnauthorized
  | ClientRegistrationGetInternalServerError

/**
 * @since 0.2.0
 * @category get
 */
export const ClientRegistrationGetResponse = byAction(result, {
  OK: registration,
  BAD_REQUEST: registrationRefusal,
  UNAUTHORIZED: registrationRefusal,
  INTERNAL_SERVER_ERROR: registrationRefusal
})

/**
 * The registration is as it says.
 *
 * @since 0.2.0
 * @category get
 */
export interface ClientRegistrationGetOk extends Schema.Schema.Type<typeof ClientRegistrationGetResponse.cases.OK> {
  /** `OK`: respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category get
 */
export interface ClientRegistrationGetBadRequest
  extends Schema.Schema.Type<typeof ClientRegistrationGetResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The registration access token is not the client's, or there is no such client. Only a service with
 * `unauthorizedOnClientConfigSupported` gives this; another one gives `BAD_REQUEST`.
 *
 * @since 0.2.0
 * @category get
 */
export interface ClientRegistrationGetUnauthorized
  extends Schema.Schema.Type<typeof ClientRegistrationGetResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, `WWW-Authenticate: Bearer` and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category get
 */
export interface ClientRegistrationGetInternalServerError
  extends Schema.Schema.Type<typeof ClientRegistrationGetResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const dynamicRegistrationGet = Operation.make({
  name: "dynamicRegistration.get",
  path: "/client/registration/get",
  request: ClientRegistrationGetRequest,
  response: ClientRegistrationGetResponse,
  resend: Operation.always("read")
})
