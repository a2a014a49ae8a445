import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Redacted, Schedule, TestClock } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Introspection, RetryPolicy, Revocation, Services, Tokens } from "effect-authlete"
import { describe } from "vitest"
import type { AnyOperation } from "../../tools/contract/contract.js"
import { everyOperation } from "../../tools/contract/contract.js"
import { plantedRequest, plantedResponses } from "../../tools/contract/planted.js"
import { json } from "../../tools/faults/http.js"
import { always, rawServer, reset } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import type { Rendering } from "../support/renderings.js"
import { recordingTracer, renderings } from "../support/renderings.js"
import type { StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { clientOf, transports } from "../support/transports.js"

/** Part of every secret in these tests. */
const mark = "planted"

/** A secret with all that is encoded in one way or another. */
const secret = (name: string) => `${mark}-${name} +/&=%"'\\~!()*ö`

const bearer = `${mark}-bearer+/=~ü`

const ticket = secret("ticket")
const token = secret("token")
const other = secret("other")
const proof = secret("proof")
const clientSecret = secret("client-secret")
const password = secret("password")
const form = new URLSearchParams({ grant_type: "password", username: secret("name"), password }).toString()
const tokenForm = new URLSearchParams({ token, token_type_hint: "access_token" }).toString()

interface Secretive {
  readonly name: string
  readonly call: Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  /** What of the request is secret. */
  readonly secrets: ReadonlyArray<string>
}

const calls: ReadonlyArray<Secretive> = [
  {
    name: "services.create",
    call: Services.create({ jwks: token, snsCredentials: [{ apiSecret: Redacted.make(other) }] }),
    secrets: [token, other]
  },
  {
    name: "services.update",
    call: Services.update({
      credentialJwks: token,
      federationJwks: Redacted.make(other),
      authenticationCallbackApiSecret: password,
      developerAuthenticationCallbackApiSecret: clientSecret,
      developerSnsCredentials: [{ sns: "FACEBOOK", apiSecret: proof }]
    }),
    secrets: [token, other, password, clientSecret, proof]
  },
  {
    name: "services.patch",
    call: Services.patch({ jwks: token, snsCredentials: [{ apiSecret: other }] }),
    secrets: [token, other]
  },
  {
    name: "tokens.process",
    call: Tokens.process({
      parameters: form,
      clientId: "1",
      clientSecret,
      dpop: proof,
      accessToken: token,
      oauthClientAttestation: other,
      oauthClientAttestationPop: other
    }),
    secrets: [form, password, clientSecret, proof, token, other]
  },
  { name: "tokens.fail", call: Tokens.fail({ ticket, reason: "UNKNOWN" }), secrets: [ticket] },
  { name: "tokens.failForm", call: Tokens.failForm({ ticket, reason: "UNKNOWN" }), secrets: [ticket] },
  {
    name: "tokens.issue",
    call: Tokens.issue({ ticket: Redacted.make(ticket), subject: "john", accessToken: token }),
    secrets: [ticket, token]
  },
  { name: "tokens.issueForm", call: Tokens.issueForm({ ticket, subject: "john" }), secrets: [ticket] },
  { name: "tokens.list", call: Tokens.list({ subject: "john" }), secrets: [] },
  { name: "tokens.count", call: Tokens.count(), secrets: [] },
  {
    name: "tokens.create",
    call: Tokens.create({ grantType: "PASSWORD", accessToken: token, refreshToken: Redacted.make(other) }),
    secrets: [token, other]
  },
  {
    name: "tokens.createForm",
    call: Tokens.createForm({ grantType: "PASSWORD", accessToken: token, refreshToken: other }),
    secrets: [token, other]
  },
  {
    name: "tokens.update",
    call: Tokens.update({ accessToken: token, refreshToken: other }),
    secrets: [token, other]
  },
  { name: "tokens.updateForm", call: Tokens.updateForm({ accessToken: token }), secrets: [token] },
  { name: "tokens.delete", call: Tokens.delete(token), secrets: [token] },
  {
    name: "tokens.revoke",
    call: Tokens.revoke({ accessTokenIdentifier: token, refreshTokenIdentifier: other }),
    secrets: [token, other]
  },
  { name: "tokens.revokeForm", call: Tokens.revokeForm({ accessTokenIdentifier: token }), secrets: [token] },
  {
    name: "revocation.process",
    call: Revocation.process({ parameters: tokenForm, clientSecret: Redacted.make(clientSecret) }),
    secrets: [tokenForm, token, clientSecret]
  },
  {
    name: "revocation.processForm",
    call: Revocation.processForm({ parameters: tokenForm, clientSecret }),
    secrets: [tokenForm, token, clientSecret]
  },
  {
    name: "introspection.process",
    call: Introspection.process({ token, dpop: proof, message: other }),
    secrets: [token, proof, other]
  },
  {
    name: "introspection.standardProcess",
    call: Introspection.standardProcess({
      parameters: tokenForm,
      sharedKeyForSign: other,
      sharedKeyForEncryption: other
    }),
    secrets: [tokenForm, token, other]
  }
]

const lowerCase = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())

