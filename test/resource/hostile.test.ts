/**
 * Odd and hostile requests to the example API, byte by byte: each gets the response that it should, none makes the server
 * fail, and what is not one good token never passes.
 */
import { HttpServer } from "@effect/platform"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Cause, Context, Effect, Exit, Layer, Logger, LogLevel, Scope } from "effect"
import { AuthleteEmulator, IntrospectionCache, Tokens } from "effect-authlete"
import * as Net from "node:net"
import { serverAt } from "../../examples/resource-server.js"
import { clientId } from "../cache/support.js"

interface Running {
  readonly port: number
  readonly emulator: AuthleteEmulator.Service
  /** What the server has logged as a warning, or as something worse. */
  readonly logged: Array<string>
  readonly stop: () => Promise<void>
}

/** Tokens that do not change, so that the table can name them. */
const [good, history, expired, revoked, refresh] = [
  "good-token",
  "history-token",
  "expired-token",
  "revoked-token",
  "refresh-token"
]

const token = { clientId, subject: "john", scopes: ["history.read"] }

const tokens = [
  { ...token, accessToken: good, scopes: ["history.read", "timeline.read"] },
  { ...token, accessToken: history, refreshToken: refresh },
  { ...token, accessToken: expired, accessTokenExpiresAt: 1 },
  { ...token, accessToken: revoked }
]

const start = Effect.gen(function*() {
  const scope = yield* Scope.make()
  const logged: Array<string> = []
  const logger = Logger.make(({ cause, logLevel, message }) => {
    if (LogLevel.greaterThanEqual(logLevel, LogLevel.Warning)) logged.push(`${String(message)} ${Cause.pretty(cause)}`)
  })
  const context = yield* serverAt(0).pipe(
    Layer.provideMerge(IntrospectionCache.layer()),
    Layer.provideMerge(AuthleteEmulator.layerClient({ seed: { tokens } })),
    Layer.provide(Logger.replace(Logger.defaultLogger, logger)),
    Layer.buildWithScope(scope)
  )
  yield* Tokens.revoke({ accessTokenIdentifier: revoked }).pipe(Effect.provide(context))
  const { address } = Context.get(context, HttpServer.HttpServer)
  const running: Running = {
    port: address._tag === "TcpAddress" ? address.port : 0,
    emulator: Context.get(context, AuthleteEmulator.AuthleteEmulator),
    logged,
    stop: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
  return running
})

let server: Running

beforeAll(async () => {
  server = await Effect.runPromise(start)
})

afterAll(() => server.stop())

interface Got {
  readonly status: number
  readonly headers: ReadonlyArray<string>
  readonly body: string
}

/** The responses in what came back on a connection. */
const responsesIn = (text: string): ReadonlyArray<Got> =>
  text.split(/(?=HTTP\/1\.1 \d{3})/).filter((part) => part !== "").map((part) => {
    const end = part.indexOf("\r\n\r\n")
    const [line = "", ...headers] = part.slice(0, end).split("\r\n")
    const body = part.slice(end + 4)
    // An empty body may be sent in chunks as well.
    return { status: Number(line.slice(9, 12)), headers, body: body === "0\r\n\r\n" ? "" : body }
  })

/** Sends bytes on a connection, and gives back what came until the server closed it. */
const exchange = (bytes: string) =>
  new Promise<ReadonlyArray<Got>>((resolve, reject) => {
    let text = ""
    const socket = Net.connect(server.port, "127.0.0.1", () => socket.write(Buffer.from(bytes, "latin1")))
    socket.setEncoding("latin1")
    socket.on("data", (chunk: string) => text += chunk)
    socket.once("error", (error) => text === "" ? reject(error) : resolve(responsesIn(text)))
    socket.once("close", () => resolve(responsesIn(text)))
  })

const headerOf = ({ headers }: Got, name: string): string | undefined =>
  headers.find((header) => header.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim()

/** A request, with lines of headers as they are. */
const asking = (lines: ReadonlyArray<string>, target = "/history", method = "GET", body = "") =>
  [`${method} ${target} HTTP/1.1`, "Host: api.example.com", "Connection: close", ...lines, "", body].join("\r\n")

const withToken = (value: string, target?: string, method?: string) =>
  asking([`Authorization: ${value}`], target, method)

const bare = "Bearer realm=\"visits\", scope=\"history.read\""
const invalidRequest = /^Bearer realm="visits", error="invalid_request", error_description="[^"\\]+"$/
const invalidToken =
  /^Bearer realm="visits", error="invalid_token", error_description="[^"\\]+"(, error_uri="[^"\\]+")?$/

