/**
 * Requests to endpoints as a web server gives them, on an Authlete that responds with what a test says.
 */
import type { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { HttpApp } from "@effect/platform"
import { Cause, Effect, Layer, Logger, Option, Schema } from "effect"
import { AuthleteClient, AuthleteError, AuthorizationServer } from "effect-authlete"

/** A call to Authlete, by the name of the operation and as the request stands on the wire. */
export interface Call {
  readonly name: string
  readonly request: Readonly<Record<string, unknown>>
}

export type Reply = Readonly<Record<string, unknown>> | AuthleteError.AuthleteError

/** What Authlete responds with, by the name of the operation. */
export type Replies = Readonly<Record<string, Reply>>

/** An Authlete that keeps the calls. An operation that no reply is there for is not expected. */
export const authlete = (replies: Replies, calls: Array<Call> = []): Layer.Layer<AuthleteClient.AuthleteClient> =>
  Layer.succeed(AuthleteClient.AuthleteClient, {
    execute: (operation, request) =>
      Effect.gen(function*() {
        const encoded = yield* Effect.orDie(Schema.encode(operation.request)(request))
        calls.push({ name: operation.name, request: encoded as Call["request"] })
        const reply = replies[operation.name]
        if (reply === undefined) return yield* Effect.dieMessage(`${operation.name} was not expected`)
        if (AuthleteError.isAuthleteError(reply)) return yield* Effect.fail(reply)
        return yield* Effect.orDie(Schema.decodeUnknown(operation.response)(reply))
      })
  })

export const john: AuthorizationServer.Session = { subject: "john", authTime: 1_700_000_000 }

/** Services that know john, and show a page that names the request. */
export const services = (session: Option.Option<AuthorizationServer.Session> = Option.none()) =>
  Layer.mergeAll(
    Layer.succeed(AuthorizationServer.Interaction, {
      session: Effect.succeed(session),
      present: (pending) => HttpApp.fromWebHandler(() => Promise.resolve(Response.json(pending))).pipe(Effect.orDie)
    }),
    Layer.succeed(AuthorizationServer.ResourceOwners, {
      authenticate: ({ username }) => Effect.succeed(Option.liftPredicate((name: string) => name === "john")(username)),
      claims: ({ subject }) =>
        Effect.succeed(subject === "john" ? Option.some({ name: "John", email: "john@example.com" }) : Option.none())
    }),
    Layer.succeed(AuthorizationServer.ResourceServers, {
      authenticate: (credentials) =>
        Effect.succeed(Option.as(Option.filter(credentials, ({ clientId }) => clientId === "history-api"), {}))
    })
  )

/** A response that was read, as a test compares it. */
export interface ReadResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: ReadonlyArray<string>
  readonly body: string
}

const readOf = (response: Response): Effect.Effect<ReadResponse> =>
  Effect.map(Effect.promise(() => response.text()), (body) => ({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    cookies: response.headers.getSetCookie(),
    body
  }))

type Services =
  | AuthleteClient.AuthleteClient
  | AuthorizationServer.Interaction
  | AuthorizationServer.ResourceOwners
  | AuthorizationServer.ResourceServers

/** Sends a request to an app, on the clock and with the logger of the test. */
export const ask = <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  request: Request
): Effect.Effect<ReadResponse, never, Exclude<R, HttpServerRequest.HttpServerRequest>> =>
  Effect.gen(function*() {
    const runtime = yield* Effect.runtime<Exclude<R, HttpServerRequest.HttpServerRequest>>()
    const handler = HttpApp.toWebHandlerRuntime(runtime)(app as HttpApp.Default<E>)
    return yield* readOf(yield* Effect.promise(() => handler(request)))
  })

/** The same on an Authlete with these replies. */
export const askWith = <E>(
  app: HttpApp.Default<E, Services>,
  request: Request,
  replies: Replies = {},
  { calls, session }: {
    readonly calls?: Array<Call>
    readonly session?: Option.Option<AuthorizationServer.Session>
  } = {}
): Effect.Effect<ReadResponse> =>
  ask(app, request).pipe(Effect.provide(Layer.merge(authlete(replies, calls), services(session))))

/** The same, with the calls to Authlete. */
export const recorded = (
  app: Parameters<typeof askWith>[0],
  request: Request,
  replies: Replies
) => {
  const calls: Array<Call> = []
  return Effect.map(askWith(app, request, replies, { calls }), (response) => ({ ...response, calls }))
}

/** An access token, and a DPoP proof, as far as their shape goes. */
export const token = "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z"
export const proof = "aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl"

export const claimed = {
  "userInfo.process": { action: "OK", subject: "john", claims: ["name", "phone_number"] },
  "userInfo.issue": { action: "JSON", responseContent: "{\"sub\":\"john\"}" }
}

/** Asks the userinfo endpoint, on an Authlete that knows the token. */
export const userInfo = (request: Request, replies: Replies = claimed) =>
  recorded(AuthorizationServer.userInfo, request, replies)

const origin = "https://as.example.com"

export const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  new Request(`${origin}${path}`, { headers })

export const post = (
  path: string,
  form: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {}
) =>
  new Request(`${origin}${path}`, {
    method: "POST",
    body: String(new URLSearchParams(form)),
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers }
  })

export const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`
})

/** What is logged while an effect runs. */
export const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const lines: Array<string> = []
    const logger = Logger.make(({ cause, message }) => {
      lines.push(`${[message].flat().join(" ")}${Cause.isEmpty(cause) ? "" : Cause.pretty(cause)}`)
    })
    return Effect.map(
      effect.pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger))),
      (value) => ({ value, lines })
    )
  })

/** An error of a call to Authlete. */
export const failure = <const Fields, E extends AuthleteError.AuthleteError>(
  Class: new(
    fields: Fields & { readonly operation: string; readonly attempts: number; readonly outcome: "not-applied" }
  ) => E,
  fields: Fields
): E => new Class({ operation: "an.operation", attempts: 1, outcome: "not-applied", ...fields })