/** The shapes in which a server may repeat a secret: as it is, or as it came in over the wire. */
const shapes = (each: string): ReadonlyArray<string> => {
  const percent = encodeURIComponent(each)
  const formEncoded = new URLSearchParams({ "": each }).toString().slice(1)
  return [each, percent, lowerCase(percent), formEncoded, lowerCase(formEncoded), JSON.stringify(each).slice(1, -1)]
}

const echoOf = ({ secrets }: Secretive) => [`Bearer ${bearer}`, ...secrets].flatMap(shapes).join(" | ")

/** What a server sends, given what it was sent. */
interface Kind {
  readonly what: string
  readonly reply: (echo: string) => {
    readonly status: number
    readonly body: string
    readonly headers?: Readonly<Record<string, string>>
  }
}

const withStatus = (status: number): Kind => ({
  what: `status ${status}`,
  reply: (echo) => ({
    status,
    body: JSON.stringify({ resultCode: echo, resultMessage: `refused: ${echo}`, action: echo, accessToken: echo })
  })
})

const withBody = (what: string, body: (echo: string) => string, status = 200): Kind => ({
  what,
  reply: (echo) => ({ status, body: body(echo) })
})

const kinds: ReadonlyArray<Kind> = [
  ...[302, 400, 429, 500].map(withStatus),
  withBody("HTML", (echo) => `<html><h1>${echo}</h1></html>`),
  withBody("HTML with status 502", (echo) => `<html><h1>${echo}</h1></html>`, 502),
  withBody("broken JSON", (echo) => `{"accessToken":"${echo}`),
  withBody("a text", (echo) => JSON.stringify(echo)),
  withBody("a list", (echo) => JSON.stringify([echo])),
  withBody("an unknown action", (echo) => JSON.stringify({ action: echo, totalCount: echo, count: echo })),
  withBody(
    "a reported failure",
    (echo) => JSON.stringify({ action: "FORBIDDEN", resultMessage: echo, count: echo, totalCount: echo, scopes: echo })
  ),
  withBody("secrets where there should be none", (echo) =>
    JSON.stringify({
      action: "OK",
      accessToken: [echo],
      responseContent: { echo },
      ticket: [echo],
      resultMessage: [echo],
      totalCount: echo,
      count: echo,
      [echo]: echo
    })),
  {
    what: "headers",
    reply: (echo) => ({
      status: 503,
      body: "",
      headers: {
        "retry-after": encodeURIComponent(echo),
        "location": encodeURIComponent(echo),
        "x-echo": encodeURIComponent(echo)
      }
    })
  }
]

const url = "https://authlete.test"

const clientOn = (client: HttpClient.HttpClient, options: Partial<AuthleteClient.Options> = {}) =>
  clientOf({ url }, { layer: Layer.succeed(HttpClient.HttpClient, client) }, {
    accessToken: Redacted.make(bearer),
    ...options
  })

const respondingAs = (each: Secretive, { reply }: Kind) => {
  const { body, headers, status } = reply(echoOf(each))
  return HttpClient.make((request) =>
    Effect.succeed(
      HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { ...headers } }))
    )
  )
}

const leaks = (all: ReadonlyArray<Rendering>) =>
  all.filter(({ text }) => text.includes(mark)).map(({ how, text }) => {
    const at = text.indexOf(mark)
    return `${how}: …${text.slice(Math.max(0, at - 40), at + 60)}…`
  })

const failureOf = (
  { call }: Secretive,
  client: HttpClient.HttpClient,
  options?: Partial<AuthleteClient.Options>
) => Effect.flip(Effect.provide(call, clientOn(client, options)))

describe("the renderings of these tests", () => {
  it.effect("show what is there, each of them", () =>
    Effect.gen(function*() {
      const all = yield* renderings(Object.assign(new Error(mark), { toJSON: () => mark }))
      expect(all.filter(({ text }) => !text.includes(mark)).map(({ how }) => how)).toEqual([])
    }))

  it.effect("show a span's attributes", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      yield* Effect.annotateCurrentSpan("key", mark).pipe(Effect.withSpan("span"), Effect.withTracer(tracer))
      expect(text()).toContain(mark)
    }))
})

