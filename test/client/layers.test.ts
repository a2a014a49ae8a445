import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { expect, it } from "@effect/vitest"
import {
  Cause,
  Config,
  ConfigError,
  ConfigProvider,
  Effect,
  Exit,
  Fiber,
  Layer,
  Option,
  Redacted,
  Schedule,
  Schema
} from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { head, json } from "../../tools/faults/http.js"
import { serviceId } from "../../tools/faults/planted.js"
import { always, comesAbout, inTurn, rawServer, send } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import type { Stub } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { bearer, clientOf, elsewhere, loopback, transports } from "../support/transports.js"

const good = { status: 200, body: { totalCount: 0 } }

const accessToken = Redacted.make(bearer)

type Client = Layer.Layer<AuthleteClient.AuthleteClient, ConfigError.ConfigError, HttpClient.HttpClient>

/** The only request of a call through a client. */
const requestOf = (client: Client, variables: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function*() {
    const server = stub(good)
    yield* listed(client, server, variables)
    const [request] = server.sent
    return { url: request?.url.href, authorization: request?.headers["authorization"] }
  })

const listed = (client: Client, { layer }: Stub, variables: Readonly<Record<string, string>> = {}) =>
  Tokens.list().pipe(
    Effect.provide(Layer.provide(client, layer)),
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))
  )

const path = "/auth/token/get/list"

/** What a value in these tests holds that must not be told. */
const telltale = "tell-tale"

const refusal = (client: Client, variables?: Readonly<Record<string, string>>) =>
  Effect.map(Effect.exit(listed(client, stub(good), variables)), (exit) => ({
    isConfigError: Exit.isFailure(exit) && Option.exists(Cause.failureOption(exit.cause), ConfigError.isConfigError),
    text: Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "no failure"
  }))

