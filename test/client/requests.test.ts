import { expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Introspection, Tokens } from "effect-authlete"
import { readFileSync } from "node:fs"
import { describe } from "vitest"
import type { Documented } from "../../tools/contract/documented.js"
import { decodedOf, documented } from "../../tools/contract/documented.js"
import { json, noContent, respond } from "../../tools/faults/http.js"
import { serviceId } from "../../tools/faults/planted.js"
import type { Recorded } from "../../tools/faults/rawServer.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import { stub } from "../support/stub.js"
import { bearer, clientOf, transports } from "../support/transports.js"

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

const list = { totalCount: 0 }

/** A path as issues hold it: indices are numbers. */
const keysOf = (path: string): ReadonlyArray<string | number> =>
  path === "" ? [] : path.split(".").map((key) => /^\d+$/.test(key) ? Number(key) : key)

const replyOf = ({ response }: Documented) => {
  if (response === undefined) return noContent
  return typeof response === "string" ? respond(200, response, { "content-type": "text/plain" }) : json(response)
}

const baseOf = ({ base }: Documented) => base === "server" ? "/api" : `/api/${serviceId}`

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string }

describe.each(transports)("over $transport", (transport) => {
  /** Calls a server that responds with an empty list, and tells what came in. */
  const sentBy = (call: Call, options?: Partial<AuthleteClient.Options>, basePath = "") =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json(list)))
      yield* Effect.provide(call, clientOf({ url: `${server.url}${basePath}` }, transport, options))
      return server.requests
    })

  describe("the documented request", () => {
    it.scopedLive.each(rows(documented, ({ name }) => name))(
      "of %s is sent as it is documented",
      ([, example]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(replyOf(example)))
          yield* Effect.provide(example.call, clientOf(server, transport))
          expect(server.requests.map(({ body, method, target }) => ({ body, method, target }))).toEqual([
            { body: example.body, method: example.method, target: `${baseOf(example)}${example.path}` }
          ])
        })
    )

    it.scopedLive.each(rows(documented, ({ name }) => name))(
      "of %s has the headers that Authlete needs",
      ([, example]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(replyOf(example)))
          yield* Effect.provide(example.call, clientOf(server, transport))
          const { headers } = server.requests[0] as Recorded
          expect({
            accept: headers["accept"],
            authorization: headers["authorization"],
            contentLength: Number(headers["content-length"] ?? 0),
            contentType: headers["content-type"],
            host: headers["host"],
            userAgent: headers["user-agent"]
          }).toEqual({
            accept: typeof example.response === "string" ? "text/plain, application/json" : "application/json",
            authorization: `Bearer ${bearer}`,
            contentLength: Buffer.byteLength(example.body),
            contentType: example.contentType,
            host: `127.0.0.1:${server.port}`,
            userAgent: `effect-authlete/${version}`
          })
        })
    )

    it.scopedLive.each(rows(documented, ({ name }) => name))(
      "of %s gets the documented response",
      ([, example]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(replyOf(example)))
          const response = yield* Effect.provide(example.call, clientOf(server, transport))
          expect(response).toEqual(decodedOf(example))
        })
    )
  })

  describe("a body", () => {
    const bodies: ReadonlyArray<{ readonly what: string; readonly call: Call; readonly body: string }> = [
      {
        what: "holds a Redacted value as its text",
        call: Tokens.revoke({ accessTokenIdentifier: Redacted.make("secret-token") }),
        body: "{\"accessTokenIdentifier\":\"secret-token\"}"
      },
      {
        what: "of a form holds a Redacted value as its text",
        call: Tokens.revokeForm({ refreshTokenIdentifier: Redacted.make("secret-token") }),
        body: "refreshTokenIdentifier=secret-token"
      },
      {
        what: "leaves undefined fields out",
        call: Tokens.create({ grantType: "PASSWORD", subject: undefined }),
        body: "{\"grantType\":\"PASSWORD\"}"
      },
      {
        what: "of a form leaves undefined fields out",
        call: Tokens.createForm({ grantType: "PASSWORD", subject: undefined }),
        body: "grantType=PASSWORD"
      },
      {
        what: "keeps text outside ASCII",
        call: Tokens.revoke({ subject: "jöhn 🧑" }),
        body: "{\"subject\":\"jöhn 🧑\"}"
      },
      {
        what: "of a form encodes what separates its fields",
        call: Tokens.revokeForm({ subject: "a=b&c+d %/ö🧑" }),
        body: "subject=a%3Db%26c%2Bd%20%25%2F%C3%B6%F0%9F%A7%91"
      },
      {
        what: "keeps properties",
        call: Tokens.create({ grantType: "PASSWORD", properties: [{ key: "k", value: "v", hidden: true }] }),
        body: "{\"grantType\":\"PASSWORD\",\"properties\":[{\"key\":\"k\",\"value\":\"v\",\"hidden\":true}]}"
      },
      {
        what: "of a form holds numbers, booleans and lists as text, and structure as JSON",
        call: Tokens.createForm({
          grantType: "PASSWORD",
          accessTokenDuration: 60,
          accessTokenPersistent: false,
          resources: ["https://rs.example.com"],
          authorizationDetails: { elements: [{ type: "t" }] },
          scopes: []
        }),
        body: "grantType=PASSWORD&scopes=&accessTokenDuration=60&accessTokenPersistent=false" +
          "&authorizationDetails=%7B%22elements%22%3A%5B%7B%22type%22%3A%22t%22%7D%5D%7D" +
          "&resources=%5B%22https%3A%2F%2Frs.example.com%22%5D"
      }
    ]

    it.scopedLive.each(rows(bodies, ({ what }) => what))("%s", ([, { body, call }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json({ action: "OK", accessToken: "t" })))
        yield* Effect.provide(call, clientOf(server, transport))
        expect(server.requests.map((request) => request.body)).toEqual([body])
      }))
  })

  describe("the target", () => {
    const identifiers = [
      { identifier: "plain-token_1.2~3" as string | Redacted.Redacted, segment: "plain-token_1.2~3" },
      { identifier: "a/b", segment: "a%2Fb" },
      { identifier: "a/../b", segment: "a%2F..%2Fb" },
      { identifier: "?x=1#y", segment: "%3Fx%3D1%23y" },
      { identifier: "a b+c%20", segment: "a%20b%2Bc%2520" },
      { identifier: "%2e%2e", segment: "%252e%252e" },
      { identifier: "...", segment: "..." },
      { identifier: "ö🧑", segment: "%C3%B6%F0%9F%A7%91" },
      { identifier: "$&", segment: "%24%26" },
      { identifier: "back\\slash", segment: "back%5Cslash" },
      { identifier: Redacted.make("secret/token"), segment: "secret%2Ftoken" }
    ]

    it.scopedLive.each(identifiers)(
      "holds an identifier as the one segment $segment",
      ({ identifier, segment }) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(noContent))
          yield* Effect.provide(Tokens.delete(identifier), clientOf(server, transport))
          expect(server.requests[0]?.target).toBe(`/api/${serviceId}/auth/token/delete/${segment}`)
        })
    )

    it.scopedLive("has a query that is percent-encoded", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(Tokens.list({ subject: "a=b&c d+ö#?" }))
        expect(request?.target).toBe(`/api/${serviceId}/auth/token/get/list?subject=a%3Db%26c%20d%2B%C3%B6%23%3F`)
      }))

    it.scopedLive("has the window 0 to 0 for a count", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(Tokens.count({ subject: "john", tokenStatus: "VALID" }))
        expect(request?.target).toBe(
          `/api/${serviceId}/auth/token/get/list?subject=john&start=0&end=0&tokenStatus=VALID`
        )
      }))

    it.scopedLive.each(["", "/", "///"])(
      "is below a base URL without a path that ends with \"%s\"",
      (slash) =>
        Effect.gen(function*() {
          const [request] = yield* sentBy(Tokens.list(), {}, slash)
          expect(request?.target).toBe(`/api/${serviceId}/auth/token/get/list`)
        })
    )

    it.scopedLive.each(["/proxy/authlete", "/proxy/authlete/"])(
      "is below the base URL's path %s",
      (path) =>
        Effect.gen(function*() {
          const [request] = yield* sentBy(Tokens.list(), {}, path)
          expect(request?.target).toBe(`/proxy/authlete/api/${serviceId}/auth/token/get/list`)
        })
    )

    it.scopedLive("holds the service id percent-encoded", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(Tokens.list(), { serviceId: "a/b?c" })
        expect(request?.target).toBe("/api/a%2Fb%3Fc/auth/token/get/list")
      }))

    it.scopedLive("holds the service id that the call is given", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(AuthleteClient.withServiceId(Tokens.list(), "42"))
        expect(request?.target).toBe("/api/42/auth/token/get/list")
      }))

    it.scopedLive("holds the innermost of two service ids", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(
          Tokens.list().pipe(AuthleteClient.withServiceId("42"), AuthleteClient.withServiceId("43"))
        )
        expect(request?.target).toBe("/api/42/auth/token/get/list")
      }))
  })

  describe("headers of the caller's", () => {
    it.scopedLive("are sent along", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(AuthleteClient.withHeaders(Tokens.list(), { "X-Request-Id": "r-1" }))
        expect(request?.headers["x-request-id"]).toBe("r-1")
      }))

    it.scopedLive("add up, the innermost of one name counts", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(
          Tokens.list().pipe(
            AuthleteClient.withHeaders({ "x-one": "inner", "x-two": "2" }),
            AuthleteClient.withHeaders({ "x-one": "outer", "x-three": "3" })
          )
        )
        const { headers = {} } = request ?? {}
        expect([headers["x-one"], headers["x-two"], headers["x-three"]]).toEqual(["inner", "2", "3"])
      }))

    const cases = [
      { inner: "x-one", outer: "X-One" },
      { inner: "X-One", outer: "x-one" },
      { inner: "X-ONE", outer: "X-One" }
    ]

    it.scopedLive.each(cases)(
      "count as one name, the innermost first: $inner in $outer",
      ({ inner, outer }) =>
        Effect.gen(function*() {
          const [request] = yield* sentBy(
            Tokens.list().pipe(
              AuthleteClient.withHeaders({ [inner]: "inner" }),
              AuthleteClient.withHeaders({ [outer]: "outer" })
            )
          )
          expect(request?.headers["x-one"]).toBe("inner")
        })
    )

    it.scopedLive("may replace the user agent", () =>
      Effect.gen(function*() {
        const [request] = yield* sentBy(AuthleteClient.withHeaders(Tokens.list(), { "User-Agent": "mine/1" }))
        expect(request?.headers["user-agent"]).toBe("mine/1")
      }))

    it.scopedLive("do not stay for the next call", () =>
      Effect.gen(function*() {
        const requests = yield* sentBy(
          Effect.zipRight(AuthleteClient.withHeaders(Tokens.list(), { "x-one": "1" }), Tokens.list())
        )
        expect(requests.map(({ headers }) => headers["x-one"])).toEqual(["1", undefined])
      }))
  })
})

