/**
 * The guard with nothing played: requests over sockets, the client of this library, the cache, and the emulator.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, TestClock } from "effect"
import { Tokens } from "effect-authlete"
import { bearerHeaders, guardedServer, joined, until } from "./guardedServer.js"

const issuer = "https://issuer.example.com"

describe("a token", () => {
  it.scoped("passes until it expires, in an outage as well, and not a moment longer", () =>
    Effect.gen(function*() {
      const { ask, emulator, issue } = yield* guardedServer({ cache: { timeToLive: "1 hour", onOutage: "stale" } })
      const headers = bearerHeaders(yield* issue({ accessTokenDuration: 60 }))
      expect((yield* ask({ headers })).status).toBe(200)
      yield* emulator.failNext({ operation: "introspection.process", status: 503, times: Infinity })
      yield* TestClock.setTime(59_999)
      expect((yield* ask({ headers })).status).toBe(200)
      yield* TestClock.setTime(60_000)
      const { challenge, headers: { "retry-after": wait }, status } = yield* ask({ headers })
      expect([status, challenge, wait]).toEqual([503, undefined, "5"])
    }))

  it.scoped("that has expired is refused with invalid_token", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer()
      const headers = bearerHeaders(yield* issue({ accessTokenDuration: 60 }))
      yield* TestClock.setTime(60_000)
      const { challenge, status } = yield* ask({ headers })
      expect(status).toBe(401)
      expect(challenge).toMatch(/^Bearer error="invalid_token"/)
    }))

  it.scoped("that is revoked through the cache is refused at once", () =>
    Effect.gen(function*() {
      const { ask, issue, withAuthlete } = yield* guardedServer()
      const token = yield* issue()
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(200)
      yield* withAuthlete(Tokens.revoke({ accessTokenIdentifier: token }))
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(401)
    }))

  it.scoped("for one scope is 403 where another is needed", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ requirements: { scopes: ["timeline.read"] } })
      const { challenge, status } = yield* ask({ headers: bearerHeaders(yield* issue()) })
      expect(status).toBe(403)
      expect(challenge).toMatch(/^Bearer error="insufficient_scope".* scope="timeline.read"$/)
    }))
})

describe("requests with the same token at the same time", () => {
  it.scoped("are one introspection, although the first of them is broken off", () =>
    Effect.gen(function*() {
      const { ask, connections, emulator, issue } = yield* guardedServer()
      const headers = bearerHeaders(yield* issue())
      const isIntrospected = Effect.map(emulator.requests, (requests) => requests.length === 2)
      yield* emulator.failNext({ operation: "introspection.process", latency: "1 seconds" })
      const before = yield* joined
      const first = yield* Effect.fork(ask({ headers }))
      yield* until(isIntrospected)
      const others = yield* Effect.all(Array.from({ length: 99 }, () => Effect.fork(ask({ headers }))))
      yield* until(Effect.map(joined, (count) => count === before + 99))
      yield* Fiber.interrupt(first)
      yield* until(Effect.map(connections, (count) => count === 99))
      yield* TestClock.adjust("1 seconds")
      const statuses = yield* Effect.forEach(others, (other) => Effect.map(Fiber.join(other), ({ status }) => status))
      expect(statuses.filter((status) => status !== 200)).toEqual([])
      expect(yield* isIntrospected).toBe(true)
    }))
})

describe("a token in a form", () => {
  const sent = (token: string, more: string) => ({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `access_token=${token}&more=${more}`
  })

  it.scoped("passes if the server takes tokens from forms", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ options: { alsoFrom: { form: true } } })
      expect((yield* ask(sent(yield* issue(), "a"))).status).toBe(200)
    }))

  it.scoped("is not looked for beyond 512 KiB, which anybody could send", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ options: { alsoFrom: { form: true } } })
      const { challenge, status } = yield* ask(sent(yield* issue(), "a".repeat(600 * 1024)))
      expect({ challenge, status }).toEqual({
        status: 400,
        challenge: "Bearer error=\"invalid_request\", error_description=\"The form could not be read, or is too long.\""
      })
    }))
})

describe("step-up authentication", () => {
  it.scoped("is asked for with the classes that will do", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ requirements: { acrValues: ["gold", "silver"] } })
      for (const acr of ["bronze", undefined]) {
        const { challenge, status } = yield* ask({ headers: bearerHeaders(yield* issue({ acr })) })
        expect(status).toBe(401)
        expect(challenge).toMatch(/^Bearer error="insufficient_user_authentication".* acr_values="gold silver"$/)
      }
      expect((yield* ask({ headers: bearerHeaders(yield* issue({ acr: "silver" })) })).status).toBe(200)
    }))

  it.scoped("is asked for when the authentication is too old, although it was young enough just before", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ requirements: { maxAge: 20 }, cache: { timeToLive: "1 hour" } })
      const headers = bearerHeaders(yield* issue({ authTime: 10 }))
      yield* TestClock.setTime(29_999)
      expect((yield* ask({ headers })).status).toBe(200)
      yield* TestClock.setTime(30_001)
      const { challenge, status } = yield* ask({ headers })
      expect(status).toBe(401)
      expect(challenge).toMatch(/^Bearer error="insufficient_user_authentication".* max_age="20"$/)
    }))

  it.scoped("is asked for when nothing tells the time of the authentication", () =>
    Effect.gen(function*() {
      const { ask, issue } = yield* guardedServer({ requirements: { maxAge: 20 } })
      expect((yield* ask({ headers: bearerHeaders(yield* issue()) })).challenge).toContain("max_age=\"20\"")
    }))
})

describe("the audience", () => {
  const resource = "https://api.example.com/v1"
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<string> | undefined, "optional" | "required", number]> = [
    ["this resource", [resource], "required", 200],
    ["this resource and another", ["https://b.example.com", resource], "required", 200],
    ["another resource", ["https://b.example.com"], "required", 401],
    ["no resource", undefined, "required", 401],
    ["no resource, where none is needed", undefined, "optional", 200],
    ["another resource, where none is needed", ["https://b.example.com"], "optional", 401]
  ]
  for (const [name, resources, audience, status] of cases) {
    it.scoped(`of a token for ${name}: ${status}`, () =>
      Effect.gen(function*() {
        const { ask, issue } = yield* guardedServer({ options: { resource, audience } })
        const got = yield* ask({ headers: bearerHeaders(yield* issue({ resources })) })
        expect(got.status).toBe(status)
        expect(got.challenge ?? "none").toMatch(
          status === 200
            ? /^none$/
            : /^Bearer error="invalid_token".* resource_metadata="https:\/\/api.example.com\/\.well-known\/oauth-protected-resource\/v1"$/
        )
      }))
  }
})

describe("a JWT access token", () => {
  const emulator = { service: { accessTokenSignAlg: "ES256" } } as const
  const withJwts = { emulator, jwt: { issuer } }
  const withoutIntrospection = { emulator, jwt: { issuer, revocation: "ignore" } } as const

  /** The same token with other claims, and the signature that it had. */
  const forged = (token: string, claims: object) => {
    const [header = "", payload = "", signature = ""] = token.split(".")
    const changed = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...claims }
    return [header, Buffer.from(JSON.stringify(changed)).toString("base64url"), signature].join(".")
  }

  it.scoped("passes by its signature and by what Authlete says", () =>
    Effect.gen(function*() {
      const { ask, emulator, issue } = yield* guardedServer({ ...withJwts, requirements: { scopes: ["history.read"] } })
      const { body, status } = yield* ask({ headers: bearerHeaders(yield* issue()) })
      expect(status).toBe(200)
      expect(JSON.parse(body)).toMatchObject({
        subject: "john",
        isIntrospected: true,
        claims: { iss: issuer, sub: "john", scope: "history.read", exp: 3_600 }
      })
      const asked = (yield* emulator.requests).map(({ operation }) => operation)
      expect(asked).toEqual(["tokens.create", "services.jwks", "introspection.process"])
    }))

  it.scoped("that was revoked is refused, since Authlete is asked about it", () =>
    Effect.gen(function*() {
      const { ask, issue, withAuthlete } = yield* guardedServer(withJwts)
      const token = yield* issue()
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(200)
      yield* withAuthlete(Tokens.revoke({ subject: "john" }))
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(401)
    }))

  it.scoped("with other claims than it was signed with is refused, and Authlete never sees it", () =>
    Effect.gen(function*() {
      const { ask, emulator, issue } = yield* guardedServer(withJwts)
      const { challenge, status } = yield* ask({ headers: bearerHeaders(forged(yield* issue(), { sub: "jane" })) })
      expect(status).toBe(401)
      expect(challenge).toMatch(/^Bearer error="invalid_token"/)
      expect((yield* emulator.requests).map(({ operation }) => operation)).not.toContain("introspection.process")
    }))

  it.scoped("passes without a word to Authlete if revocation is ignored, until it expires", () =>
    Effect.gen(function*() {
      const { ask, emulator, issue } = yield* guardedServer(withoutIntrospection)
      const headers = bearerHeaders(yield* issue({ accessTokenDuration: 60 }))
      yield* TestClock.setTime(59_999)
      expect((yield* ask({ headers })).status).toBe(200)
      yield* TestClock.setTime(60_000)
      expect((yield* ask({ headers })).status).toBe(401)
      expect((yield* emulator.requests).map(({ operation }) => operation)).not.toContain("introspection.process")
    }))

  it.scoped("is refused for its scopes, its audience and its authentication by its claims alone", () =>
    Effect.gen(function*() {
      const resource = "https://api.example.com"
      const { ask, issue } = yield* guardedServer({
        ...withoutIntrospection,
        options: { resource },
        requirements: { scopes: ["history.read"], acrValues: ["gold"] }
      })
      const full = { resources: [resource], acr: "gold" }
      const outcomes = yield* Effect.forEach([
        full,
        { ...full, scopes: ["timeline.read"] },
        { ...full, resources: ["https://b.example.com"] },
        { ...full, acr: "silver" }
      ], (fields) => Effect.flatMap(issue(fields), (token) => ask({ headers: bearerHeaders(token) })))
      expect(outcomes.map(({ challenge, status }) => [status, /error="([^"]+)"/.exec(challenge ?? "")?.[1]])).toEqual([
        [200, undefined],
        [403, "insufficient_scope"],
        [401, "invalid_token"],
        [401, "insufficient_user_authentication"]
      ])
    }))
})