describe("the options", () => {
  const base: AuthleteClient.Options = { serviceId, accessToken }

  const wiped = () => {
    const token = Redacted.make(telltale)
    Redacted.unsafeWipe(token)
    return token
  }

  const untyped = (options: Readonly<Record<string, unknown>>): AuthleteClient.Options =>
    ({ ...base, ...options }) as AuthleteClient.Options

  it.effect("need a service id and an access token only", () =>
    Effect.gen(function*() {
      expect(yield* requestOf(AuthleteClient.layer(base))).toEqual({
        url: `https://us.authlete.com/api/${serviceId}${path}`,
        authorization: `Bearer ${bearer}`
      })
    }))

  it.effect.each(loopback)("take %s, which does not leave the machine", (baseUrl) =>
    Effect.gen(function*() {
      const { authorization } = yield* requestOf(AuthleteClient.layer({ ...base, baseUrl }))
      expect(authorization).toBe(`Bearer ${bearer}`)
    }))

  it.effect.each(elsewhere)("refuse %s, where others could read along", (baseUrl) =>
    Effect.gen(function*() {
      const { isConfigError, text } = yield* refusal(AuthleteClient.layer({ ...base, baseUrl }))
      expect({ isConfigError, text }).toEqual({
        isConfigError: true,
        text: expect.stringContaining("allowPlainHttp") as unknown
      })
    }))

  it.effect("take plain http to another machine if it is allowed", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layer({ ...base, baseUrl: "http://authlete.internal", allowPlainHttp: true })
      expect((yield* requestOf(client)).url).toBe(`http://authlete.internal/api/${serviceId}${path}`)
    }))

  it.effect("of layerConfig refuse a variable with plain http, by its name", () =>
    Effect.gen(function*() {
      const variables = { AUTHLETE_BASE_URL: "http://authlete.internal" }
      const { text } = yield* refusal(AuthleteClient.layerConfig({ serviceId, accessToken }), variables)
      expect(text).toContain("AUTHLETE_BASE_URL must be an https URL")
    }))

  it.effect("of layerConfig take a variable with plain http if it is allowed", () =>
    Effect.gen(function*() {
      const variables = { AUTHLETE_BASE_URL: "http://authlete.internal", PLAIN: "true" }
      const client = AuthleteClient.layerConfig({ serviceId, accessToken, allowPlainHttp: Config.boolean("PLAIN") })
      expect((yield* requestOf(client, variables)).url).toBe(`http://authlete.internal/api/${serviceId}${path}`)
    }))

  it.effect.each(Object.entries(AuthleteClient.servers))("take the server %s", ([, baseUrl]) =>
    Effect.gen(function*() {
      const { url } = yield* requestOf(AuthleteClient.layer({ ...base, baseUrl }))
      expect(url).toBe(`${baseUrl}/api/${serviceId}${path}`)
    }))

  it.effect.each(["https://h/authlete", "https://h/authlete/", "https://h/api/authlete", "https://h/my-api"])(
    "take a path before that of the operations: %s",
    (baseUrl) =>
      Effect.gen(function*() {
        const { url } = yield* requestOf(AuthleteClient.layer({ ...base, baseUrl }))
        expect(url).toBe(`${baseUrl.replace(/\/$/, "")}/api/${serviceId}${path}`)
      })
  )

  it.effect("take undefined for what may be left out", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layer({
        ...base,
        baseUrl: undefined,
        timeout: undefined,
        maxResponseBytes: undefined,
        retryPolicy: undefined,
        transformClient: undefined
      })
      expect((yield* requestOf(client)).url).toBe(`https://us.authlete.com/api/${serviceId}${path}`)
    }))

  const unusable: ReadonlyArray<{ readonly what: string; readonly option: string; readonly value: unknown }> = [
    { what: "no service id", option: "serviceId", value: undefined },
    { what: "a null service id", option: "serviceId", value: null },
    { what: "a numeric service id", option: "serviceId", value: 715948317 },
    { what: "an empty service id", option: "serviceId", value: "" },
    { what: "a blank service id", option: "serviceId", value: "  " },
    { what: "a service id with a blank", option: "serviceId", value: ` ${telltale}` },
    { what: "a service id with a line break", option: "serviceId", value: `${telltale}\n` },
    { what: "the service id ..", option: "serviceId", value: ".." },
    { what: "a service id with a lone surrogate", option: "serviceId", value: `${telltale}\ud800` },
    { what: "no access token", option: "accessToken", value: undefined },
    { what: "an access token that is not Redacted", option: "accessToken", value: telltale },
    { what: "a Redacted number", option: "accessToken", value: Redacted.make(7) },
    { what: "an empty access token", option: "accessToken", value: Redacted.make("") },
    { what: "a blank access token", option: "accessToken", value: Redacted.make(" \t") },
    { what: "an access token with a line break", option: "accessToken", value: Redacted.make(`${telltale}\r\n`) },
    { what: "an access token with NUL", option: "accessToken", value: Redacted.make(`${telltale}\0`) },
    { what: "an access token that was wiped", option: "accessToken", value: wiped() },
    { what: "an access token outside Latin-1", option: "accessToken", value: Redacted.make(`${telltale}€`) },
    { what: "an empty base URL", option: "baseUrl", value: "" },
    { what: "a base URL without a scheme", option: "baseUrl", value: `${telltale}.example.com` },
    { what: "a base URL of another scheme", option: "baseUrl", value: `ftp://${telltale}.example.com` },
    { what: "a base URL with a user", option: "baseUrl", value: `https://${telltale}@example.com` },
    { what: "a base URL with a password", option: "baseUrl", value: `https://u:${telltale}@example.com` },
    { what: "a base URL with a query", option: "baseUrl", value: `https://example.com?${telltale}` },
    { what: "a base URL with a fragment", option: "baseUrl", value: `https://example.com#${telltale}` },
    { what: "a base URL with an empty query", option: "baseUrl", value: `https://${telltale}?` },
    { what: "a base URL with an empty fragment", option: "baseUrl", value: `https://${telltale}#` },
    { what: "a base URL with an empty user", option: "baseUrl", value: `https://@${telltale}` },
    { what: "a base URL with a blank at its end", option: "baseUrl", value: `https://${telltale}/ ` },
    { what: "a base URL with a blank before it", option: "baseUrl", value: ` https://${telltale}` },
    { what: "a base URL with a line break", option: "baseUrl", value: `https://${telltale}\n` },
    { what: "a base URL with a backslash", option: "baseUrl", value: `https://${telltale}\\` },
    { what: "a base URL without a host", option: "baseUrl", value: "https://" },
    { what: "a base URL without slashes", option: "baseUrl", value: `https:${telltale}` },
    { what: "a base URL that ends with /api", option: "baseUrl", value: `https://${telltale}/api` },
    { what: "a base URL that ends with /api/", option: "baseUrl", value: `https://${telltale}/api/` },
    { what: "a base URL that is no text", option: "baseUrl", value: new URL(`https://${telltale}.example.com`) },
    { what: "a timeout of 0", option: "timeout", value: 0 },
    { what: "a negative timeout", option: "timeout", value: -1 },
    { what: "an unreadable timeout", option: "timeout", value: telltale },
    { what: "maxResponseBytes of 0", option: "maxResponseBytes", value: 0 },
    { what: "negative maxResponseBytes", option: "maxResponseBytes", value: -1 },
    { what: "maxResponseBytes of NaN", option: "maxResponseBytes", value: NaN }
  ]

  const refused = ({ option, value }: { readonly option: string; readonly value: unknown }) =>
    refusal(AuthleteClient.layer(untyped({ [option]: value })))

  it.effect.each(rows(unusable, ({ what }) => what))(
    "are refused with a ConfigError: %s",
    ([, each]) =>
      Effect.gen(function*() {
        expect((yield* refused(each)).isConfigError).toBe(true)
      })
  )

  it.effect.each(rows(unusable, ({ what }) => what))(
    "are named in the message: %s",
    ([, each]) =>
      Effect.gen(function*() {
        expect((yield* refused(each)).text).toContain(`${each.option} must be`)
      })
  )

  it.effect.each(rows(unusable, ({ what }) => what))(
    "are not told in the message: %s",
    ([, each]) =>
      Effect.gen(function*() {
        expect((yield* refused(each)).text).not.toContain(telltale)
      })
  )

  it.effect("transform the client that the requests go through", () =>
    Effect.gen(function*() {
      const transformClient = HttpClient.mapRequest(HttpClientRequest.setHeader("x-transformed", "yes"))
      const server = stub(good)
      yield* listed(AuthleteClient.layer({ ...base, transformClient }), server)
      expect(server.sent[0]?.headers["x-transformed"]).toBe("yes")
    }))

  const unhappy = [
    { status: 400, tag: "BadRequest" },
    { status: 401, tag: "Unauthorized" },
    { status: 403, tag: "Forbidden" },
    { status: 404, tag: "NotFound" },
    { status: 500, tag: "InternalServer" },
    { status: 502, tag: "UnexpectedStatus" }
  ]

  it.effect.each(unhappy)(
    "may make a client that takes $status for an error: it is $tag all the same",
    ({ status, tag }) =>
      Effect.gen(function*() {
        const client = AuthleteClient.layer({
          ...base,
          transformClient: HttpClient.filterStatusOk,
          retryPolicy: RetryPolicy.none
        })
        const told = { resultCode: "A001101", resultMessage: "[A001101] Something is wrong." }
        const outcome = yield* observed(listed(client, stub({ status, body: told })))
        expect(outcome).toMatchObject({ failed: { _tag: tag, status, ...told } })
      })
  )

  it.effect("may make a client that takes 429 for an error: how long to wait is told all the same", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layer({
        ...base,
        transformClient: HttpClient.filterStatusOk,
        retryPolicy: RetryPolicy.none
      })
      const outcome = yield* observed(listed(client, stub({ status: 429, headers: { "retry-after": "7" } })))
      expect(outcome).toMatchObject({ failed: { _tag: "TooManyRequests", retryAfter: 7000 } })
    }))

  it.effect("may make a client that takes 503 for an error: the call is sent again all the same", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layer({
        ...base,
        transformClient: HttpClient.filterStatusOk,
        retryPolicy: Schedule.recurs(5)
      })
      const server = stub({ status: 503 }, good)
      yield* listed(client, server)
      expect(server.sent.length).toBe(2)
    }))

  it.effect("hold an access token until it is wiped: the next call is refused", () =>
    Effect.gen(function*() {
      const token = Redacted.make(bearer)
      const server = stub(good)
      const client = yield* Layer.build(
        Layer.provide(AuthleteClient.layer({ ...base, accessToken: token }), server.layer)
      )
      Redacted.unsafeWipe(token)
      const outcome = yield* observed(Effect.provide(Tokens.list(), client))
      expect({ outcome, requests: server.sent.length }).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: ["accessToken"] }] } },
        requests: 0
      })
    }).pipe(Effect.scoped))

  it.effect("hold an access token that may be wiped while its request is out", () =>
    Effect.gen(function*() {
      const token = Redacted.make(bearer)
      const client = AuthleteClient.layer({
        ...base,
        accessToken: token,
        transformClient: HttpClient.tapRequest(() => Effect.sync(() => Redacted.unsafeWipe(token)))
      })
      const outcome = yield* observed(listed(client, stub({ status: 403, body: { resultMessage: `not ${bearer}` } })))
      expect(outcome).toMatchObject({ failed: { _tag: "Forbidden", resultMessage: "not <redacted>" } })
    }))

  it.effect("ask a rotating access token for each attempt", () =>
    Effect.gen(function*() {
      let asked = 0
      const rotating = Effect.sync(() => Redacted.make(`token-${++asked}`))
      const server = stub({ status: 503 }, { status: 503 }, good)
      yield* listed(AuthleteClient.layer({ ...base, accessToken: rotating, retryPolicy: Schedule.recurs(5) }), server)
      expect(server.sent.map(({ headers }) => headers["authorization"])).toEqual([
        "Bearer token-1",
        "Bearer token-2",
        "Bearer token-3"
      ])
    }))

  it.effect("do not ask a rotating access token before there is a call", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layer({ ...base, accessToken: Effect.die("asked") })
      const exit = yield* Effect.exit(Effect.scoped(Layer.build(Layer.provide(client, stub(good).layer))))
      expect(Exit.isSuccess(exit)).toBe(true)
    }))

  it.effect("count the attempts before a rotating access token cannot be used any more", () =>
    Effect.gen(function*() {
      let asked = 0
      const rotating = Effect.sync(() => Redacted.make(asked++ === 0 ? bearer : ""))
      const client = AuthleteClient.layer({ ...base, accessToken: rotating, retryPolicy: Schedule.recurs(5) })
      const outcome = yield* observed(listed(client, stub({ status: 503 })))
      expect(outcome).toMatchObject({ failed: { _tag: "InvalidRequest", attempts: 1 } })
    }))
})