type Case = readonly [what: string, bytes: string, status: number, challenge: RegExp | string | undefined]

const unchallenged = (what: string, bytes: string, status: number): Case => [what, bytes, status, undefined]

const none = (what: string, bytes: string): Case => [`no credentials: ${what}`, bytes, 401, bare]
const malformed = (what: string, bytes: string): Case => [`malformed: ${what}`, bytes, 400, invalidRequest]
const invalid = (what: string, bytes: string): Case => [`invalid: ${what}`, bytes, 401, invalidToken]
const passes = (what: string, bytes: string): Case => [`good: ${what}`, bytes, 200, undefined]
/** Refused before it is a request: by the parser of Node. */
const broken = (what: string, bytes: string): Case => [`not HTTP: ${what}`, bytes, 400, undefined]

const form = (body: string) =>
  asking(
    ["Content-Type: application/x-www-form-urlencoded", `Content-Length: ${body.length}`],
    "/history",
    "GET",
    body
  )

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

const cases: ReadonlyArray<Case> = [
  none("no header", asking([])),
  none("an empty header", withToken("")),
  none("blanks", withToken("  \t ")),
  none("Basic", withToken(`Basic ${btoa("john:secret")}`)),
  none("Basic with the token", withToken(`Basic ${good}`)),
  none(
    "Digest",
    withToken("Digest username=\"john\", realm=\"visits\", nonce=\"1\", uri=\"/history\", response=\"x\"")
  ),
  none("Negotiate", withToken("Negotiate YII=")),
  none("a longer scheme", withToken(`Bearers ${good}`)),
  none("a shorter scheme", withToken(`Beare ${good}`)),
  none("a scheme with a sign", withToken(`Bearer= ${good}`)),
  none("a quoted scheme", withToken(`"Bearer" ${good}`)),
  none("a tab for the blank", withToken(`Bearer\t${good}`)),
  none("no blank", withToken(`Bearer${good}`)),
  none("a colon for the blank", withToken(`Bearer:${good}`)),
  none("a blank that is none of ASCII", withToken(`Bearer\xa0${good}`)),
  none("a blank that is none of ASCII, before it", withToken(`\xa0Bearer ${good}`)),
  none("the token alone", withToken(good)),
  none("another scheme before it", withToken(`Basic Bearer ${good}`)),
  none("DPoP, which this API does not take", asking([`Authorization: DPoP ${good}`, "DPoP: a.b.c"])),
  none("the header of a proxy", asking([`Proxy-Authorization: Bearer ${good}`])),
  none("another header", asking([`X-Authorization: Bearer ${good}`, `Access-Token: ${good}`])),
  none("a cookie", asking([`Cookie: access_token=${good}; Authorization=Bearer ${good}`])),
  none("a form", form(`access_token=${good}`)),
  none("a parameter of another name", asking([], `/history?token=${good}&ACCESS_TOKEN=${good}&access_token_=${good}`)),
  none("a request to the whole URL", asking([], "http://evil.example.com/history")),
  none("a path in other letters", asking([], "/HISTORY")),

  malformed("Bearer alone", withToken("Bearer")),
  malformed("Bearer and blanks", withToken("Bearer   ")),
  malformed("two tokens", withToken(`Bearer ${good} ${good}`)),
  malformed("two tokens with a tab", withToken(`Bearer ${good}\t${good}`)),
  malformed("two credentials in a line", withToken(`Bearer ${good}, Bearer ${good}`)),
  malformed("a comma after it", withToken(`Bearer ${good},`)),
  malformed("a comma before it", withToken(`Bearer ,${good}`)),
  malformed("a blank that is none of ASCII, after it", withToken(`Bearer ${good}\xa0`)),
  malformed("parameters", withToken(`Bearer realm="visits", token="${good}"`)),
  malformed("two lines", asking([`Authorization: Bearer ${good}`, `Authorization: Bearer ${good}`])),
  malformed("two lines, a good and a bad one", asking([`Authorization: Bearer ${good}`, "authorization: Bearer x"])),
  malformed("two lines, Basic first", asking(["Authorization: Basic eDp5", `Authorization: Bearer ${good}`])),
  malformed("two lines, Basic last", asking([`Authorization: Bearer ${good}`, "AUTHORIZATION: Basic eDp5"])),
  malformed("a token in the query", asking([], `/history?access_token=${good}`)),
  malformed("a token in the query, in other letters", asking([], `/history?a=b&access%5Ftoken=${good}`)),
  malformed("no token in the query", asking([], "/history?access_token=")),
  malformed("a token in the query twice", asking([], `/history?access_token=${good}&access_token=${good}`)),
  malformed("a token in the query and in the header", withToken(`Bearer ${good}`, `/history?access_token=${good}`)),

  invalid("no such token", withToken("Bearer no-such-token")),
  invalid("all characters of a token", withToken("Bearer AZaz09-._~+/==")),
  invalid("the token in other letters", withToken(`Bearer ${good.toUpperCase()}`)),
  invalid("a part of the token", withToken(`Bearer ${good.slice(0, -1)}`)),
  invalid("the token and more", withToken(`Bearer ${good}A`)),
  invalid("the token, padded", withToken(`Bearer ${good}==`)),
  invalid("a sign of equality alone", withToken("Bearer =")),
  invalid("a sign of equality within", withToken(`Bearer access_token=${good}`)),
  invalid("quotes", withToken(`Bearer "${good}"`)),
  invalid("angle brackets", withToken(`Bearer <${good}>`)),
  invalid("percent-encoded", withToken(`Bearer ${good.replace("-", "%2D")}`)),
  invalid("a percent-encoded line break", withToken(`Bearer ${good}%0d%0aSet-Cookie:a=b`)),
  invalid("a percent-encoded NUL", withToken(`Bearer ${good}%00`)),
  invalid("Latin-1", withToken("Bearer t\xf6ken")),
  invalid("UTF-8", withToken(`Bearer ${Buffer.from("tök€n🔑").toString("latin1")}`)),
  invalid("what is not UTF-8", withToken("Bearer \xff\xfe\xc0\xaf")),
  invalid("a path", withToken("Bearer ../../auth/token/get/list")),
  invalid("braces", withToken("Bearer {\"token\":\"x\"}")),
  invalid("__proto__", withToken("Bearer __proto__")),
  invalid("12 kB", withToken(`Bearer ${"a".repeat(12_000)}`)),
  invalid("expired", withToken(`Bearer ${expired}`)),
  invalid("revoked", withToken(`Bearer ${revoked}`)),
  invalid("a refresh token", withToken(`Bearer ${refresh}`)),
  invalid("a JWT without a signature", withToken(`Bearer ${segment({ alg: "none" })}.${segment({ jti: good })}.`)),
  invalid("a JWT about the token", withToken(`Bearer ${segment({ alg: "ES256" })}.${segment({ jti: good })}.AAAA`)),

  [
    "a token for another scope",
    withToken(`Bearer ${history}`, "/timeline"),
    403,
    /^Bearer realm="visits", error="insufficient_scope", .*scope="timeline.read"$/
  ],

  passes("Bearer", withToken(`Bearer ${good}`)),
  passes("bearer", withToken(`bearer ${good}`)),
  passes("BEARER", withToken(`BEARER ${good}`)),
  passes("several blanks", withToken(`Bearer    ${good}`)),
  passes("blanks and tabs around it", withToken(` \t Bearer ${good} \t `)),
  passes("a header in other letters", asking([`aUTHORIZATION: Bearer ${good}`])),
  passes("a proof that nothing asks for", asking([`Authorization: Bearer ${good}`, "DPoP: x"])),
  passes("a query that names no token", withToken(`Bearer ${good}`, "/history?a=access_token&b=%61")),
  passes("HEAD", withToken(`Bearer ${good}`, "/history", "HEAD")),
  passes("the OpenAPI page, without a token", asking([], "/docs")),
  passes("HTTP/1.0", withToken(`Bearer ${good}`).replace("HTTP/1.1", "HTTP/1.0")),

  ["HEAD without a token", asking([], "/history", "HEAD"), 401, bare],
  ...["OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"].map((method) =>
    unchallenged(`${method}, which is no endpoint`, withToken(`Bearer ${good}`, "/history", method), 404)
  ),
  unchallenged("a path with another before it", asking([], "/health/../history"), 404),
  unchallenged("a path that cannot be decoded", asking([], "/%zz"), 404),

  broken("NUL", withToken(`Bearer ${good}\0`)),
  broken("a control character", withToken(`Bearer \x01${good}`)),
  broken("a line feed in the token", withToken(`Bearer ${good}\nX: y`)),
  broken("a carriage return in the token", withToken(`Bearer ${good}\rX: y`)),
  broken("a blank before the colon", asking([`Authorization : Bearer ${good}`])),
  broken("a header over two lines", asking(["Authorization: Bearer", ` ${good}`])),
  broken("no host", withToken(`Bearer ${good}`).replace("Host: api.example.com\r\n", "")),
  broken("two lengths", asking([`Authorization: Bearer ${good}`, "Content-Length: 1", "Content-Length: 2"])),
  unchallenged("not HTTP: 64 kB", withToken(`Bearer ${"a".repeat(65_536)}`), 431),
  unchallenged("not HTTP: ten thousand headers", asking(Array.from({ length: 10_000 }, (_, i) => `X${i}: y`)), 431)
]

