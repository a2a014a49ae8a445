/**
 * What the client is made to ask the emulator: whole lives of tokens, requests that fail in every way, and any requests
 * at all that the schemas allow.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as AuthleteClient from "effect-authlete/AuthleteClient"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as Introspection from "effect-authlete/Introspection"
import * as RetryPolicy from "effect-authlete/RetryPolicy"
import * as Revocation from "effect-authlete/Revocation"
import * as Tokens from "effect-authlete/Tokens"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import type { AnyOperation } from "./contract.js"
import { operations } from "./contract.js"
import { flows } from "./flows.js"
import type { Exchange } from "./recorder.js"
import { recording } from "./recorder.js"
import { requests } from "./values.js"

const clientId = 26888344961664
const credentials = { clientId: String(clientId), clientSecret: "emulator-client-secret" }
const limitedToken = "introspection-only"

const parameters = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

const password = Tokens.process({
  parameters: parameters({ grant_type: "password", username: "john", password: "secret", scope: "history.read" }),
  properties: [{ key: "device", value: "phone" }],
  ...credentials
})

const ticket = Effect.map(
  password,
  (response) => response.action === "PASSWORD" ? Redacted.value(response.ticket ?? Redacted.make("")) : ""
)

const created = Effect.map(
  Tokens.create({
    grantType: "AUTHORIZATION_CODE",
    clientIdentifier: "demo",
    subject: "john",
    scopes: ["history.read"],
    properties: [{ key: "tenant", value: "7", hidden: true }],
    authorizationDetails: { elements: [{ type: "payment", otherFields: "{\"amount\":1}" }] },
    resources: ["https://api.example.com"],
    acr: "loa2",
    authTime: 1_640_000_000,
    sessionId: "session",
    forExternalAttachment: true
  }),
  ({ accessToken, refreshToken }) => ({
    accessToken: Redacted.value(accessToken ?? Redacted.make("")),
    refreshToken: Redacted.value(refreshToken ?? Redacted.make(""))
  })
)

/** Lives of tokens. All of it is expected to work. */
const lives = Effect.gen(function*() {
  for (const issue of [Tokens.issue, Tokens.issueForm]) yield* issue({ ticket: yield* ticket, subject: "john" })
  for (const fail of [Tokens.fail, Tokens.failForm]) {
    yield* fail({ ticket: yield* ticket, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" })
    yield* fail({ ticket: "unknown", reason: "UNKNOWN" })
  }
  for (
    const form of [
      { grant_type: "client_credentials" },
      { grant_type: "refresh_token", refresh_token: (yield* created).refreshToken },
      { grant_type: "refresh_token", refresh_token: "unknown" },
      { grant_type: "authorization_code", code: "unknown" },
      { grant_type: "unknown" }
    ]
  ) {
    yield* Tokens.process({ parameters: parameters(form), ...credentials })
    yield* Tokens.process({ parameters: parameters(form), ...credentials, clientSecret: "wrong" })
  }

  const { accessToken, refreshToken } = yield* created
  yield* Tokens.list()
  yield* Tokens.list({ clientIdentifier: "demo", subject: "john", tokenStatus: "VALID", start: 0, end: 2 })
  yield* Tokens.count({ subject: "john" })
  for (const update of [Tokens.update, Tokens.updateForm]) {
    yield* update({ accessToken, scopes: ["history.read"], accessTokenExpiresAtUpdatedOnScopeUpdate: true })
  }
  yield* Introspection.process({ token: accessToken, scopes: ["history.read"], subject: "john" })
  yield* Introspection.process({ token: accessToken, scopes: ["email"] })
  yield* Introspection.process({ token: accessToken, subject: "jane" })
  yield* Introspection.process({ token: "unknown" })
  for (
    const form of [{ token: accessToken }, { token: refreshToken, token_type_hint: "refresh_token" }, { token: "?" }]
  ) {
    yield* Introspection.standardProcess({ parameters: parameters(form) })
  }
  yield* Introspection.standardProcess({ parameters: "nothing=here" })
  for (const revocation of [Revocation.process, Revocation.processForm]) {
    const form = parameters({ token: (yield* created).accessToken })
    yield* revocation({ parameters: form, ...credentials, clientSecret: "wrong" })
    yield* revocation({ parameters: form, ...credentials })
    yield* revocation({ parameters: "nothing=here", ...credentials })
  }
  for (const revoke of [Tokens.revoke, Tokens.revokeForm]) {
    yield* revoke({ accessTokenIdentifier: (yield* created).accessToken })
    yield* revoke({ refreshTokenIdentifier: (yield* created).refreshToken })
    yield* revoke({ clientIdentifier: "demo", subject: "nobody" })
  }
  yield* Tokens.createForm({ grantType: "CLIENT_CREDENTIALS", clientId, scopes: ["history.read", "timeline.read"] })
  yield* Tokens.delete(accessToken)
})

/** Requests that Authlete refuses. */
const refused = [
  Tokens.delete("unknown"),
  Tokens.revoke({ accessTokenIdentifier: "unknown" }),
  Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 1 }),
  Tokens.createForm({ grantType: "CLIENT_CREDENTIALS", clientId: 1 }),
  Tokens.update({ accessToken: "unknown" }),
  Tokens.updateForm({ accessToken: "unknown" }),
  Tokens.list({ clientIdentifier: "unknown" }),
  Tokens.list({ start: 2, end: 1 })
]