describe.each(rows(calls, ({ name }) => name))("an error of %s tells no secret", (_, each) => {
  // A delete takes every response of 2xx for a success, without a look at its body.
  const failing = kinds.filter(({ reply }) => each.name !== "tokens.delete" || reply("").status > 299)

  it.effect.each(rows(kinds, ({ what }) => what))(
    "after a response that repeats it: %s",
    ([, kind]) =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.provide(each.call, clientOn(respondingAs(each, kind))))
        expect(leaks(yield* renderings(exit))).toEqual([])
      })
  )

  const faults = ["ECONNRESET", "EWHATEVER", `${mark} x`]

  it.effect.each(faults)("after the fault %s of a transport that knows it", (code) =>
    Effect.gen(function*() {
      const echo = echoOf(each)
      const broken = HttpClient.make((request) =>
        Effect.fail(
          new HttpClientError.RequestError({
            request,
            reason: "Transport",
            description: echo,
            cause: Object.assign(new Error(echo, { cause: new Error(echo) }), { code })
          })
        )
      )
      expect(leaks(yield* renderings(yield* failureOf(each, broken)))).toEqual([])
    }))

  it.effect("after a response that cannot be read", () =>
    Effect.gen(function*() {
      const broken = HttpClient.make((request) =>
        Effect.succeed(
          HttpClientResponse.fromWeb(
            request,
            new Response(new ReadableStream({ start: (controller) => controller.error(new Error(echoOf(each))) }))
          )
        )
      )
      const error = yield* failureOf(each, broken)
      expect(leaks(yield* renderings(error))).toEqual([])
    }))

  it.effect("after a timeout", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(failureOf(each, HttpClient.make(() => Effect.never)))
      yield* TestClock.adjust("1 minute")
      expect(leaks(yield* renderings(yield* Fiber.join(fiber)))).toEqual([])
    }))

  it.effect("in a span, however often it is sent", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      for (const kind of failing) {
        const client = clientOn(respondingAs(each, kind), { retryPolicy: Schedule.recurs(1) })
        yield* Effect.exit(Effect.provide(each.call, client)).pipe(Effect.withSpan("parent"), Effect.withTracer(tracer))
      }
      expect(leaks([{ how: "spans", text: text() }])).toEqual([])
    }))
})

interface Planted extends Secretive {
  readonly operation: AnyOperation
  /** The request, with a secret in each field that is marked, nested ones too. */
  readonly request: unknown
  /** Which of the kinds it is this operation's turn for. */
  readonly turn: number
}

/** Every operation of the registry. */
const planted: ReadonlyArray<Planted> = everyOperation.map((operation, turn) => {
  const { secrets, value } = plantedRequest(operation, { secret })
  return {
    name: operation.name,
    call: AuthleteClient.execute(operation, value),
    secrets: secrets.map(([, each]) => each),
    operation,
    request: value,
    turn
  }
})

/** A few of a list, others for the next turn, so that all of them have had theirs after a few operations. */
const fewOf = <A>(all: ReadonlyArray<A>, turn: number, count: number): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => all[(turn * count + index) % all.length] as A)

/** What no operation takes for a success. */
const failures = kinds.filter(({ reply }) => reply("").status > 299)

const brokenBody = (echo: string) =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new Error(echo)) }))

/** How a call can come to nothing without a response. */
const silences: ReadonlyArray<{ readonly what: string; readonly client: (echo: string) => HttpClient.HttpClient }> = [
  {
    what: "a fault of a transport that knows it",
    client: (echo) =>
      HttpClient.make((request) =>
        Effect.fail(
          new HttpClientError.RequestError({
            request,
            reason: "Transport",
            description: echo,
            cause: Object.assign(new Error(echo, { cause: new Error(echo) }), { code: "ECONNRESET" })
          })
        )
      )
  },
  {
    what: "a response that cannot be read",
    client: (echo) =>
      HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, brokenBody(echo))))
  },
  { what: "a timeout", client: () => HttpClient.make(() => Effect.never) }
]

