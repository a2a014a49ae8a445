/**
 * A token request that Authlete only checks: the authorization server decides whether it grants it, and makes the token by
 * `/auth/token/create`. Such a request need not name a client.
 */
import * as Either from "effect/Either"
import { clientFields } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Authenticated } from "../clientAuthentication.js"
import { invalidClient } from "../protocolError.js"
import type { Binding } from "../tokenBinding.js"
import type { GrantError, GrantRequest, GrantResponse, ScopeCodes } from "./grantRequest.js"
import { requestedResources, requestedScopes } from "./grantRequest.js"

export interface OpenRequest extends Pick<GrantRequest, "state" | "form" | "request" | "now" | "facts"> {
  /** The client, if the request names one. */
  readonly authenticated: Authenticated | undefined
  readonly binding: Binding | undefined
}

export type OpenFlow = (request: OpenRequest) => Either.Either<GrantResponse, GrantError>

/** Refuses a request without a client, where the service wants one. */
export const checkNamed = (
  { authenticated }: OpenRequest,
  isWanted: boolean | undefined,
  code: ResultCode
): Either.Either<void, GrantError> =>
  isWanted === true && authenticated === undefined ? Either.left(invalidClient(code)) : Either.void

/** What the response has about the client: 0 for none. */
const clientOf = ({ authenticated, state: { service } }: OpenRequest) =>
  authenticated === undefined
    ? { clientId: 0, clientIdAliasUsed: false, serviceAttributes: service.attributes }
    : {
      ...clientFields(service, authenticated.client, authenticated.aliasUsed),
      clientAuthMethod: authenticated.method
    }

/** What all responses have: the client, and what it asks for. */
export const openFields = (request: OpenRequest, codes: ScopeCodes) =>
  Either.gen(function*() {
    const scopes = yield* requestedScopes({ ...request, client: request.authenticated?.client }, codes)
    const resources = yield* requestedResources(request)
    return { ...clientOf(request), scopes: nonEmpty(scopes), resources }
  })
