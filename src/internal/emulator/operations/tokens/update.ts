/**
 * POST /auth/token/update: changes a token. What the request leaves out stays as it is.
 */
import * as Either from "effect/Either"
import type { TokenUpdateRequest, TokenUpdateResponse } from "../../../operations/tokens/update.js"
import { draw } from "../../crypto/random.js"
import type { Reported } from "../../http/refusal.js"
import { reported } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { after, never, stored } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { shortestDuration } from "../../model/service.js"
import { allowedScopes, arePropertiesTooBig, keptProperties } from "../../model/tokenFields.js"
import type { Half, TokenRecord } from "../../model/tokenRecord.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import { tokenType } from "../../protocol/issueTokens.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof TokenUpdateRequest.Encoded>
type Response = Written<typeof TokenUpdateResponse.Encoded>

/** Finds the token by the first of the four selectors that is given. */
const find = ({ tokens }: State, request: Request): Either.Either<TokenRecord | undefined, Reported> => {
  const { accessToken, accessTokenHash, refreshToken, refreshTokenHash } = request
  if (accessToken !== undefined) return Either.right(TokenStore.find(tokens, "access", "byValue", accessToken))
  if (accessTokenHash !== undefined) return Either.right(TokenStore.find(tokens, "access", "byHash", accessTokenHash))
  if (refreshToken !== undefined) return Either.right(TokenStore.find(tokens, "refresh", "byValue", refreshToken))
  if (refreshTokenHash !== undefined) {
    return Either.right(TokenStore.find(tokens, "refresh", "byHash", refreshTokenHash))
  }
  return Either.left(reported("BAD_REQUEST", "A134201"))
}

const select = (state: State, request: Request): Either.Either<TokenRecord, Reported> =>
  find(state, request).pipe(Either.flatMap(Either.fromNullable(() => reported("NOT_FOUND", "A134202"))))

const propertiesOf = (before: TokenRecord, { properties }: Request) => {
  const kept = properties === undefined ? before.properties : keptProperties(properties)
  return arePropertiesTooBig(kept) ? Either.left(reported("BAD_REQUEST", "A999209")) : Either.right(kept)
}

/** Scopes that the client cannot have are left out, without an error. */
const scopesOf = ({ clients, service }: State, before: TokenRecord, { scopes }: Request) => {
  const client = ClientStore.get(clients, before.clientId)
  return scopes === undefined || client === undefined ? before.scopes : allowedScopes(service, client, scopes)
}

const haveChanged = (before: ReadonlyArray<string>, now: ReadonlyArray<string>): boolean =>
  before.length !== now.length || now.some((scope) => !before.includes(scope))

const given = (millis: number | undefined): number | undefined =>
  millis !== undefined && millis > 0 ? stored(millis) : undefined

/** The expiry for new scopes, by the shortest duration in their attributes, if the request asks for it. */
const byScopes = (
  state: State,
  asked: boolean | undefined,
  scopes: { readonly before: ReadonlyArray<string>; readonly after: ReadonlyArray<string> },
  attribute: "access_token.duration" | "refresh_token.duration",
  now: number
): number | undefined => {
  if (asked !== true || !haveChanged(scopes.before, scopes.after)) return undefined
  const duration = shortestDuration(state.service, scopes.after, attribute)
  return duration === undefined ? undefined : stored(after(now, duration))
}

const updatedHalves = (
  state: State,
  before: TokenRecord,
  request: Request,
  scopes: ReadonlyArray<string>,
  now: number
): { readonly access: Half; readonly refresh: Half | undefined } => {
  const change = { before: before.scopes, after: scopes }
  const accessExpiry = request.accessTokenPersistent === true ? never : given(request.accessTokenExpiresAt) ??
    byScopes(state, request.accessTokenExpiresAtUpdatedOnScopeUpdate, change, "access_token.duration", now)
  const refreshExpiry = given(request.refreshTokenExpiresAt) ??
    byScopes(state, request.refreshTokenExpiresAtUpdatedOnScopeUpdate, change, "refresh_token.duration", now)
  return {
    access: {
      ...(request.accessTokenValueUpdated === true ? { value: draw(), hash: draw() } : before.access),
      expiresAt: accessExpiry ?? before.access.expiresAt
    },
    refresh: before.refresh && { ...before.refresh, expiresAt: refreshExpiry ?? before.refresh.expiresAt }
  }
}

const update = (state: State, request: Request, now: number): Either.Either<Response, Reported> =>
  Either.gen(function*() {
    const before = yield* select(state, request)
    const properties = yield* propertiesOf(before, request)
    const scopes = scopesOf(state, before, request)
    const record = TokenStore.update(state.tokens, before, {
      ...updatedHalves(state, before, request, scopes, now),
      scopes,
      properties,
      certificateThumbprint: request.certificateThumbprint ?? before.certificateThumbprint,
      dpopKeyThumbprint: request.dpopKeyThumbprint ?? before.dpopKeyThumbprint,
      authorizationDetails: request.authorizationDetails ?? before.authorizationDetails,
      forExternalAttachment: request.forExternalAttachment ?? before.forExternalAttachment,
      tokenId: request.tokenId ?? before.tokenId
    })
    return {
      ...result("A135001"),
      action: "OK",
      accessToken: request.accessTokenValueUpdated === true ? record.access.value : request.accessToken,
      accessTokenExpiresAt: record.access.expiresAt,
      refreshTokenExpiresAt: record.refresh?.expiresAt,
      scopes: nonEmpty(record.scopes),
      properties: nonEmpty(record.properties),
      authorizationDetails: record.authorizationDetails,
      tokenType: tokenType(state.service, record),
      forExternalAttachment: record.forExternalAttachment,
      tokenId: record.tokenId
    }
  })

export const tokensUpdate = (state: State, request: Request, now: number): Response | Reported =>
  Either.merge(update(state, request, now))
