/**
 * What all endpoints have in common: which methods they take, how their failures become responses, and CORS.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AllowedOrigins } from "./cors.js"
import { corsHeaders, preflight } from "./cors.js"
import type { ClientCertificates } from "./credentials.js"
import { noCertificates } from "./credentials.js"
import type { Own } from "./refusals.js"
import { methodNotAllowed, settle } from "./refusals.js"

/** The settings that endpoints share. */
export interface Settings {
  readonly cors: AllowedOrigins | undefined
  readonly maxBodyBytes: number
  readonly clientCertificates: ClientCertificates
  readonly allowPlainHttp: boolean
}

/** 64 KiB: more than the largest request objects need, and little enough for a server to read. */
export const defaultMaxBodyBytes = 65_536

export const settingsOf = (
  given: {
    readonly cors?: AllowedOrigins | undefined
    readonly maxBodyBytes?: number | undefined
    readonly clientCertificates?: ClientCertificates | undefined
    readonly allowPlainHttp?: boolean | undefined
  }
): Settings => ({
  cors: given.cors,
  maxBodyBytes: given.maxBodyBytes ?? defaultMaxBodyBytes,
  clientCertificates: given.clientCertificates ?? noCertificates,
  allowPlainHttp: given.allowPlainHttp ?? false
})

/** Makes an endpoint of what handles its requests. */
export const endpoint = <E, R>(
  methods: ReadonlyArray<string>,
  cors: AllowedOrigins | undefined,
  handle: (
    request: HttpServerRequest.HttpServerRequest
  ) => Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
): HttpApp.Default<Own<E>, Exclude<R, HttpServerRequest.HttpServerRequest>> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
    const allowed = preflight(cors, request, methods)
    if (allowed !== undefined) return Effect.succeed(allowed)
    const headers = corsHeaders(cors, request)
    const response = methods.includes(request.method)
      ? settle(Effect.suspend(() => handle(request)))
      : Effect.succeed(methodNotAllowed(methods))
    return Effect.map(response, (made) => HttpServerResponse.setHeaders(made, headers))
  }) as HttpApp.Default<Own<E>, Exclude<R, HttpServerRequest.HttpServerRequest>>