describe("a request that does not fit", () => {
  const undici = transports[0]!

  /** What JavaScript can pass, and TypeScript cannot. */
  const untyped = <Request>(operation: (request: Request) => Call, request: unknown): Call =>
    operation(request as Request)

  const throwing = Object.defineProperty({}, "subject", {
    enumerable: true,
    get: () => {
      throw new Error("secret-of-a-getter")
    }
  })
  const revokedProxy = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const throwingProxy = new Proxy({}, {
    ownKeys: () => {
      throw new Error("secret-of-a-proxy")
    }
  })
  const throwingGet = new Proxy({}, {
    get: () => {
      throw new Error("secret-of-a-proxy")
    }
  })
  const circular: Record<string, unknown> = { subject: "john" }
  circular["scopes"] = circular

  const refused: ReadonlyArray<{ readonly what: string; readonly call: Call; readonly path: string }> = [
    { what: "an unknown field", call: untyped(Tokens.revoke, { subjekt: "john" }), path: "subjekt" },
    {
      what: "properties in a form",
      call: untyped(Tokens.createForm, { grantType: "PASSWORD", properties: [] }),
      path: "properties"
    },
    { what: "a missing field", call: untyped(Tokens.fail, { reason: "UNKNOWN" }), path: "ticket" },
    { what: "a number for a text", call: untyped(Tokens.revoke, { subject: 1 }), path: "subject" },
    { what: "null for a field", call: untyped(Tokens.revoke, { subject: null }), path: "subject" },
    { what: "a text for a list", call: untyped(Tokens.update, { scopes: "a b" }), path: "scopes" },
    { what: "a number in a list", call: untyped(Tokens.update, { scopes: ["a", 1] }), path: "scopes.1" },
    {
      what: "an unknown reason",
      call: untyped(Tokens.fail, { ticket: "t", reason: "BORED" }),
      path: "reason"
    },
    {
      what: "a client id as text",
      call: untyped(Tokens.create, { grantType: "PASSWORD", clientId: "26888344961664" }),
      path: "clientId"
    },
    {
      what: "a client id over 2^53",
      call: Tokens.create({ grantType: "PASSWORD", clientId: 2 ** 53 }),
      path: "clientId"
    },
    {
      what: "a fraction for seconds",
      call: Tokens.issue({ ticket: "t", subject: "s", accessTokenDuration: 1.5 }),
      path: "accessTokenDuration"
    },
    {
      what: "NaN for seconds",
      call: Tokens.issue({ ticket: "t", subject: "s", accessTokenDuration: NaN }),
      path: "accessTokenDuration"
    },
    { what: "a negative start", call: Tokens.list({ start: -1 }), path: "start" },
    { what: "an end beyond a Java int", call: Tokens.list({ end: 2 ** 31 }), path: "end" },
    { what: "an unknown token status", call: untyped(Tokens.list, { tokenStatus: "SOME" }), path: "tokenStatus" },
    { what: "CR in a token", call: Tokens.revoke({ accessTokenIdentifier: "a\rb" }), path: "accessTokenIdentifier" },
    { what: "LF in a ticket", call: Tokens.issue({ ticket: "a\nb", subject: "s" }), path: "ticket" },
    { what: "NUL in a token", call: Introspection.process({ token: "a\0b" }), path: "token" },
    { what: "LF in a Redacted token", call: Introspection.process({ token: Redacted.make("a\nb") }), path: "token" },
    {
      what: "a Redacted number",
      call: untyped(Introspection.process, { token: Redacted.make(1) }),
      path: "token"
    },
    { what: "an empty identifier", call: Tokens.delete(""), path: "" },
    { what: "the identifier .", call: Tokens.delete("."), path: "" },
    { what: "the identifier ..", call: Tokens.delete(".."), path: "" },
    { what: "the Redacted identifier ..", call: Tokens.delete(Redacted.make("..")), path: "" },
    { what: "an identifier with a lone surrogate", call: Tokens.delete("a\ud800"), path: "" },
    { what: "an identifier with CR", call: Tokens.delete("a\rb"), path: "" },
    { what: "an identifier with LF", call: Tokens.delete("a\nb"), path: "" },
    { what: "an identifier with NUL", call: Tokens.delete("a\0b"), path: "" },
    { what: "a number for an identifier", call: untyped(Tokens.delete, 1), path: "" },
    {
      what: "a scope with a space in a form",
      call: Tokens.createForm({ grantType: "PASSWORD", scopes: ["a", "b c"] }),
      path: "scopes.1"
    },
    { what: "an empty scope in a form", call: Tokens.updateForm({ accessToken: "t", scopes: [""] }), path: "scopes.0" },
    {
      what: "a scope with a tab in a form",
      call: Tokens.updateForm({ accessToken: "t", scopes: ["a\tb"] }),
      path: "scopes.0"
    },
    { what: "a lone surrogate in a form", call: Tokens.revokeForm({ subject: "\udc00" }), path: "subject" },
    {
      what: "a lone surrogate in a scope of a form",
      call: Tokens.updateForm({ accessToken: "t", scopes: ["a\ud800"] }),
      path: "scopes"
    },
    { what: "a lone surrogate in a query", call: Tokens.list({ subject: "\ud800" }), path: "subject" },
    { what: "a revocation of nothing", call: untyped(Tokens.revoke, {}), path: "" },
    { what: "a revocation of nothing in a form", call: untyped(Tokens.revokeForm, {}), path: "" },
    { what: "no request", call: untyped(Tokens.revoke, undefined), path: "" },
    { what: "null for a request", call: untyped(Tokens.revoke, null), path: "" },
    { what: "null for the request of a list", call: untyped(Tokens.list, null), path: "" },
    { what: "null for a request with a resend class of its own", call: untyped(Tokens.update, null), path: "" },
    { what: "no request for an introspection", call: untyped(Introspection.process, undefined), path: "" },
    { what: "a text for a request", call: untyped(Tokens.revoke, "token"), path: "" },
    { what: "a list for a request", call: untyped(Tokens.revoke, ["token"]), path: "" },
    { what: "a function for a request", call: untyped(Tokens.fail, () => {}), path: "" },
    { what: "no identifier", call: untyped(Tokens.delete, undefined), path: "" },
    { what: "a getter that throws", call: untyped(Tokens.revoke, throwing), path: "" },
    { what: "a proxy that throws", call: untyped(Tokens.revoke, throwingProxy), path: "" },
    { what: "a revoked proxy", call: untyped(Tokens.revoke, revokedProxy()), path: "" },
    { what: "a proxy without fields that throws", call: untyped(Introspection.process, throwingGet), path: "" },
    { what: "a proxy that throws in a list", call: untyped(Tokens.update, { scopes: throwingGet }), path: "scopes" },
    { what: "an object that holds itself", call: untyped(Tokens.revoke, circular), path: "scopes" },
    { what: "a bigint", call: untyped(Tokens.create, { grantType: "PASSWORD", clientId: 1n }), path: "clientId" },
    {
      what: "an empty service id of the call",
      call: AuthleteClient.withServiceId(Tokens.list(), ""),
      path: "serviceId"
    },
    {
      what: "the service id .. of the call",
      call: AuthleteClient.withServiceId(Tokens.list(), ".."),
      path: "serviceId"
    },
    {
      what: "a service id of the call with LF",
      call: AuthleteClient.withServiceId(Tokens.list(), "1\n2"),
      path: "serviceId"
    },
    {
      what: "a service id of the call with a lone surrogate",
      call: AuthleteClient.withServiceId(Tokens.list(), "\ud800"),
      path: "serviceId"
    },
    {
      what: "a null service id of the call",
      call: AuthleteClient.withServiceId(Tokens.list(), null as unknown as string),
      path: "serviceId"
    },
    ...["\r", "\n", "\0", "\r\nx-injected: 1", "€", "\x7f"].map((value) => ({
      what: `a header value with ${JSON.stringify(value)}`,
      call: AuthleteClient.withHeaders(Tokens.list(), { "x-one": `a${value}b` }),
      path: "headers.x-one"
    })),
    ...["", "x one", "x\r\none", "x:one", "ö"].map((name) => ({
      what: `the header name ${JSON.stringify(name)}`,
      call: AuthleteClient.withHeaders(Tokens.list(), { [name]: "1" }),
      path: "headers"
    })),
    ...[
      "accept-encoding",
      "authorization",
      "Authorization",
      "connection",
      "CONTENT-LENGTH",
      "content-encoding",
      "Content-Type",
      "Expect",
      "host",
      "HTTP2-Settings",
      "Keep-Alive",
      "proxy-connection",
      "TE",
      "Trailer",
      "transfer-encoding",
      "Upgrade"
    ].map((name) => ({
      what: `a ${name} header of the caller's`,
      call: AuthleteClient.withHeaders(Tokens.list(), { [name]: "x" }),
      path: `headers.${name.toLowerCase()}`
    })),
    {
      what: "a header with CR in its value, though one of that name without is outside",
      call: Tokens.list().pipe(
        AuthleteClient.withHeaders({ "X-One": "a\rb" }),
        AuthleteClient.withHeaders({ "x-one": "fine" })
      ),
      path: "headers.x-one"
    }
  ]

  it.scopedLive.each(rows(refused, ({ what }) => what))(
    "sends nothing: %s",
    ([, { call, path }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json(list)))
        const outcome = yield* observed(Effect.provide(call, clientOf(server, undici)))
        expect({ outcome, requests: server.requests.length }).toEqual({
          outcome: {
            failed: {
              _tag: "InvalidRequest",
              attempts: 0,
              operation: expect.any(String),
              outcome: "not-applied",
              issues: [{ path: keysOf(path), expected: expect.any(String) }]
            }
          },
          requests: 0
        })
      })
  )

  it.effect("is told from one that does by reading it once", () =>
    Effect.gen(function*() {
      let reads = 0
      const request = {
        accessToken: "old",
        get accessTokenValueUpdated() {
          reads++
          return true
        }
      }
      const server = stub({ status: 200, body: { action: "OK", accessToken: "new" } })
      yield* Effect.provide(Tokens.update(request), clientOf({ url: "https://authlete.test" }, server))
      expect(reads).toBe(1)
    }))

  it.scopedLive("tells every issue of it", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json(list)))
      const call = untyped(Tokens.create, { grantType: "BARTER", clientId: 0.5, subjekt: "john" })
      const error = yield* Effect.flip(Effect.provide(call, clientOf(server, undici)))
      expect(error._tag === "InvalidRequest" && error.issues.map((issue) => issue.path.join("."))).toEqual(
        expect.arrayContaining(["grantType", "clientId", "subjekt"])
      )
    }))

  it.scopedLive.each([undefined, null, "a plain text", Redacted.make(1), {}])(
    "sends nothing: a rotating access token from JavaScript, case %#",
    (token) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json(list)))
        const client = clientOf(server, undici, { accessToken: Effect.succeed(token as Redacted.Redacted) })
        const outcome = yield* observed(Effect.provide(Tokens.list(), client))
        expect({ outcome, requests: server.requests.length }).toMatchObject({
          outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: ["accessToken"] }] } },
          requests: 0
        })
      })
  )

  const badTokens = ["", "  ", "a\rb", "a\nb", "a\0b", "€"]

  it.scopedLive.each(badTokens)("sends nothing: a rotating access token of %j", (token) =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json(list)))
      const client = clientOf(server, undici, { accessToken: Effect.succeed(Redacted.make(token)) })
      const outcome = yield* observed(Effect.provide(Tokens.list(), client))
      expect({ outcome, requests: server.requests.length }).toEqual({
        outcome: {
          failed: {
            _tag: "InvalidRequest",
            attempts: 0,
            operation: "tokens.list",
            outcome: "not-applied",
            issues: [{
              path: ["accessToken"],
              expected: "an access token: one line of text, not blank, without the word Bearer before it"
            }]
          }
        },
        requests: 0
      })
    }))
})
