/**
 * grant_type=client_credentials: a token for the client itself.
 */
import * as Either from "effect/Either"
import { isPublic } from "../../model/client.js"
import { keptProperties } from "../../model/tokenFields.js"
import type { Conflict } from "../issueTokens.js"
import { issue } from "../issueTokens.js"
import { badRequest, serverError } from "../protocolError.js"
import type { Flow, GrantError, GrantResponse } from "./grantRequest.js"
import { issuedResponse, requestedResources, requestedScopes } from "./grantRequest.js"

const scopeCodes = { repeated: "A052302", required: "A052303" } as const

const conflicts = {
  AccessTokenInUse: "A144201",
  RefreshTokenInUse: "A144202",
  PropertiesTooBig: "A052201"
} as const satisfies Record<Conflict, string>

export const clientCredentials: Flow = (grantRequest): Either.Either<GrantResponse, GrantError> =>
  Either.gen(function*() {
    const { aliasUsed, binding, client, now, request, state } = grantRequest
    if (isPublic(client)) return yield* Either.left(badRequest("unauthorized_client")("A052301"))
    const requested = yield* requestedScopes(grantRequest, scopeCodes)
    const grant = {
      client,
      ...binding,
      grantType: "CLIENT_CREDENTIALS" as const,
      subject: undefined,
      // An ID token tells of a user, and here is none.
      scopes: requested.filter((scope) => scope !== "openid"),
      resources: yield* requestedResources(grantRequest),
      properties: keptProperties(request.properties),
      clientIdAliasUsed: aliasUsed,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration
    }
    const issued = yield* Either.mapLeft(issue(state, grant, now), (conflict) => serverError(conflicts[conflict]))
    return issuedResponse("A052001", "CLIENT_CREDENTIALS", state.service, grantRequest, issued)
  })
