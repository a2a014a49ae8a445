/**
 * OpenID for Verifiable Credential Issuance: what a credential issuer asks Authlete, from the offer to the credential.
 *
 * A credential endpoint calls three operations: `Introspection.process` for the access token and what it is bound to,
 * `parse` for what the wallet asks for, and `issue` with what the credential is to say. The endpoints for batches and
 * for deferred credentials do the same with `batchParse` and `batchIssue`, and with `deferredParse` and
 * `deferredIssue`.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import { compact } from "./internal/models/documentRequest.js"
import type {
  VciBatchIssueRequest,
  VciBatchIssueResponse
} from "./internal/operations/verifiableCredentials/batchIssue.js"
import { verifiableCredentialsBatchIssue } from "./internal/operations/verifiableCredentials/batchIssue.js"
import type {
  VciBatchParseRequest,
  VciBatchParseResponse
} from "./internal/operations/verifiableCredentials/batchParse.js"
import { verifiableCredentialsBatchParse } from "./internal/operations/verifiableCredentials/batchParse.js"
import type {
  VciOfferCreateRequest,
  VciOfferCreateResponse
} from "./internal/operations/verifiableCredentials/createOffer.js"
import { verifiableCredentialsCreateOffer } from "./internal/operations/verifiableCredentials/createOffer.js"
import type {
  VciDeferredIssueRequest,
  VciDeferredIssueResponse
} from "./internal/operations/verifiableCredentials/deferredIssue.js"
import { verifiableCredentialsDeferredIssue } from "./internal/operations/verifiableCredentials/deferredIssue.js"
import type {
  VciDeferredParseRequest,
  VciDeferredParseResponse
} from "./internal/operations/verifiableCredentials/deferredParse.js"
import { verifiableCredentialsDeferredParse } from "./internal/operations/verifiableCredentials/deferredParse.js"
import type {
  VciSingleIssueRequest,
  VciSingleIssueResponse
} from "./internal/operations/verifiableCredentials/issue.js"
import { verifiableCredentialsIssue } from "./internal/operations/verifiableCredentials/issue.js"
import type { VciJwksResponse } from "./internal/operations/verifiableCredentials/jwks.js"
import { verifiableCredentialsJwks } from "./internal/operations/verifiableCredentials/jwks.js"
import type { VciJwtIssuerResponse } from "./internal/operations/verifiableCredentials/jwtIssuer.js"
import { verifiableCredentialsJwtIssuer } from "./internal/operations/verifiableCredentials/jwtIssuer.js"
import type { VciMetadataResponse } from "./internal/operations/verifiableCredentials/metadata.js"
import { verifiableCredentialsMetadata } from "./internal/operations/verifiableCredentials/metadata.js"
import type { VciNonceResponse } from "./internal/operations/verifiableCredentials/nonce.js"
import { verifiableCredentialsNonce } from "./internal/operations/verifiableCredentials/nonce.js"
import type {
  VciOfferInfoRequest,
  VciOfferInfoResponse
} from "./internal/operations/verifiableCredentials/offerInfo.js"
import { verifiableCredentialsOfferInfo } from "./internal/operations/verifiableCredentials/offerInfo.js"
import type {
  VciSingleParseRequest,
  VciSingleParseResponse
} from "./internal/operations/verifiableCredentials/parse.js"
import { verifiableCredentialsParse } from "./internal/operations/verifiableCredentials/parse.js"

export { CredentialIssuanceOrder } from "./internal/models/credentialIssuanceOrder.js"
export { CredentialOffer } from "./internal/models/credentialOffer.js"
export { CredentialOfferInfo, TxCodeInputMode } from "./internal/models/credentialOfferInfo.js"
export { CredentialRequestInfo } from "./internal/models/credentialRequestInfo.js"
export { Property } from "./internal/models/property.js"
export { VciBatchIssueRequest, VciBatchIssueResponse } from "./internal/operations/verifiableCredentials/batchIssue.js"
export type {
  VciBatchIssueAccepted,
  VciBatchIssueAcceptedJwt,
  VciBatchIssueBadRequest,
  VciBatchIssueCallerError,
  VciBatchIssueForbidden,
  VciBatchIssueInternalServerError,
  VciBatchIssueOk,
  VciBatchIssueOkJwt,
  VciBatchIssueUnauthorized
} from "./internal/operations/verifiableCredentials/batchIssue.js"
export { VciBatchParseRequest, VciBatchParseResponse } from "./internal/operations/verifiableCredentials/batchParse.js"
export type {
  VciBatchParseBadRequest,
  VciBatchParseForbidden,
  VciBatchParseInternalServerError,
  VciBatchParseOk,
  VciBatchParseUnauthorized
} from "./internal/operations/verifiableCredentials/batchParse.js"
export {
  VciOfferCreateRequest,
  VciOfferCreateResponse
} from "./internal/operations/verifiableCredentials/createOffer.js"
export {
  VciDeferredIssueRequest,
  VciDeferredIssueResponse
} from "./internal/operations/verifiableCredentials/deferredIssue.js"
export type {
  VciDeferredIssueAccepted,
  VciDeferredIssueAcceptedJwt,
  VciDeferredIssueBadRequest,
  VciDeferredIssueCallerError,
  VciDeferredIssueForbidden,
  VciDeferredIssueInternalServerError,
  VciDeferredIssueOk,
  VciDeferredIssueOkJwt
} from "./internal/operations/verifiableCredentials/deferredIssue.js"
export {
  VciDeferredParseRequest,
  VciDeferredParseResponse
} from "./internal/operations/verifiableCredentials/deferredParse.js"
export type {
  VciDeferredParseBadRequest,
  VciDeferredParseForbidden,
  VciDeferredParseInternalServerError,
  VciDeferredParseOk,
  VciDeferredParseUnauthorized
} from "./internal/operations/verifiableCredentials/deferredParse.js"
export { VciSingleIssueRequest, VciSingleIssueResponse } from "./internal/operations/verifiableCredentials/issue.js"
export type {
  VciSingleIssueAccepted,
  VciSingleIssueAcceptedJwt,
  VciSingleIssueBadRequest,
  VciSingleIssueCallerError,
  VciSingleIssueForbidden,
  VciSingleIssueInternalServerError,
  VciSingleIssueOk,
  VciSingleIssueOkJwt,
  VciSingleIssueUnauthorized
} from "./internal/operations/verifiableCredentials/issue.js"
export { VciJwksResponse } from "./internal/operations/verifiableCredentials/jwks.js"
export type {
  VciJwksInternalServerError,
  VciJwksNotFound,
  VciJwksOk
} from "./internal/operations/verifiableCredentials/jwks.js"
export { VciJwtIssuerResponse } from "./internal/operations/verifiableCredentials/jwtIssuer.js"
export type {
  VciJwtIssuerInternalServerError,
  VciJwtIssuerNotFound,
  VciJwtIssuerOk
} from "./internal/operations/verifiableCredentials/jwtIssuer.js"
export { VciMetadataResponse } from "./internal/operations/verifiableCredentials/metadata.js"
export type {
  VciMetadataInternalServerError,
  VciMetadataNotFound,
  VciMetadataOk
} from "./internal/operations/verifiableCredentials/metadata.js"
export { VciNonceResponse } from "./internal/operations/verifiableCredentials/nonce.js"
export type {
  VciNonceInternalServerError,
  VciNonceNotFound,
  VciNonceOk
} from "./internal/operations/verifiableCredentials/nonce.js"
export { VciOfferInfoRequest, VciOfferInfoResponse } from "./internal/operations/verifiableCredentials/offerInfo.js"
export { VciSingleParseRequest, VciSingleParseResponse } from "./internal/operations/verifiableCredentials/parse.js"
export type {
  VciSingleParseBadRequest,
  VciSingleParseForbidden,
  VciSingleParseInternalServerError,
  VciSingleParseOk,
  VciSingleParseUnauthorized
} from "./internal/operations/verifiableCredentials/parse.js"

/**
 * Gives the metadata of the credential issuer, for `/.well-known/openid-credential-issuer`.
 *
 * `POST /api/{serviceId}/vci/metadata`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Match } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const respond = (status: number) => ({ responseContent = "" }: { readonly responseContent?: string }) =>
 *   HttpServerResponse.text(responseContent, { status, contentType: "application/json" })
 *
 * const endpoint = VerifiableCredentials.metadata().pipe(
 *   Effect.map(
 *     Match.type<VerifiableCredentials.VciMetadataResponse>().pipe(
 *       Match.discriminatorsExhaustive("action")({
 *         OK: respond(200),
 *         NOT_FOUND: respond(404),
 *         INTERNAL_SERVER_ERROR: respond(500)
 *       })
 *     )
 *   )
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const metadata = (): Effect.Effect<VciMetadataResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsMetadata, compact)

/**
 * Gives the metadata of the JWT VC issuer, for `/.well-known/jwt-vc-issuer`: where the keys are that credentials in JWT
 * form are signed with.
 *
 * `POST /api/{serviceId}/vci/jwtissuer`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const document = VerifiableCredentials.jwtIssuer().pipe(
 *   Effect.map((response) => response.action === "OK" ? response.responseContent : undefined)
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const jwtIssuer = (): Effect.Effect<VciJwtIssuerResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsJwtIssuer, compact)

/**
 * Gives the public keys that credentials are signed with, for the credential issuer's JWK Set endpoint.
 *
 * `POST /api/{serviceId}/vci/jwks`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const document = VerifiableCredentials.jwks().pipe(
 *   Effect.map((response) => response.action === "OK" ? response.responseContent : undefined)
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const jwks = (): Effect.Effect<VciJwksResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsJwks, compact)

/**
 * Gives a nonce for the key proofs of wallets, for the nonce endpoint. Needs Authlete 3.0.22.
 *
 * `POST /api/{serviceId}/vci/nonce`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const nonce = VerifiableCredentials.nonce().pipe(
 *   Effect.map((response) => response.action === "OK" ? response.cnonce : undefined)
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const nonce = (): Effect.Effect<VciNonceResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsNonce, compact)

/**
 * Makes a credential offer for a resource owner: by value, to hand to the wallet, and with an identifier to refer to it
 * by. An offer that Authlete does not make is an error: `Forbidden` if the service does not issue verifiable
 * credentials, `BadRequest` if the request is wrong.
 *
 * `POST /api/{serviceId}/vci/offer/create`. Any `action` but `CREATED` is an error. Sent again only if Authlete
 * certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const offer = VerifiableCredentials.createOffer({
 *   subject: "john",
 *   credentialConfigurationIds: ["UniversityDegree"],
 *   preAuthorizedCodeGrantIncluded: true,
 *   txCode: "493536",
 *   txCodeInputMode: "numeric",
 *   duration: 300
 * }).pipe(
 *   Effect.map(({ info }) => new URLSearchParams({ credential_offer: Redacted.value(info.credentialOffer) })),
 *   Effect.map((query) => `openid-credential-offer://?${query}`)
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const createOffer = (
  request: VciOfferCreateRequest
): Effect.Effect<VciOfferCreateResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsCreateOffer, request)

/**
 * Looks a credential offer up by its identifier, for an endpoint that wallets are sent to by `credential_offer_uri`:
 * respond with 200 and `info.credentialOffer` as JSON. An offer that does not exist, or has expired, is the error
 * `NotFound`.
 *
 * `POST /api/{serviceId}/vci/offer/info`. Any `action` but `OK` is an error. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Redacted } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const offerEndpoint = (identifier: string) =>
 *   VerifiableCredentials.offerInfo({ identifier }).pipe(
 *     Effect.map(({ info }) =>
 *       HttpServerResponse.text(Redacted.value(info.credentialOffer), {
 *         contentType: "application/json",
 *         headers: { "cache-control": "no-store" }
 *       })
 *     ),
 *     Effect.catchTag("NotFound", () => Effect.succeed(HttpServerResponse.empty({ status: 404 })))
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const offerInfo = (
  request: VciOfferInfoRequest
): Effect.Effect<VciOfferInfoResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsOfferInfo, request)

/**
 * Reads a credential request. With the action `OK`, call `issue` next; the other actions say how to refuse the request.
 * Call `Introspection.process` first: only that checks the access token in full.
 *
 * `POST /api/{serviceId}/vci/single/parse`. Sent again only if Authlete certainly did not do it. Key proofs hold
 * nonces, which may be good for one use.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const credential = (accessToken: string, requestContent: string, claims: object) =>
 *   Effect.gen(function*() {
 *     const parsed = yield* VerifiableCredentials.parse({ accessToken, requestContent })
 *     if (parsed.action !== "OK") return parsed
 *     return yield* VerifiableCredentials.issue({
 *       accessToken,
 *       order: { requestIdentifier: parsed.info.identifier, credentialPayload: JSON.stringify(claims) }
 *     })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const parse = (
  request: VciSingleParseRequest
): Effect.Effect<VciSingleParseResponse, AuthleteError, AuthleteClient> => execute(verifiableCredentialsParse, request)

/**
 * Issues a credential, or a transaction id in its place, for a credential request that `parse` read. The actions say
 * how to respond to the wallet.
 *
 * `POST /api/{serviceId}/vci/single/issue`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const later = (accessToken: string, info: VerifiableCredentials.CredentialRequestInfo) =>
 *   VerifiableCredentials.issue({
 *     accessToken,
 *     order: { requestIdentifier: info.identifier, issuanceDeferred: true },
 *     interval: 3600
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const issue = (
  request: VciSingleIssueRequest
): Effect.Effect<VciSingleIssueResponse, AuthleteError, AuthleteClient> => execute(verifiableCredentialsIssue, request)

/**
 * Reads a batch credential request. With the action `OK`, call `batchIssue` next; the other actions say how to refuse
 * the request. The batch credential endpoint is in Implementer's Draft 1 of the specification, no longer in 1.0.
 *
 * `POST /api/{serviceId}/vci/batch/parse`. Sent again only if Authlete certainly did not do it. Key proofs hold
 * nonces, which may be good for one use.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const credentials = (accessToken: string, requestContent: string, claims: object) =>
 *   Effect.gen(function*() {
 *     const parsed = yield* VerifiableCredentials.batchParse({ accessToken, requestContent })
 *     if (parsed.action !== "OK") return parsed
 *     const credentialPayload = JSON.stringify(claims)
 *     return yield* VerifiableCredentials.batchIssue({
 *       accessToken,
 *       orders: parsed.info.map(({ identifier }) => ({ requestIdentifier: identifier, credentialPayload }))
 *     })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const batchParse = (
  request: VciBatchParseRequest
): Effect.Effect<VciBatchParseResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsBatchParse, request)

/**
 * Issues credentials, or transaction ids in their place, for a batch credential request that `batchParse` read. The
 * actions say how to respond to the wallet.
 *
 * `POST /api/{serviceId}/vci/batch/issue`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const later = (accessToken: string, infos: ReadonlyArray<VerifiableCredentials.CredentialRequestInfo>) =>
 *   VerifiableCredentials.batchIssue({
 *     accessToken,
 *     orders: infos.map(({ identifier }) => ({ requestIdentifier: identifier, issuanceDeferred: true }))
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const batchIssue = (
  request: VciBatchIssueRequest
): Effect.Effect<VciBatchIssueResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsBatchIssue, request)

/**
 * Reads a deferred credential request: finds the request that the wallet's transaction id is about. With the action
 * `OK`, call `deferredIssue` next; the other actions say how to refuse the request.
 *
 * `POST /api/{serviceId}/vci/deferred/parse`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const credential = (accessToken: string, requestContent: string, claims: object) =>
 *   Effect.gen(function*() {
 *     const parsed = yield* VerifiableCredentials.deferredParse({ accessToken, requestContent })
 *     if (parsed.action !== "OK") return parsed
 *     return yield* VerifiableCredentials.deferredIssue({
 *       order: { requestIdentifier: parsed.info.identifier, credentialPayload: JSON.stringify(claims) }
 *     })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const deferredParse = (
  request: VciDeferredParseRequest
): Effect.Effect<VciDeferredParseResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsDeferredParse, request)

/**
 * Issues the credential for a transaction id that `deferredParse` found, or defers it further. The actions say how to
 * respond to the wallet.
 *
 * `POST /api/{serviceId}/vci/deferred/issue`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { VerifiableCredentials } from "effect-authlete"
 *
 * const notYet = ({ identifier }: VerifiableCredentials.CredentialRequestInfo) =>
 *   VerifiableCredentials.deferredIssue({
 *     order: { requestIdentifier: identifier, issuanceDeferred: true },
 *     interval: 3600
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const deferredIssue = (
  request: VciDeferredIssueRequest
): Effect.Effect<VciDeferredIssueResponse, AuthleteError, AuthleteClient> =>
  execute(verifiableCredentialsDeferredIssue, request)