describe.each(rows(planted, ({ name }) => name))("with a secret in each marked field, %s tells none", (_, each) => {
  it.effect.each(rows(fewOf(kinds, each.turn, 2), ({ what }) => what))(
    "in an error after a response that repeats them: %s",
    ([, kind]) =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.provide(each.call, clientOn(respondingAs(each, kind))))
        // What a server says in a response that is none of a failure is the caller's.
        expect(Exit.isFailure(exit) ? leaks(yield* renderings(exit)) : []).toEqual([])
      })
  )

  it.effect.each(rows(fewOf(failures, each.turn, 1), ({ what }) => what))(
    "in an error after a failure that repeats them: %s",
    ([, kind]) =>
      Effect.gen(function*() {
        expect(leaks(yield* renderings(yield* failureOf(each, respondingAs(each, kind))))).toEqual([])
      })
  )

  it.effect.each(rows(fewOf(silences, each.turn, 1), ({ what }) => what))(
    "in an error after %s",
    ([, { client }]) =>
      Effect.gen(function*() {
        const fiber = yield* Effect.fork(Effect.either(Effect.provide(each.call, clientOn(client(echoOf(each))))))
        yield* TestClock.adjust("1 minute")
        const outcome = yield* Fiber.join(fiber)
        expect(leaks(yield* renderings(outcome))).toEqual([])
      })
  )

  it.effect("in a span", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      for (const kind of fewOf(failures, each.turn, 2)) {
        const client = clientOn(respondingAs(each, kind), { retryPolicy: Schedule.recurs(1) })
        yield* Effect.exit(Effect.provide(each.call, client)).pipe(Effect.withSpan("parent"), Effect.withTracer(tracer))
      }
      expect(leaks([{ how: "spans", text: text() }])).toEqual([])
    }))

  it.effect("in an error about a request with a field too many", () =>
    Effect.gen(function*() {
      const isObject = typeof each.request === "object" && each.request !== null
      const wrong = isObject ? { ...each.request, unheardOf: mark } : { unheardOf: each.request }
      const call = AuthleteClient.execute(each.operation, wrong)
      const outcome = yield* Effect.either(Effect.provide(call, clientOn(respondingAs(each, withStatus(403)))))
      expect(leaks(yield* renderings(outcome))).toEqual([])
    }))
})

/** The operations whose response is JSON: of the others, a document or a text, all that comes is the caller's. */
const responding = planted.filter(({ operation }) => operation.body === "json")

describe.each(rows(responding, ({ name }) => name))(
  "with a secret in each marked field of it, a response to %s",
  (_, each) => {
    const { operation } = each
    const success = operation.success.find((status) => status !== 204) ?? 200
    const respondingWith = (body: unknown, status = success) =>
      clientOn(respondingAs(each, { what: "it", reply: () => ({ status, body: JSON.stringify(body) }) }))

    it.effect("shows none, whatever the action is", () =>
      Effect.gen(function*() {
        const { text, tracer } = recordingTracer()
        const responses = yield* Effect.forEach(
          plantedResponses(operation, { secret, inTheClear: false }),
          ({ value }) => Effect.provide(each.call, respondingWith(value)).pipe(Effect.withTracer(tracer))
        )
        expect(leaks([...yield* renderings(responses), { how: "spans", text: text() }])).toEqual([])
      }))

    it.effect("tells none in an error whose message repeats them", () =>
      Effect.gen(function*() {
        const errors = yield* Effect.forEach(plantedResponses(operation, { secret }), ({ secrets, value }) => {
          const resultMessage = secrets.flatMap(([, planted]) => shapes(planted)).join(" | ")
          return Effect.flip(Effect.provide(each.call, respondingWith({ ...value as object, resultMessage }, 400)))
        })
        expect(leaks(yield* renderings(errors))).toEqual([])
      }))
  }
)

/** How a call ends that a server refuses. */
const refused = (call: Secretive["call"], body: unknown, status = 400) =>
  observed(Effect.provide(call, clientOf({ url }, stub({ status, body }))))

