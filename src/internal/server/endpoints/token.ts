/**
 * The token endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import { nativeSsoProcess } from "../../operations/nativeSso/process.js"
import type { TokenCreateResponse } from "../../operations/tokens/create.js"
import { tokensCreate } from "../../operations/tokens/create.js"
import { tokensFail } from "../../operations/tokens/fail.js"
import { tokensIssue } from "../../operations/tokens/issue.js"
import type {
  TokenProcessIdTokenReissuable,
  TokenProcessJwtBearer,
  TokenProcessNativeSso,
  TokenProcessPassword,
  TokenProcessTokenExchange
} from "../../operations/tokens/process.js"
import { tokensProcess } from "../../operations/tokens/process.js"
import { tokensReissueIdToken } from "../../operations/tokens/reissueIdToken.js"
import { readClientForm, readProof } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import type { Grant, NativeSsoGrant, TokenHooks } from "../hooks.js"
import { json } from "../outline.js"
import type { Own } from "../refusals.js"
import { errorResponse, settle } from "../refusals.js"
import { extraHeaders, fill, proceed, render } from "../render.js"
import {
  nativeSsoProcessResponses,
  tokensFailResponses,
  tokensIssueResponses,
  tokensProcessResponses,
  tokensReissueIdTokenResponses
} from "../responses.js"
import type { ResourceOwnersService } from "../services.js"

type Respond<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>

const unsupportedGrantType = errorResponse(400, "unsupported_grant_type")

const accessTokenType = "urn:ietf:params:oauth:token-type:access_token"

/** RFC 6749, section 5.1, and RFC 8693, section 2.2.1. */
const tokenResponse = (created: TokenCreateResponse, issuedTokenType?: string): Respond<never, never> => {
  const { expiresIn, refreshToken, scopes = [], tokenType = "Bearer" } = created
  const body = {
    access_token: Redacted.value(created.jwtAccessToken ?? created.accessToken),
    ...(issuedTokenType !== undefined && { issued_token_type: issuedTokenType }),
    token_type: tokenType,
    ...(expiresIn !== undefined && { expires_in: expiresIn }),
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    ...(refreshToken !== undefined && { refresh_token: Redacted.value(refreshToken) })
  }
  const responseContent = Redacted.make(JSON.stringify(body))
  return fill("tokens.create", json(200), { action: "OK", responseContent })
}

/** Creates the token that a hook grants. The client is the one that asks; Authlete gives 0 if the request named none. */
const create = (
  grantType: "JWT_BEARER" | "TOKEN_EXCHANGE",
  { clientId = 0 }: TokenProcessJwtBearer | TokenProcessTokenExchange,
  grant: Grant,
  issuedTokenType?: string
): Respond<AuthleteError, AuthleteClient> =>
  Effect.flatMap(
    execute(tokensCreate, { ...(clientId !== 0 && { clientId }), ...grant, grantType }),
    (created) => tokenResponse(created, issuedTokenType)
  )

/** Asks a hook, and responds with what it grants. */
const hooked = <Request, Granted, E, R>(
  hook: ((request: Request) => Effect.Effect<Granted, E, R>) | undefined,
  request: Request,
  respond: (granted: Granted) => Respond<AuthleteError, AuthleteClient>
): Respond<AuthleteError | E, AuthleteClient | R> =>
  hook === undefined ? Effect.succeed(unsupportedGrantType) : Effect.flatMap(hook(request), respond)

const password = <E, R>(
  owners: ResourceOwnersService<E, R>,
  { password = Redacted.make(""), ticket, username = "" }: TokenProcessPassword
): Respond<AuthleteError | E, AuthleteClient | R> =>
  Effect.gen(function*() {
    const subject = yield* owners.authenticate({ username, password })
    if (Option.isNone(subject)) {
      const failed = yield* execute(tokensFail, { ticket, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" })
      // Authlete calls it invalid_request, where RFC 6749, section 5.2, has invalid_grant.
      return failed.action === "BAD_REQUEST"
        ? errorResponse(400, "invalid_grant", "The resource owner's credentials are wrong.")
        : yield* render(tokensFailResponses, failed)
    }
    const issued = yield* execute(tokensIssue, { ticket, subject: subject.value })
    return yield* render(tokensIssueResponses, issued)
  })

/** The tokens that are ready, for an operation that makes an ID token to go with them. */
const tokensOf = (
  { accessToken, jwtAccessToken, refreshToken }: TokenProcessIdTokenReissuable | TokenProcessNativeSso
) => ({
  accessToken: jwtAccessToken ?? accessToken ?? Redacted.make(""),
  refreshToken
})

const nativeSso = (response: TokenProcessNativeSso, grant: NativeSsoGrant): Respond<AuthleteError, AuthleteClient> =>
  Effect.flatMap(
    execute(nativeSsoProcess, { ...grant, ...tokensOf(response) }),
    (processed) => render(nativeSsoProcessResponses, processed)
  )

const reissue = <E, R>(
  hook: TokenHooks<E, R>["reissueIdToken"],
  response: TokenProcessIdTokenReissuable
): Respond<AuthleteError | E, AuthleteClient | R> =>
  Effect.gen(function*() {
    const idToken = yield* hook?.(response) ?? Effect.succeedNone
    const { refreshToken = Redacted.make(""), ...tokens } = tokensOf(response)
    if (Option.isNone(idToken)) return yield* fill("tokens.process", json(200), response)
    const reissued = yield* execute(tokensReissueIdToken, { ...idToken.value, ...tokens, refreshToken })
    return yield* render(tokensReissueIdTokenResponses, reissued)
  })

export const tokenEndpoint = <E, R, EO, RO, ROI>(
  resourceOwners: Effect.Effect<ResourceOwnersService<EO, RO>, never, ROI>,
  hooks: TokenHooks<E, R>,
  settings: Settings
): HttpApp.Default<Own<E | EO>, AuthleteClient | Exclude<R | RO | ROI, HttpServerRequest.HttpServerRequest>> =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request } = yield* readClientForm(settings)
      const proof = yield* readProof
      const processed = yield* execute(tokensProcess, { ...request, ...proof })
      const response = yield* settle(proceed(tokensProcessResponses, processed, {
        PASSWORD: (response) => Effect.flatMap(resourceOwners, (owners) => password(owners, response)),
        TOKEN_EXCHANGE: (response) =>
          hooked(hooks.tokenExchange, response, ({ issuedTokenType = accessTokenType, ...grant }) =>
            create("TOKEN_EXCHANGE", response, grant, issuedTokenType)),
        JWT_BEARER: (response) =>
          hooked(hooks.jwtBearer, response, (grant) =>
            create("JWT_BEARER", response, grant)),
        NATIVE_SSO: (response) =>
          hooked(hooks.nativeSso, response, (grant) => nativeSso(response, grant)),
        ID_TOKEN_REISSUABLE: (response) => reissue(hooks.reissueIdToken, response)
      }, asked))
      // The nonce that Authlete gave goes with whatever comes of the request (RFC 9449, section 8.2).
      return HttpServerResponse.setHeaders(response, extraHeaders(processed))
    }))
