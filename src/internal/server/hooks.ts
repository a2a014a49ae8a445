/**
 * What an authorization server may do beside what it must: grants that Authlete leaves to it, and authentication on another
 * device.
 */
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { BackchannelAuthenticationFailRequest } from "../operations/ciba/fail.js"
import type { BackchannelAuthenticationUserIdentification } from "../operations/ciba/process.js"
import type { NativeSsoRequest } from "../operations/nativeSso/process.js"
import type { TokenCreateRequest } from "../operations/tokens/create.js"
import type {
  TokenProcessIdTokenReissuable,
  TokenProcessJwtBearer,
  TokenProcessNativeSso,
  TokenProcessTokenExchange
} from "../operations/tokens/process.js"
import type { IdTokenReissueRequest } from "../operations/tokens/reissueIdToken.js"

/**
 * The token to issue for a token exchange or an assertion. The client is the one that asks, unless you name another.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface Grant extends Omit<TokenCreateRequest, "grantType"> {}

/**
 * The token to issue for a token exchange.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface ExchangeGrant extends Grant {
  /** RFC 8693's `issued_token_type`: that of an access token if it is left out. */
  readonly issuedTokenType?: string | undefined
}

/**
 * What goes into a new ID token.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface NewIdToken extends Omit<IdTokenReissueRequest, "accessToken" | "refreshToken"> {}

/**
 * What goes into the response for Native SSO.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface NativeSsoGrant extends Omit<NativeSsoRequest, "accessToken" | "refreshToken"> {}

/**
 * Why a request for authentication on another device is refused.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface BackchannelRefusal extends Omit<BackchannelAuthenticationFailRequest, "ticket"> {
  readonly _tag: "Refused"
}

/**
 * Whom a request for authentication on another device is about.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface BackchannelIdentified {
  readonly _tag: "Identified"
  readonly subject: string
}

/**
 * Authentication on another device (CIBA).
 *
 * @since 0.2.0
 * @category hooks
 */
export interface Backchannel<E = never, R = never> {
  /**
   * Finds the resource owner by `hintType` and `hint`, and checks `userCode` and `bindingMessage`, or says why the request is
   * refused.
   */
  readonly identify: (
    request: BackchannelAuthenticationUserIdentification
  ) => Effect.Effect<BackchannelIdentified | BackchannelRefusal, E, R>
  /**
   * Begins to ask the resource owner on the device. The client application gets its response after that, so it should
   * not wait for the decision, which `completeBackchannelAuthentication` takes with the `ticket` of the request.
   */
  readonly ask: (
    request: BackchannelAuthenticationUserIdentification,
    subject: string
  ) => Effect.Effect<void, E, R>
}

/**
 * Grants that Authlete leaves to the server. Without a hook the client application gets `unsupported_grant_type`; without
 * `reissueIdToken` a refresh brings no new ID token. A hook refuses a request by failing with `OAuthError`. Other errors,
 * and what a hook needs, show in the type of the endpoint.
 *
 * @since 0.2.0
 * @category hooks
 */
export interface TokenHooks<E = never, R = never> {
  /**
   * RFC 8693. Authlete has checked the request, and tokens of its own; it does **not** check the signature of a JWT, nor
   * anything about an encrypted one or SAML. Do that, and decide whether the client may have the token.
   */
  readonly tokenExchange?: ((request: TokenProcessTokenExchange) => Effect.Effect<ExchangeGrant, E, R>) | undefined
  /** RFC 7523. Authlete has checked the claims of the assertion, but **not** its signature. */
  readonly jwtBearer?: ((request: TokenProcessJwtBearer) => Effect.Effect<Grant, E, R>) | undefined
  /**
   * OpenID Connect Native SSO. Check that the session of `sessionId` still lasts and that the device secret is that of
   * `deviceSecretHash`, and give the device secret to go on with.
   */
  readonly nativeSso?: ((request: TokenProcessNativeSso) => Effect.Effect<NativeSsoGrant, E, R>) | undefined
  /** A refresh may bring a new ID token (OpenID Connect Core, section 12.2). None: it does not. */
  readonly reissueIdToken?:
    | ((request: TokenProcessIdTokenReissuable) => Effect.Effect<Option.Option<NewIdToken>, E, R>)
    | undefined
}