describe("a very long secret", () => {
  const many = Array.from({ length: 3000 }, (_, index) => `part${index}=value-of-part-${index}`).join("&")

  const long: ReadonlyArray<{ readonly what: string; readonly call: Secretive["call"] }> = [
    {
      what: "an identifier of 40,000 characters",
      call: Tokens.revoke({ accessTokenIdentifier: "x".repeat(40_000) })
    },
    { what: "an identifier of 40,000 characters in a path", call: Tokens.delete("x".repeat(40_000)) },
    { what: "an identifier of 40,000 brackets", call: Tokens.revoke({ accessTokenIdentifier: "[(".repeat(20_000) }) },
    { what: "parameters of 1 MB", call: Tokens.process({ parameters: `password=${"x".repeat(1_000_000)}` }) },
    { what: "parameters of 1 MB of percents", call: Tokens.process({ parameters: "%".repeat(1_000_000) }) },
    { what: "parameters with 3,000 parts", call: Tokens.process({ parameters: many }) }
  ]

  // What takes long by the length of a secret would run into the time limit of the test.
  it.effect.each(rows(long, ({ what }) => what))(
    "leaves what is said about it as it is: %s",
    ([, { call }]) =>
      Effect.gen(function*() {
        const told = { resultCode: "A001101", resultMessage: `[A001101] Something is wrong. ${"m".repeat(4000)}` }
        expect(yield* refused(call, told)).toMatchObject({ failed: { _tag: "BadRequest", attempts: 1, ...told } })
      }),
    2000
  )

  it.effect("is taken out of what is said about it", () =>
    Effect.gen(function*() {
      const identifier = "x".repeat(4000)
      const outcome = yield* refused(Tokens.delete(identifier), { resultMessage: `no ${identifier} here` })
      expect(outcome).toMatchObject({ failed: { resultMessage: "no <redacted> here" } })
    }))

  it.effect("is taken out of what is said about it as one of 3,000 parts", () =>
    Effect.gen(function*() {
      const outcome = yield* refused(Tokens.process({ parameters: many }), { resultMessage: "no value-of-part-2999" })
      expect(outcome).toMatchObject({ failed: { resultMessage: "no <redacted>" } })
    }))

  it.effect("is taken out as a whole where a shorter one is its beginning", () =>
    Effect.gen(function*() {
      const call = Tokens.update({ accessToken: "the-token", refreshToken: "the-token-and-more" })
      const outcome = yield* refused(call, { resultMessage: "the-token, the-token-and-more" })
      expect(outcome).toMatchObject({ failed: { resultMessage: "<redacted>, <redacted>" } })
    }))
})

describe("a short secret", () => {
  it.effect("of 4 characters is looked for", () =>
    Effect.gen(function*() {
      const outcome = yield* refused(Tokens.delete("abcd"), { resultMessage: "no abcd here" })
      expect(outcome).toMatchObject({ failed: { resultMessage: "no <redacted> here" } })
    }))

  it.effect("of 3 characters is not looked for, since it could be part of any word", () =>
    Effect.gen(function*() {
      const outcome = yield* refused(Tokens.delete("abc"), { resultMessage: "no abc here" })
      expect(outcome).toMatchObject({ failed: { resultMessage: "no abc here" } })
    }))

  it.effect("in a form is not looked for either", () =>
    Effect.gen(function*() {
      const outcome = yield* refused(Tokens.process({ parameters: "password=abc&code=abcd" }), {
        resultMessage: "abc, abcd"
      })
      expect(outcome).toMatchObject({ failed: { resultMessage: "abc, <redacted>" } })
    }))
})

describe("a result code", () => {
  const codes: ReadonlyArray<readonly [string, Secretive["call"], string]> = [
    ["the identifier 1", Tokens.delete("1"), "A161202"],
    ["the identifier 1612", Tokens.delete("1612"), "A161202"],
    ["an identifier like the code", Tokens.delete("A161202"), "A161202"],
    [
      "short fields of a form",
      Tokens.process({ parameters: "grant_type=password&username=a&max_age=0" }),
      "A048304"
    ],
    ["a password of digits", Tokens.process({ parameters: "grant_type=password&password=0483" }), "A048304"]
  ]

  it.effect.each(codes)("stays as it is, in spite of %s", ([, call, resultCode]) =>
    Effect.gen(function*() {
      expect(yield* refused(call, { resultCode }, 400)).toMatchObject({ failed: { resultCode } })
    }))

  it.effect("says that there is nothing to delete, in spite of a short identifier", () =>
    Effect.gen(function*() {
      expect(yield* refused(Tokens.delete("1"), { resultCode: "A161202" })).toMatchObject({
        failed: { _tag: "NotFound", resultCode: "A161202" }
      })
    }))

  it.effect("that is none is rid of secrets", () =>
    Effect.gen(function*() {
      expect(yield* refused(Tokens.delete("abcd"), { resultCode: "code abcd" })).toMatchObject({
        failed: { resultCode: "code <redacted>" }
      })
    }))
})