describe("layerConfig", () => {
  const variables = { AUTHLETE_SERVICE_ID: serviceId, AUTHLETE_BEARER: bearer }
  const usual = { url: `https://us.authlete.com/api/${serviceId}${path}`, authorization: `Bearer ${bearer}` }

  const usable: ReadonlyArray<{
    readonly what: string
    readonly variables: Readonly<Record<string, string>>
    readonly overrides?: AuthleteClient.ConfigOptions
    readonly expected: typeof usual
  }> = [
    { what: "AUTHLETE_SERVICE_ID and AUTHLETE_BEARER", variables, expected: usual },
    {
      what: "AUTHLETE_BASE_URL",
      variables: { ...variables, AUTHLETE_BASE_URL: "https://jp.authlete.com/" },
      expected: { ...usual, url: `https://jp.authlete.com/api/${serviceId}${path}` }
    },
    { what: "a blank AUTHLETE_BASE_URL as none", variables: { ...variables, AUTHLETE_BASE_URL: " " }, expected: usual },
    {
      what: "AUTHLETE_AUTHLETE",
      variables: { AUTHLETE_SERVICE_ID: serviceId, AUTHLETE_AUTHLETE: bearer },
      expected: usual
    },
    {
      what: "AUTHLETE_API_TOKEN",
      variables: { AUTHLETE_SERVICE_ID: serviceId, AUTHLETE_API_TOKEN: bearer },
      expected: usual
    },
    {
      what: "AUTHLETE_BEARER before the others",
      variables: { ...variables, AUTHLETE_AUTHLETE: "second", AUTHLETE_API_TOKEN: "third" },
      expected: usual
    },
    {
      what: "AUTHLETE_API_TOKEN if the others are blank",
      variables: {
        AUTHLETE_SERVICE_ID: serviceId,
        AUTHLETE_BEARER: "",
        AUTHLETE_AUTHLETE: " ",
        AUTHLETE_API_TOKEN: bearer
      },
      expected: usual
    },
    {
      what: "a service id with blanks around",
      variables: { ...variables, AUTHLETE_SERVICE_ID: ` ${serviceId}\n` },
      expected: usual
    },
    {
      what: "an access token with a line break at its end",
      variables: { ...variables, AUTHLETE_BEARER: `${bearer}\r\n` },
      expected: usual
    },
    {
      what: "a base URL with a line break at its end",
      variables: { ...variables, AUTHLETE_BASE_URL: "https://jp.authlete.com\n" },
      expected: { ...usual, url: `https://jp.authlete.com/api/${serviceId}${path}` }
    },
    {
      what: "a base URL with a path",
      variables: { ...variables, AUTHLETE_BASE_URL: "https://h/authlete" },
      expected: { ...usual, url: `https://h/authlete/api/${serviceId}${path}` }
    },
    {
      what: "overrides as values, before variables",
      variables: { AUTHLETE_SERVICE_ID: "1", AUTHLETE_BEARER: "other", AUTHLETE_BASE_URL: "https://eu.authlete.com" },
      overrides: { serviceId, accessToken, baseUrl: AuthleteClient.servers.us },
      expected: usual
    },
    {
      what: "overrides as values, without variables",
      variables: {},
      overrides: { serviceId, accessToken },
      expected: usual
    },
    {
      what: "overrides as Config",
      variables: { MY_ID: serviceId, MY_TOKEN: bearer, MY_URL: "https://br.authlete.com" },
      overrides: {
        serviceId: Config.string("MY_ID"),
        accessToken: Config.redacted("MY_TOKEN"),
        baseUrl: Config.string("MY_URL")
      },
      expected: { ...usual, url: `https://br.authlete.com/api/${serviceId}${path}` }
    },
    {
      what: "an access token that rotates as an override",
      variables: { AUTHLETE_SERVICE_ID: serviceId },
      overrides: { accessToken: Effect.succeed(accessToken) },
      expected: usual
    },
    {
      what: "the other options as Config",
      variables: { ...variables, MY_TIMEOUT: "3 seconds", MY_LIMIT: "100" },
      overrides: {
        timeout: Config.duration("MY_TIMEOUT"),
        maxResponseBytes: Config.integer("MY_LIMIT"),
        retryPolicy: RetryPolicy.none
      },
      expected: usual
    }
  ]

  it.effect.each(rows(usable, ({ what }) => what))(
    "takes %s",
    ([, { expected, overrides, variables }]) =>
      Effect.gen(function*() {
        expect(yield* requestOf(AuthleteClient.layerConfig(overrides), variables)).toEqual(expected)
      })
  )

  it.effect("takes an override of maxResponseBytes as Config", () =>
    Effect.gen(function*() {
      const client = AuthleteClient.layerConfig({ maxResponseBytes: Config.integer("MY_LIMIT") })
      const outcome = yield* observed(listed(client, stub(good), { ...variables, MY_LIMIT: "3" }))
      expect(outcome).toMatchObject({
        failed: { _tag: "InvalidResponse", issues: [{ expected: "a body of at most 3 bytes" }] }
      })
    }))

  it.effect("takes an override of the retry policy", () =>
    Effect.gen(function*() {
      const server = stub({ status: 503 }, good)
      yield* Effect.exit(listed(AuthleteClient.layerConfig({ retryPolicy: RetryPolicy.none }), server, variables))
      expect(server.sent.length).toBe(1)
    }))

  const unusable: ReadonlyArray<{
    readonly what: string
    readonly variables: Readonly<Record<string, string>>
    readonly overrides?: AuthleteClient.ConfigOptions
    readonly names: string
  }> = [
    { what: "no AUTHLETE_SERVICE_ID", variables: { AUTHLETE_BEARER: telltale }, names: "AUTHLETE_SERVICE_ID" },
    {
      what: "a blank AUTHLETE_SERVICE_ID",
      variables: { ...variables, AUTHLETE_SERVICE_ID: " " },
      names: "AUTHLETE_SERVICE_ID"
    },
    {
      what: "an unusable AUTHLETE_SERVICE_ID",
      variables: { ...variables, AUTHLETE_SERVICE_ID: `${telltale}\n1` },
      names: "AUTHLETE_SERVICE_ID"
    },
    { what: "no access token", variables: { AUTHLETE_SERVICE_ID: serviceId }, names: "AUTHLETE_BEARER" },
    { what: "a blank AUTHLETE_BEARER", variables: { ...variables, AUTHLETE_BEARER: " " }, names: "AUTHLETE_BEARER" },
    {
      what: "an unusable AUTHLETE_BEARER",
      variables: { ...variables, AUTHLETE_BEARER: `${telltale}\n1` },
      names: "AUTHLETE_BEARER"
    },
    {
      what: "an unusable AUTHLETE_AUTHLETE",
      variables: { AUTHLETE_SERVICE_ID: serviceId, AUTHLETE_AUTHLETE: `${telltale}\n1` },
      names: "AUTHLETE_AUTHLETE"
    },
    {
      what: "an unusable AUTHLETE_API_TOKEN",
      variables: { AUTHLETE_SERVICE_ID: serviceId, AUTHLETE_API_TOKEN: `${telltale}\n1` },
      names: "AUTHLETE_API_TOKEN"
    },
    {
      what: "an unusable AUTHLETE_BASE_URL",
      variables: { ...variables, AUTHLETE_BASE_URL: telltale },
      names: "AUTHLETE_BASE_URL"
    },
    {
      what: "an AUTHLETE_BASE_URL with a password",
      variables: { ...variables, AUTHLETE_BASE_URL: `https://u:${telltale}@example.com` },
      names: "AUTHLETE_BASE_URL"
    },
    ...["?", "#", "\\", "/ x", "/api", "/api/"].map((end) => ({
      what: `an AUTHLETE_BASE_URL that ends with ${end}`,
      variables: { ...variables, AUTHLETE_BASE_URL: `https://${telltale}${end}` },
      names: "AUTHLETE_BASE_URL"
    })),
    {
      what: "a missing variable of an override",
      variables,
      overrides: { accessToken: Config.redacted("MY_TOKEN") },
      names: "MY_TOKEN"
    },
    { what: "an unusable value of an override", variables, overrides: { baseUrl: telltale }, names: "baseUrl" }
  ]

  it.effect.each(rows(unusable, ({ what }) => what))(
    "fails with a ConfigError: %s",
    ([, each]) =>
      Effect.gen(function*() {
        const { isConfigError } = yield* refusal(AuthleteClient.layerConfig(each.overrides), each.variables)
        expect(isConfigError).toBe(true)
      })
  )

  it.effect.each(rows(unusable, ({ what }) => what))("names the variable: %s", ([, each]) =>
    Effect.gen(function*() {
      const { text } = yield* refusal(AuthleteClient.layerConfig(each.overrides), each.variables)
      expect(text).toContain(each.names)
    }))

  it.effect.each(rows(unusable, ({ what }) => what))(
    "does not tell the value: %s",
    ([, each]) =>
      Effect.gen(function*() {
        const { text } = yield* refusal(AuthleteClient.layerConfig(each.overrides), each.variables)
        expect(text).not.toContain(telltale)
      })
  )

  it.effect("names all variables that are missing or unusable at once", () =>
    Effect.gen(function*() {
      const { text } = yield* refusal(AuthleteClient.layerConfig(), { AUTHLETE_BASE_URL: telltale })
      const names = ["AUTHLETE_SERVICE_ID must", "AUTHLETE_BEARER (or", "AUTHLETE_BASE_URL must"]
      expect(names.filter((name) => !text.includes(name))).toEqual([])
    }))

  it.effect("names all variables that an access token may be in", () =>
    Effect.gen(function*() {
      const { text } = yield* refusal(AuthleteClient.layerConfig(), { AUTHLETE_SERVICE_ID: serviceId })
      expect(text).toMatch(/AUTHLETE_BEARER.*AUTHLETE_AUTHLETE.*AUTHLETE_API_TOKEN/)
    }))
})

