/**
 * How a client application authenticates at an endpoint: what of its request goes to Authlete beside the parameters.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Redacted from "effect/Redacted"
import * as Result from "../edge/result.js"
import type { Settings } from "./endpoint.js"
import type { Parameters } from "./form.js"
import { readForm } from "./form.js"
import { partsOf, presentedToken } from "./presentedToken.js"
import { errorResponse, invalidClient, invalidRequest } from "./refusals.js"

/**
 * Whom a request says that it is from.
 *
 * @since 0.2.0
 * @category models
 */
export interface Credentials {
  readonly clientId: string
  /** Absent if it is blank: a public client has none. */
  readonly clientSecret: Redacted.Redacted | undefined
}

const formDecoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "))
  } catch {
    return undefined
  }
}

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const isPlain = (text: string) => !/[\0-\x1f\x7f]/.test(text)

/**
 * The credentials of a `Basic` header: Base64 of two texts with a colon between them, each form-encoded (RFC 6749, section
 * 2.3.1; RFC 7617, section 2). `undefined` if it holds none.
 */
export const basicCredentials = (authorization: string): Credentials | undefined => {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization.trim())?.[1]
  if (encoded === undefined) return undefined
  const bytes = Result.getOrUndefined(Encoding.decodeBase64(encoded))
  const text = bytes === undefined ? undefined : utf8(bytes)
  const colon = text?.indexOf(":") ?? -1
  if (text === undefined || colon < 1) return undefined
  const clientId = formDecoded(text.slice(0, colon))
  const clientSecret = formDecoded(text.slice(colon + 1))
  if (clientId === undefined || clientSecret === undefined || clientId.trim() === "") return undefined
  if (!isPlain(clientId) || !isPlain(clientSecret)) return undefined
  return { clientId, clientSecret: clientSecret === "" ? undefined : Redacted.make(clientSecret) }
}

/** What a request to Authlete says of the client application's authentication and of its DPoP proof. */
export interface ClientAuthentication {
  readonly clientId?: string
  readonly clientSecret?: Redacted.Redacted
  readonly clientCertificate?: string
  readonly clientCertificatePath?: ReadonlyArray<string>
  readonly oauthClientAttestation?: string
  readonly oauthClientAttestationPop?: string
}

interface Authenticating {
  readonly fields: ClientAuthentication
  /** Whether the `Authorization` header was used. */
  readonly byHeader: boolean
}

/**
 * The certificates that the client application presented in the TLS handshake: its own, then those above it, in PEM. None is
 * an empty list.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientCertificates = (request: HttpServerRequest.HttpServerRequest) => ReadonlyArray<string>

export const noCertificates: ClientCertificates = () => []

export const certificateFields = (
  request: HttpServerRequest.HttpServerRequest,
  certificatesOf: ClientCertificates
): Pick<ClientAuthentication, "clientCertificate" | "clientCertificatePath"> => {
  const [own, ...path] = certificatesOf(request)
  if (own === undefined) return {}
  return { clientCertificate: own, ...(path.length > 0 && { clientCertificatePath: path }) }
}

/** Of two headers, this server could read one, and a proxy before it the other. */
export const twoHeaders = invalidRequest("There must be one Authorization header.")

/** Ways to authenticate that stand in the body. */
const inBody = ["client_secret", "client_assertion", "client_assertion_type"]

/**
 * The credentials of a request. There must be one way to authenticate, or none (RFC 6749, section 2.3). Those in the body
 * are for Authlete to read.
 */
const readCredentials = (
  { values }: Parameters,
  certificatesOf: ClientCertificates
): Effect.Effect<Authenticating, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { headers } = request
    const attestation = headers["oauth-client-attestation"]
    const attestationPop = headers["oauth-client-attestation-pop"]
    const others: ClientAuthentication = {
      ...certificateFields(request, certificatesOf),
      ...(attestation !== undefined && { oauthClientAttestation: attestation }),
      ...(attestationPop !== undefined && { oauthClientAttestationPop: attestationPop })
    }
    const authorization = headers["authorization"]
    if (authorization === undefined) return { fields: others, byHeader: false }
    if (partsOf(request).isRepeated === true) return yield* Effect.fail(twoHeaders)
    const credentials = basicCredentials(authorization)
    if (credentials === undefined) {
      return yield* Effect.fail(invalidClient("The Authorization header does not hold Basic credentials."))
    }
    if (inBody.some((name) => values.has(name))) {
      return yield* Effect.fail(invalidRequest("The client must not authenticate in two ways at once."))
    }
    const named = values.get("client_id")
    if (named !== null && named !== "" && named !== credentials.clientId) {
      return yield* Effect.fail(invalidRequest("client_id is not that of the Authorization header."))
    }
    const { clientId, clientSecret } = credentials
    return { fields: { ...others, clientId, ...(clientSecret !== undefined && { clientSecret }) }, byHeader: true }
  })

/** The form that a client application posts. */
export interface ClientForm {
  readonly values: URLSearchParams
  /** For Authlete: the parameters as they came in, and what says who the client is. */
  readonly request: ClientAuthentication & { readonly parameters: string }
  /** For the response. */
  readonly asked: { readonly byHeader: boolean }
}

/** Reads the form that a client application posts, and how it authenticates. */
export const readClientForm = (
  { clientCertificates, maxBodyBytes }: Settings
): Effect.Effect<ClientForm, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function*() {
    const form = yield* readForm(maxBodyBytes)
    const { byHeader, fields } = yield* readCredentials(form, clientCertificates)
    return { values: form.values, request: { parameters: form.text, ...fields }, asked: { byHeader } }
  })

export interface Proof {
  readonly dpop?: Redacted.Redacted
  readonly htm?: string
}

/**
 * The DPoP proof of a request, if it has one, for Authlete to check (RFC 9449, section 5). The URL is left out: behind a
 * proxy this server does not know it, and Authlete takes the one that the service has for the endpoint.
 */
export const readProof: Effect.Effect<
  Proof,
  HttpServerResponse.HttpServerResponse,
  HttpServerRequest.HttpServerRequest
> = Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers, method }) => {
  const dpop = headers["dpop"]
  if (dpop === undefined) return Effect.succeed({})
  const presented = presentedToken({ authorization: "DPoP -", dpop })
  return presented._tag === "Token" && presented.proof !== undefined
    ? Effect.succeed({ dpop: presented.proof, htm: method })
    : Effect.fail(errorResponse(400, "invalid_dpop_proof", "The DPoP header must hold one JWT."))
})