describe("a secret of the response that is repeated in its message", () => {
  const issued = JSON.stringify({ access_token: "the-new-access-token", refresh_token: "r-1", token_type: "Bearer" })

  const repeated: ReadonlyArray<{
    readonly what: string
    readonly call: Secretive["call"]
    readonly body: Readonly<Record<string, unknown>>
    readonly said: string
  }> = [
    {
      what: "an access token",
      call: Tokens.create({ grantType: "PASSWORD" }),
      body: { action: "BAD_REQUEST", accessToken: "the-new-access-token" },
      said: "the-new-access-token"
    },
    {
      what: "a refresh token",
      call: Tokens.create({ grantType: "PASSWORD" }),
      body: { action: "FORBIDDEN", refreshToken: "the-new-refresh-token" },
      said: "the-new-refresh-token"
    },
    {
      what: "a ticket",
      call: Tokens.process({ parameters: "p" }),
      body: { action: "PASSWORD", ticket: "the-new-ticket" },
      said: "the-new-ticket"
    },
    {
      what: "an access token in the response for a client",
      call: Tokens.process({ parameters: "p" }),
      body: { action: "OK", responseContent: issued },
      said: "the-new-access-token"
    },
    {
      what: "a short refresh token in the response for a client",
      call: Tokens.issue({ ticket: "t", subject: "s" }),
      body: { action: "OK", responseContent: JSON.stringify({ refresh_token: "r-1x" }) },
      said: "r-1x"
    },
    {
      what: "the response for a client",
      call: Tokens.issue({ ticket: "t", subject: "s" }),
      body: { action: "OK", responseContent: issued },
      said: issued
    }
  ]

  it.effect.each(rows(repeated, ({ what }) => what))(
    "is taken out of an error: %s",
    ([, { body, call, said }]) =>
      Effect.gen(function*() {
        const outcome = yield* refused(call, { ...body, resultMessage: `This is <${said}>.` })
        expect(outcome).toMatchObject({ failed: { resultMessage: "This is <<redacted>>." } })
      })
  )

  it.effect("is taken out of an error that the action stands for", () =>
    Effect.gen(function*() {
      const body = { action: "FORBIDDEN", accessToken: "the-new-token", resultMessage: "This is the-new-token." }
      expect(yield* refused(Tokens.create({ grantType: "PASSWORD" }), body, 200)).toMatchObject({
        failed: { _tag: "Forbidden", resultMessage: "This is <redacted>." }
      })
    }))

  it.effect("leaves what is no secret in the response for a client", () =>
    Effect.gen(function*() {
      const body = { action: "OK", responseContent: issued, resultMessage: "A token of type Bearer." }
      expect(yield* refused(Tokens.issue({ ticket: "t", subject: "s" }), body)).toMatchObject({
        failed: { resultMessage: "A token of type Bearer." }
      })
    }))
})

describe("an error about a request tells no secret", () => {
  const untyped = <Request>(
    operation: (request: Request) => Secretive["call"],
    request: unknown
  ): Secretive["call"] => operation(request as Request)

  const wrong: ReadonlyArray<{ readonly what: string; readonly call: Secretive["call"] }> = [
    { what: "a token with a line break", call: Tokens.update({ accessToken: `${mark}\n` }) },
    { what: "a Redacted token with a line break", call: Tokens.update({ accessToken: Redacted.make(`${mark}\n`) }) },
    { what: "an identifier that is no segment", call: Tokens.delete(`${mark}\n`) },
    { what: "a Redacted identifier that is no segment", call: Tokens.delete(Redacted.make(`${mark}\ud800`)) },
    { what: "a list for a token", call: untyped(Tokens.update, { accessToken: [mark] }) },
    { what: "a Redacted object for a token", call: untyped(Tokens.update, { accessToken: Redacted.make({ mark }) }) },
    { what: "an unknown reason", call: untyped(Tokens.fail, { ticket: mark, reason: mark }) },
    { what: "an unknown field", call: untyped(Tokens.fail, { ticket: mark, reason: "UNKNOWN", unknown: mark }) },
    { what: "a text for a request", call: untyped(Tokens.fail, mark) },
    { what: "a scope with a blank", call: Tokens.updateForm({ accessToken: mark, scopes: [`${mark} x`] }) },
    { what: "a lone surrogate", call: Tokens.revokeForm({ subject: `${mark}\ud800` }) },
    { what: "a header with a line break", call: AuthleteClient.withHeaders(Tokens.list(), { "x-key": `${mark}\n` }) },
    { what: "a header of the client's own", call: AuthleteClient.withHeaders(Tokens.list(), { authorization: mark }) },
    {
      what: "a header name with a line break",
      call: AuthleteClient.withHeaders(Tokens.list(), { [`${mark}\n`]: "x" })
    },
    { what: "a service id with a line break", call: AuthleteClient.withServiceId(Tokens.list(), `${mark}\n`) },
    {
      what: "a getter that throws",
      call: untyped(Tokens.revoke, {
        get subject() {
          throw new Error(mark)
        }
      })
    }
  ]

  it.effect.each(rows(wrong, ({ what }) => what))("%s", ([, { call }]) =>
    Effect.gen(function*() {
      const never = HttpClient.make(() => Effect.die("sent"))
      const error = yield* Effect.flip(Effect.provide(call, clientOn(never)))
      expect(leaks(yield* renderings(error))).toEqual([])
    }))

  it.effect("a rotating access token that cannot be used", () =>
    Effect.gen(function*() {
      const never = HttpClient.make(() => Effect.die("sent"))
      const client = clientOn(never, { accessToken: Effect.succeed(Redacted.make(`${mark}\n`)) })
      const error = yield* Effect.flip(Effect.provide(Tokens.list(), client))
      expect(leaks(yield* renderings(error))).toEqual([])
    }))
})