describe("a stub of two lines", () => {
  const AuthleteTest = Layer.succeed(AuthleteClient.AuthleteClient, {
    execute: ({ response }) => Effect.orDie(Schema.decodeUnknown(response)({ resultCode: "A312001", count: 1 }))
  })

  it.effect("stands in for Authlete", () =>
    Effect.gen(function*() {
      expect(yield* Effect.provide(Tokens.revoke({ subject: "john" }), AuthleteTest)).toEqual({
        resultCode: "A312001",
        count: 1
      })
    }))
})

describe.each(transports)("over $transport", (transport) => {
  const stalled = [
    { what: "before the head", reply: [] },
    { what: "within the head", reply: [send("HTTP/1.1 200 OK\r\n")] },
    { what: "within the body", reply: [send(`${head(200, { "content-length": "9" })}{`)] },
    { what: "within the body of an error", reply: [send(`${head(500, { "content-length": "9" })}{`)] }
  ]

  it.scopedLive.each(rows(stalled, ({ what }) => what))(
    "interruption %s closes the connection",
    ([, { reply }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply))
        const client = yield* Layer.build(clientOf(server, transport))
        const fiber = yield* Effect.fork(Effect.provide(Tokens.list(), client))
        yield* server.requested(1)
        yield* Effect.sleep("20 millis")
        yield* Fiber.interrupt(fiber)
        expect(yield* comesAbout(server.open(0))).toBe(true)
      })
  )

  it.scopedLive("an interrupted call leaves the client fit for the next", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(inTurn([], [json({ totalCount: 2 })]))
      const client = yield* Layer.build(clientOf(server, transport))
      const fiber = yield* Effect.fork(Effect.provide(Tokens.list(), client))
      yield* server.requested(1)
      yield* Fiber.interrupt(fiber)
      expect(yield* Effect.provide(Tokens.list(), client)).toEqual({ totalCount: 2 })
    }))

  it.scopedLive("twenty calls at once get each its own response", () =>
    Effect.gen(function*() {
      const server = yield* rawServer((request) => [
        json({ subject: new URL(request.target, "http://x").searchParams.get("subject") })
      ])
      const client = yield* Layer.build(clientOf(server, transport))
      const subjects = Array.from({ length: 20 }, (_, index) => `subject-${index}`)
      const responses = yield* Effect.forEach(subjects, (subject) => Tokens.list({ subject }), {
        concurrency: "unbounded"
      }).pipe(Effect.provide(client))
      expect(responses.map((response) => response.subject)).toEqual(subjects)
    }))
})
