/**
 * A token exchange by OpenID Connect Native SSO: another application of the device brings the ID token of the login and the
 * secret of the device. The tokens are made at once, but the authorization server has to look at both before it hands them
 * out.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { copied } from "../../model/bounds.js"
import { numberClaim, opened, textClaim } from "../../model/jwt.js"
import { result } from "../../model/resultCodes.js"
import { keptProperties } from "../../model/tokenFields.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { InputToken } from "../exchange/inputToken.js"
import { inspect } from "../exchange/inputToken.js"
import type { Conflict } from "../issueTokens.js"
import { issue, issuedFields } from "../issueTokens.js"
import { badRequest, invalidClient, invalidRequest, serverError } from "../protocolError.js"
import type { GrantError, GrantResponse } from "./grantRequest.js"
import type { OpenRequest } from "./openGrant.js"
import { openFields } from "./openGrant.js"

const scopeCodes = { repeated: "A999459", required: "A999460" } as const

const conflicts = {
  AccessTokenInUse: "A144201",
  RefreshTokenInUse: "A144202",
  PropertiesTooBig: "A999483"
} as const satisfies Record<Conflict, string>

/** The login that the ID token tells of: the service has signed it, and it names the session and the device. */
const loginOf = ({ facts, now, state }: OpenRequest, subject: InputToken) =>
  Either.gen(function*() {
    if (subject.type !== "ID_TOKEN") return yield* Either.left(invalidRequest("A999476"))
    yield* Either.mapLeft(inspect(state, subject, facts.signedTokens, now), invalidRequest)
    const claims = Option.getOrUndefined(opened(subject.token))?.claims
    if (claims === undefined || !facts.signedTokens.has(subject.token)) {
      return yield* Either.left(invalidRequest("A999458"))
    }
    const [sessionId, deviceSecretHash, sub] = ["sid", "ds_hash", "sub"].map((name) => textClaim(claims, name))
    return sessionId === undefined || deviceSecretHash === undefined || sub === undefined
      ? yield* Either.left(badRequest("invalid_grant")("A999477"))
      : {
        sessionId,
        deviceSecretHash,
        subject: sub,
        acr: textClaim(claims, "acr"),
        authTime: numberClaim(claims, "auth_time")
      }
  })

export const nativeSsoExchange = (
  exchange: OpenRequest,
  subject: InputToken,
  actor: InputToken
): Either.Either<GrantResponse, GrantError> =>
  Either.gen(function*() {
    const { authenticated, binding, form, now, request, state } = exchange
    if (authenticated === undefined) return yield* Either.left(invalidClient("A999475"))
    const { deviceSecretHash, ...login } = yield* loginOf(exchange, subject)
    const asked = yield* openFields(exchange, scopeCodes)
    const grant = {
      client: authenticated.client,
      certificateThumbprint: binding?.certificateThumbprint,
      dpopKeyThumbprint: binding?.dpopKeyThumbprint,
      grantType: "TOKEN_EXCHANGE" as const,
      ...login,
      scopes: asked.scopes ?? [],
      resources: asked.resources,
      properties: keptProperties(request.properties),
      clientIdAliasUsed: authenticated.aliasUsed,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration
    }
    const issued = yield* Either.mapLeft(issue(state, grant, now), (conflict) => serverError(conflicts[conflict]))
    return {
      ...result("A311002"),
      action: "NATIVE_SSO" as const,
      grantType: "TOKEN_EXCHANGE",
      ...asked,
      ...issuedFields(issued),
      sessionId: login.sessionId,
      deviceSecret: actor.token,
      deviceSecretHash,
      subjectToken: subject.token,
      subjectTokenType: subject.type,
      actorToken: actor.token,
      actorTokenType: actor.type,
      audiences: nonEmpty(form.getAll("audience").map(copied))
    }
  })