describe("a response tells no secret", () => {
  const responses: ReadonlyArray<Secretive & { readonly body: unknown }> = [
    {
      name: "tokens.process OK",
      call: Tokens.process({ parameters: "p" }),
      secrets: [],
      body: {
        action: "OK",
        responseContent: mark,
        accessToken: mark,
        jwtAccessToken: mark,
        refreshToken: mark,
        idToken: mark
      }
    },
    {
      name: "tokens.process PASSWORD",
      call: Tokens.process({ parameters: "p" }),
      secrets: [],
      body: { action: "PASSWORD", ticket: mark, username: "john", password: mark, responseContent: mark }
    },
    {
      name: "tokens.process TOKEN_EXCHANGE",
      call: Tokens.process({ parameters: "p" }),
      secrets: [],
      body: { action: "TOKEN_EXCHANGE", subjectToken: mark, actorToken: mark }
    },
    {
      name: "tokens.process JWT_BEARER",
      call: Tokens.process({ parameters: "p" }),
      secrets: [],
      body: { action: "JWT_BEARER", assertion: mark }
    },
    {
      name: "tokens.process NATIVE_SSO",
      call: Tokens.process({ parameters: "p" }),
      secrets: [],
      body: { action: "NATIVE_SSO", deviceSecret: mark, accessToken: mark, idToken: mark, subjectToken: mark }
    },
    {
      name: "tokens.issue OK",
      call: Tokens.issue({ ticket: "t", subject: "s" }),
      secrets: [],
      body: { action: "OK", responseContent: mark, accessToken: mark, jwtAccessToken: mark, refreshToken: mark }
    },
    {
      name: "tokens.create",
      call: Tokens.create({ grantType: "PASSWORD" }),
      secrets: [],
      body: { action: "OK", accessToken: mark, jwtAccessToken: mark, refreshToken: mark }
    },
    {
      name: "tokens.update",
      call: Tokens.update({ accessToken: "old" }),
      secrets: [],
      body: { action: "OK", accessToken: mark }
    },
    {
      name: "introspection.standardProcess OK",
      call: Introspection.standardProcess({ parameters: "p" }),
      secrets: [],
      body: { action: "OK", responseContent: mark }
    },
    {
      name: "introspection.standardProcess JWT",
      call: Introspection.standardProcess({ parameters: "p" }),
      secrets: [],
      body: { action: "JWT", responseContent: mark }
    }
  ]

  it.effect.each(rows(responses, ({ name }) => name))("%s", ([, each]) =>
    Effect.gen(function*() {
      const kind = withBody("it", () => JSON.stringify(each.body))
      const response = yield* Effect.provide(each.call, clientOn(respondingAs(each, kind)))
      expect(leaks(yield* renderings(response))).toEqual([])
    }))

  it.effect.each(rows(responses, ({ name }) => name))("%s, in a span", ([, each]) =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      const kind = withBody("it", () => JSON.stringify(each.body))
      yield* Effect.provide(each.call, clientOn(respondingAs(each, kind))).pipe(Effect.withTracer(tracer))
      expect(leaks([{ how: "spans", text: text() }])).toEqual([])
    }))
})

