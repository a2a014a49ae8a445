/**
 * grant_type=client_credentials: a token for the client itself.
 */
import * as Either from "effect/Either"
import { isPublic } from "../../model/client.js"
import { keptProperties } from "../../model/tokenFields.js"
import type { Conflict } from "../issueTokens.js"
import { issue } from "../issueTokens.js"
import { badRequest, serverError } from "../protocolError.js"
import type { Flow } from "./grantRequest.js"
import { issuedResponse, requestedScopes } from "./grantRequest.js"

const conflicts = {
  AccessTokenInUse: "A144201",
  RefreshTokenInUse: "A144202",
  PropertiesTooBig: "A999209"
} as const satisfies Record<Conflict, string>

export const clientCredentials: Flow = (grantRequest) => {
  const { aliasUsed, client, now, request, state } = grantRequest
  if (isPublic(client)) return Either.left(badRequest("unauthorized_client")("A052301"))
  const grant = {
    client,
    grantType: "CLIENT_CREDENTIALS" as const,
    subject: undefined,
    scopes: requestedScopes(grantRequest),
    properties: keptProperties(request.properties),
    clientIdAliasUsed: aliasUsed,
    accessToken: request.accessToken,
    accessTokenDuration: request.accessTokenDuration
  }
  return Either.mapBoth(issue(state, grant, now), {
    onLeft: (conflict) => serverError(conflicts[conflict]),
    onRight: (issued) => issuedResponse("A052001", "CLIENT_CREDENTIALS", state.service, grantRequest, issued)
  })
}