describe("a request", () => {
  it.each(cases)("%s", async (_, bytes, status, challenge) => {
    const [got, ...others] = await exchange(bytes)
    expect(others).toEqual([])
    expect(got?.status).toBe(status)
    if (got === undefined) return
    const told = headerOf(got, "www-authenticate")
    if (challenge instanceof RegExp) expect(told).toMatch(challenge)
    else expect(told).toBe(challenge)
    expect(headerOf(got, "set-cookie")).toBeUndefined()
    if (told !== undefined) expect([got.body, headerOf(got, "cache-control")]).toEqual(["", "no-store"])
  })

  it("without a token does not profit from the one before it on the same connection", async () => {
    const first = withToken(`Bearer ${good}`).replace("Connection: close\r\n", "")
    expect((await exchange(first + asking([]))).map(({ status }) => status)).toEqual([200, 401])
  })

  it("is no failure in the log, whatever it is", async () => {
    for (const [, bytes] of cases) await exchange(bytes)
    expect(server.logged).toEqual([])
  })

  it("without a token, or with more than one, is nothing to ask Authlete about", async () => {
    const introspections = Effect.map(
      server.emulator.requests,
      (requests) => requests.filter(({ operation }) => operation === "introspection.process").length
    )
    const before = await Effect.runPromise(introspections)
    for (const [what, bytes] of cases) {
      if (/^(no credentials|malformed|not HTTP)/.test(what)) await exchange(bytes)
    }
    expect(await Effect.runPromise(introspections)).toBe(before)
    await exchange(withToken("Bearer another-token"))
    expect(await Effect.runPromise(introspections)).toBe(before + 1)
  })
})