describe("a span", () => {
  const spansOf = (call: Secretive["call"], status = 200, body: unknown = { totalCount: 0 }) =>
    Effect.gen(function*() {
      const { spans, tracer } = recordingTracer()
      const kind: Kind = { what: "", reply: () => ({ status, body: JSON.stringify(body) }) }
      const client = clientOn(respondingAs({ name: "", call, secrets: [] }, kind), {
        retryPolicy: RetryPolicy.fromSchedule(Schedule.recurs(1))
      })
      yield* Effect.exit(Effect.provide(call, client)).pipe(Effect.withTracer(tracer))
      return spans
    })

  it.effect("is one for a call, with what OpenTelemetry's conventions ask for", () =>
    Effect.gen(function*() {
      const [span, ...others] = yield* spansOf(Tokens.list({ subject: "john" }))
      expect({ others, name: span?.name, kind: span?.kind, attributes: span && Object.fromEntries(span.attributes) })
        .toEqual({
          others: [],
          name: "authlete.tokens.list",
          kind: "client",
          attributes: {
            "http.request.method": "GET",
            "http.response.status_code": 200,
            "server.address": "authlete.test",
            "server.port": 443,
            "url.scheme": "https",
            "url.template": "/api/{serviceId}/auth/token/get/list"
          }
        })
    }))

  it.effect("is one for all attempts of a call, and tells how many there were", () =>
    Effect.gen(function*() {
      const [span, ...others] = yield* spansOf(Tokens.delete("the-token"), 503)
      expect({ others, resent: span?.attributes.get("http.request.resend_count") }).toEqual({ others: [], resent: 1 })
    }))

  /** The attributes of the span of a call that gets this response. */
  const attributesAfter = (...replies: readonly [StubReply, ...ReadonlyArray<StubReply>]) =>
    Effect.gen(function*() {
      const { spans, tracer } = recordingTracer()
      const client = clientOf({ url }, stub(...replies), { retryPolicy: Schedule.recurs(2) })
      yield* Effect.exit(Effect.provide(Tokens.list(), client)).pipe(Effect.withTracer(tracer))
      return Object.fromEntries(spans[0]?.attributes ?? [])
    })

  const good: StubReply = { status: 200, body: { totalCount: 0 } }

  it.effect("tells how often a call was sent again that succeeds in the end", () =>
    Effect.gen(function*() {
      expect((yield* attributesAfter({ status: 503 }, { code: "ECONNRESET" }, good))["http.request.resend_count"])
        .toBe(2)
    }))

  it.effect("tells the status of the last response", () =>
    Effect.gen(function*() {
      expect((yield* attributesAfter({ status: 503 }, good))["http.response.status_code"]).toBe(200)
    }))

  it.effect("tells no status if the last attempt had no response", () =>
    Effect.gen(function*() {
      const attributes = yield* attributesAfter({ status: 503 }, { code: "EPROTO" })
      expect(attributes).not.toHaveProperty("http.response.status_code")
    }))

  it.effect("tells no error if a later attempt succeeds", () =>
    Effect.gen(function*() {
      expect(yield* attributesAfter({ status: 503 }, good)).not.toHaveProperty("error.type")
    }))

  it.effect("tells the last of several errors", () =>
    Effect.gen(function*() {
      expect((yield* attributesAfter({ status: 503 }, { status: 403 }))["error.type"]).toBe("Forbidden")
    }))

  it.effect("tells the tag of an error without a response", () =>
    Effect.gen(function*() {
      expect((yield* attributesAfter({ code: "ECONNRESET" }))["error.type"]).toBe("TransportError")
    }))

  it.effect("tells neither a status nor that anything was sent again if nothing was sent", () =>
    Effect.gen(function*() {
      const [span] = yield* spansOf(Tokens.delete(".."))
      const names = ["http.response.status_code", "http.request.resend_count"]
      expect(names.filter((name) => span?.attributes.has(name))).toEqual([])
    }))

  it.effect("tells the tag of an error", () =>
    Effect.gen(function*() {
      const [span] = yield* spansOf(Tokens.list(), 403)
      expect(span?.attributes.get("error.type")).toBe("Forbidden")
    }))

  it.effect("tells the path as a template", () =>
    Effect.gen(function*() {
      const [span] = yield* spansOf(Tokens.delete("the-token"))
      expect(span?.attributes.get("url.template")).toBe("/api/{serviceId}/auth/token/delete/{accessTokenIdentifier}")
    }))
})

describe.each(transports)("over $transport", (transport) => {
  it.scopedLive("trace headers are not sent", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ totalCount: 0 })))
      const { tracer } = recordingTracer()
      yield* Tokens.list().pipe(
        Effect.provide(clientOf(server, transport)),
        Effect.withSpan("parent"),
        Effect.withTracer(tracer)
      )
      const names = server.requests.flatMap(({ headers }) => Object.keys(headers))
      expect(names.filter((name) => /^(b3|x-b3-.*|traceparent|tracestate|baggage)$/.test(name))).toEqual([])
    }))

  it.scopedLive.each(rows(calls, ({ name }) => name))(
    "an error after a reset of %s tells no secret",
    ([, { call }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(reset))
        const client = clientOf(server, transport, { accessToken: Redacted.make(`${mark}-bearer`) })
        const error = yield* Effect.flip(Effect.provide(call, client))
        expect(leaks(yield* renderings(error))).toEqual([])
      })
  )

  it.scopedLive("the token of a path is in no span", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({}, 403)))
      const { text, tracer } = recordingTracer()
      yield* Effect.exit(Tokens.delete(mark)).pipe(
        Effect.provide(clientOf(server, transport)),
        Effect.withTracer(tracer)
      )
      expect(text()).not.toContain(mark)
    }))
})
