/**
 * Raw calls of the emulator, independent of this library's client, over either transport.
 */
import { HttpClient, HttpClientRequest, HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { it } from "@effect/vitest"
import { Effect, Layer, TestClock } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"

export const confidential = 26888344961664
export const confidentialSecret = "emulator-client-secret"
export const documented = 26478243745571
export const publicClient = 26862190133482

/** What a test may use. */
export type Environment = AuthleteEmulator.AuthleteEmulator | HttpClient.HttpClient

export type Test = (
  name: string,
  effect: () => Effect.Effect<unknown, unknown, Environment>,
  options?: AuthleteEmulator.Options
) => void

export interface Transport {
  readonly name: string
  readonly layer: (options?: AuthleteEmulator.Options) => Layer.Layer<Environment>
  readonly test: Test
}

const withOrigin = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(HttpClient.HttpClient, HttpClient.mapRequest(HttpClientRequest.prependUrl("https://us.authlete.com")))
)

const layerInProcess = (options?: AuthleteEmulator.Options) =>
  Layer.provideMerge(withOrigin, AuthleteEmulator.layer(options))

export const inProcess: Transport = {
  name: "in process",
  layer: layerInProcess,
  test: (name, effect, options) => it.effect(name, () => Effect.provide(effect(), layerInProcess(options)))
}

const layerOverSocket = (options?: AuthleteEmulator.Options) =>
  HttpServer.serve(AuthleteEmulator.httpApp).pipe(
    Layer.provideMerge(AuthleteEmulator.layerServer(options)),
    Layer.provideMerge(NodeHttpServer.layerTest),
    Layer.orDie
  )

export const overSocket: Transport = {
  name: "over a socket",
  layer: layerOverSocket,
  test: (name, effect, options) => it.live(name, () => Effect.provide(effect(), layerOverSocket(options)))
}

export const transports = [inProcess, overSocket]

/** A response that was read, whose body is JSON. */
export interface JsonResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body as JSON; an empty object if it is none. */
  readonly body: Readonly<Record<string, unknown>>
}

const parsed = (text: string) => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** Sends a request as it is. */
export const send = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.gen(function*() {
    const response = yield* HttpClient.execute(request)
    const text = yield* response.text
    const read: JsonResponse = { status: response.status, headers: response.headers, text, body: parsed(text) }
    return read
  })

export const path = (rest: string, serviceId: string = AuthleteEmulator.defaultServiceId) => `/api/${serviceId}${rest}`

const authorized = HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken)

export const post = (rest: string, body: object) =>
  HttpClientRequest.post(path(rest)).pipe(authorized, HttpClientRequest.bodyUnsafeJson(body), send)

export const postText = (rest: string, text: string, contentType: string) =>
  HttpClientRequest.post(path(rest)).pipe(authorized, HttpClientRequest.bodyText(text, contentType), send)

export const postForm = (rest: string, form: Readonly<Record<string, string>>) =>
  HttpClientRequest.post(path(rest)).pipe(authorized, HttpClientRequest.bodyUrlParams(form), send)

type Query = Readonly<Record<string, string | number>>

export const get = (rest: string, query: Query = {}) =>
  HttpClientRequest.get(path(rest)).pipe(authorized, HttpClientRequest.setUrlParams(query), send)

export const del = (rest: string, query: Query = {}) =>
  HttpClientRequest.del(path(rest)).pipe(authorized, HttpClientRequest.setUrlParams(query), send)

export const list = (query: Readonly<Record<string, string | number>> = {}) =>
  HttpClientRequest.get(path("/auth/token/get/list")).pipe(
    authorized,
    HttpClientRequest.setUrlParams(query),
    send
  )

export const remove = (identifier: string) =>
  HttpClientRequest.del(path(`/auth/token/delete/${encodeURIComponent(identifier)}`)).pipe(authorized, send)

export const create = (fields: object = {}) =>
  post("/auth/token/create", {
    grantType: "AUTHORIZATION_CODE",
    clientId: confidential,
    subject: "john",
    scopes: ["history.read"],
    ...fields
  })

export const introspect = (token: unknown, fields: object = {}) => post("/auth/introspection", { token, ...fields })

/** What a client application sends, as the authorization server passes it on. */
export const parameters = (form: Readonly<Record<string, string>>) => new URLSearchParams(form).toString()

const credentials = { clientId: String(confidential), clientSecret: confidentialSecret }

export const token = (form: Readonly<Record<string, string>>, fields: object = {}) =>
  post("/auth/token", { parameters: parameters(form), ...credentials, ...fields })

export const revocation = (form: Readonly<Record<string, string>>, fields: object = {}) =>
  post("/auth/revocation", { parameters: parameters(form), ...credentials, ...fields })

/** The response's `responseContent`, which is JSON for the client application. */
export const content = ({ body }: JsonResponse): Readonly<Record<string, unknown>> =>
  JSON.parse(String(body["responseContent"]))

export const password = token({ grant_type: "password", username: "john", password: "secret", scope: "history.read" })

export const ticket = Effect.map(password, ({ body }) => String(body["ticket"]))

/** The entries of a list. */
export const listed = ({ body }: JsonResponse): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  const tokens = body["accessTokens"]
  return Array.isArray(tokens) ? tokens : []
}

export const firstListed = Effect.map(list(), (response) => listed(response)[0] ?? {})

/** For tests that run in process: over a socket the clock is the real one. */
export const setClock = (millis: number) => TestClock.setTime(millis)