/** What makes any request of an operation likely to be accepted. */
const likely = (name: string): Effect.Effect<object, unknown, AuthleteClient.AuthleteClient> => {
  switch (name.replace(/Form$/, "")) {
    case "tokens.create":
      return Effect.succeed({ clientId, clientIdentifier: undefined, grantType: "AUTHORIZATION_CODE", subject: "john" })
    case "tokens.update":
      return Effect.map(created, ({ accessToken }) => ({ accessToken }))
    case "tokens.issue":
    case "tokens.fail":
      return Effect.map(ticket, (ticket) => ({ ticket }))
    case "tokens.process":
    case "revocation.process":
      return Effect.succeed({ ...credentials, parameters: "grant_type=client_credentials&token=unknown" })
    case "tokens.list":
      return Effect.succeed({ clientIdentifier: "demo", start: 0, end: 3 })
    case "introspection.process":
      return Effect.map(created, ({ accessToken }) => ({ token: accessToken }))
    case "introspection.standardProcess":
      return Effect.map(created, ({ accessToken }) => ({ parameters: parameters({ token: accessToken }) }))
    default:
      return Effect.succeed({})
  }
}

const numRuns = 40

/** The same ones each time. */
const anyRequests = ({ encoding, request }: AnyOperation) =>
  fc.sample(requests(request, { form: encoding.name === "form" }), { numRuns, seed: 20_251_121 })

/** The client that the emulator knows, under the names of the variables of a path. */
const namedIn = (path: string) =>
  Object.fromEntries(Array.from(path.matchAll(/\{(client\w+)\}/g), ([, name = ""]) => [name, clientId]))

const anything = Effect.forEach(
  operations,
  (operation) =>
    Effect.zipRight(
      // Each operation finds the service as it was at first: one of them deletes it.
      Effect.flatMap(AuthleteEmulator.AuthleteEmulator, ({ reset }) => reset),
      Effect.forEach(anyRequests(operation), (request, index) =>
        Effect.gen(function*() {
          const isObject = typeof request === "object" && request !== null
          const named = namedIn(operation.path)
          const fields = index % 2 !== 0
            ? request
            : isObject
            ? { ...request, ...named, ...yield* likely(operation.name) }
            : Object.values(named)[0] ?? request
          yield* Effect.ignore(AuthleteClient.execute(operation, fields))
        }))
    )
)

/** One valid request of each operation, for the failures that no request brings about. */
const oneOfEach = Effect.forEach(
  operations,
  (operation) => Effect.ignore(Effect.suspend(() => AuthleteClient.execute(operation, anyRequests(operation)[0])))
)

const scripted = Effect.gen(function*() {
  const emulator = yield* AuthleteEmulator.AuthleteEmulator
  for (const status of [400, 401, 403, 500]) {
    yield* emulator.failNext({ status, times: operations.length })
    yield* oneOfEach
  }
})

/** Requests as this library does not send them. */
const spoilt = Effect.gen(function*() {
  const client = yield* HttpClient.HttpClient
  const api = `https://us.authlete.com/api/${AuthleteEmulator.defaultServiceId}`
  const authorized = HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken)
  for (const { method, path } of operations.filter(({ encoding }) => encoding.name === "json")) {
    const request = authorized(HttpClientRequest.make(method as "POST")(`${api}${path}`))
    yield* client.execute(HttpClientRequest.bodyText(request, "{", "application/json"))
    yield* client.execute(
      HttpClientRequest.bodyText(request, "{\"ticket\":{},\"token\":[],\"clientId\":\"x\"}", "application/json")
    )
    yield* client.execute(HttpClientRequest.bodyText(request, "{}", "application/json"))
    yield* client.execute(HttpClientRequest.bodyText(request, "{}", "text/plain"))
    yield* client.execute(request)
    yield* client.execute(authorized(HttpClientRequest.put(`${api}${path}`)))
    yield* client.execute(HttpClientRequest.post(`${api}${path}`))
  }
  yield* client.execute(authorized(HttpClientRequest.get(`${api}/nothing`)))
})

const options: AuthleteEmulator.Options = { accessTokens: [{ token: limitedToken, rights: ["USE_INTROSPECTION"] }] }

/** Makes all the calls, and gives what went over the wire. */
export const calls = Effect.gen(function*() {
  const exchanges: Array<Exchange> = []
  const client = (settings: { readonly serviceId?: string; readonly accessToken?: string }) =>
    Effect.provideServiceEffect(
      AuthleteClient.AuthleteClient,
      AuthleteClient.make({
        serviceId: settings.serviceId ?? AuthleteEmulator.defaultServiceId,
        accessToken: Redacted.make(settings.accessToken ?? AuthleteEmulator.defaultAccessToken),
        retryPolicy: RetryPolicy.none,
        transformClient: recording(exchanges, true)
      })
    )
  yield* client({})(lives)
  yield* client({})(flows)
  yield* client({})(Effect.forEach(refused, (call) => Effect.ignore(call)))
  yield* client({})(anything)
  yield* Effect.flatMap(AuthleteEmulator.AuthleteEmulator, ({ reset }) => reset)
  yield* client({})(scripted)
  yield* client({ accessToken: "wrong" })(oneOfEach)
  yield* client({ accessToken: limitedToken })(oneOfEach)
  yield* client({ serviceId: "1" })(oneOfEach)
  yield* Effect.updateService(spoilt, HttpClient.HttpClient, recording(exchanges, false))
  return exchanges
}).pipe(Effect.provide(AuthleteEmulator.layer(options)))
