/**
 * Between the authorization request and the decision: what a page is told, who may decide, and how often.
 */
import { HttpServerResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option, TestClock } from "effect"
import { AuthleteError, AuthorizationServer } from "effect-authlete"
import type { Call, ReadResponse, Replies } from "./support.js"
import { ask, authlete, failure, get, john, services } from "./support.js"

const now = 1_700_000_100

const request = {
  action: "INTERACTION",
  ticket: "the-ticket",
  client: { clientId: 1, clientName: "Example", clientSecret: "its secret" },
  service: { apiKey: 1, serviceName: "s" },
  scopes: [{ name: "openid" }, { name: "history.read" }],
  claims: ["name"]
}

/** An Authlete that keeps the context of one ticket, and forgets it when it is decided on. */
const flow = (asked: object, replies: Replies = {}) => {
  const calls: Array<Call> = []
  const context = () =>
    calls.flatMap(({ name, request }) =>
      name === "authorization.updateTicket" ? [(request["info"] as { context: string }).context] : []
    ).at(-1)
  const info = {
    get info() {
      return { context: context() }
    },
    action: "OK"
  }
  const layer = authlete({
    "authorization.process": { ...request, ...asked },
    "authorization.updateTicket": { action: "OK", info: {} },
    "authorization.ticketInfo": info,
    "authorization.issue": { action: "LOCATION", responseContent: "https://client.example.com/cb?code=c1" },
    "authorization.fail": { action: "LOCATION", responseContent: "https://client.example.com/cb?error=x" },
    ...replies
  }, calls)
  return { calls, layer }
}

interface Begun {
  readonly response: ReadResponse
  readonly id: string
  readonly cookie: string
  readonly pending: AuthorizationServer.Pending
}

const begin = (path = "/authorize?client_id=1", headers = {}) =>
  Effect.map(ask(AuthorizationServer.authorization, get(path, headers)), (response): Begun => {
    const pending = JSON.parse(response.body) as AuthorizationServer.Pending
    return { response, id: pending.id, cookie: response.cookies.at(-1)?.split(";")[0] ?? "", pending }
  })

const sent = (
  cookie: string,
  headers: Readonly<Record<string, string>> = {},
  method = "POST"
) => new Request("https://as.example.com/decision", { method, headers: { host: "as.example.com", cookie, ...headers } })

/** What the page of a user would do with a decision, and the reason if it does not count. */
const decided = <R>(
  page: Effect.Effect<HttpServerResponse.HttpServerResponse, AuthorizationServer.InteractionError, R>,
  request: Request
) => ask(Effect.catchAll(page, ({ reason }) => HttpServerResponse.text(reason, { status: 499 })), request)

const issue = (id: string, more: Partial<AuthorizationServer.Decision> = {}) =>
  AuthorizationServer.issue({ interaction: id, subject: "john", authTime: now, ...more })

const at = TestClock.setTime(now * 1000)

const test = (
  name: string,
  effect: (calls: ReadonlyArray<Call>) => Effect.Effect<
    void,
    never,
    Layer.Layer.Success<ReturnType<typeof authlete>> | Layer.Layer.Success<ReturnType<typeof services>>
  >,
  { asked = {}, replies = {}, session = Option.none() }: {
    readonly asked?: object
    readonly replies?: Replies
    readonly session?: Option.Option<AuthorizationServer.Session>
  } = {}
) =>
  it.effect(name, () => {
    const { calls, layer } = flow(asked, replies)
    return Effect.zipRight(at, effect(calls)).pipe(Effect.provide(Layer.merge(layer, services(session))))
  })

const namesOf = (calls: ReadonlyArray<Call>) => calls.map(({ name }) => name)

const requestOf = (calls: ReadonlyArray<Call>, name: string) => calls.find((call) => call.name === name)?.request

describe("what a page is told", () => {
  test("what was asked for, as typed values", () =>
    Effect.map(begin(), ({ pending }) => {
      expect(pending).toMatchObject({
        begunAt: now,
        client: { clientId: 1, clientName: "Example" },
        scopes: [{ name: "openid" }, { name: "history.read" }],
        prompts: ["LOGIN", "CONSENT"],
        maxAge: 60,
        acrs: ["urn:acr:2"],
        acrEssential: true,
        loginHint: "john@example.com",
        subject: "john",
        uiLocales: ["ja"],
        display: "PAGE",
        mustLogin: true
      })
    }), {
    asked: {
      prompts: ["LOGIN", "CONSENT"],
      maxAge: 60,
      acrs: ["urn:acr:2"],
      acrEssential: true,
      loginHint: "john@example.com",
      subject: "john",
      uiLocales: ["ja"],
      display: "PAGE"
    }
  })

  test("no ticket, no secret of the client, nothing of the service", () =>
    Effect.map(begin(), ({ response: { body } }) => {
      expect(body).not.toMatch(/the-ticket|its secret|serviceName/)
    }))

  test("a later page is told the same, from what is kept with the ticket", () =>
    Effect.gen(function*() {
      const { cookie, id, pending } = yield* begin()
      const later = yield* decided(
        Effect.flatMap(AuthorizationServer.pending(id), (found) => HttpServerResponse.unsafeJson(found)).pipe(
          Effect.orDie
        ),
        sent(cookie)
      )
      expect(JSON.parse(later.body)).toEqual(pending)
    }))
})

describe("RFC 9700, section 4.16: no page that asks for a decision can be put into a frame, or kept", () => {
  const guarded = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY"
  }

  test("the first one", () =>
    Effect.map(begin(), ({ response: { headers } }) => {
      expect(headers).toMatchObject(guarded)
    }))

  test("the one after the login", () =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      const { headers } = yield* decided(AuthorizationServer.resume(id), sent(cookie, {}, "GET"))
      expect(headers).toMatchObject(guarded)
    }))
})

describe("OpenID Connect Core, section 3.1.2.1: whether the resource owner must log in", () => {
  const asks = (
    name: string,
    mustLogin: boolean,
    asked: object,
    session: AuthorizationServer.Session = john,
    path = "/authorize?client_id=1"
  ) =>
    test(name, () =>
      Effect.map(begin(path), ({ pending }) => {
        expect(pending.mustLogin).toBe(mustLogin)
      }), { asked, session: Option.some(session) })

  asks("not if somebody is logged in", false, {})
  asks("prompt=login: again", true, { prompts: ["LOGIN"] })
  asks("prompt=login: again, even if it was in this second", true, { prompts: ["LOGIN"] }, { ...john, authTime: now })
  asks("prompt=consent: not", false, { prompts: ["CONSENT"] })
  asks("max_age: not within it", false, { maxAge: 100 })
  asks("max_age: after it", true, { maxAge: 99 })
  asks(
    "max_age=0: always, which Authlete does not tell apart from none",
    true,
    { maxAge: 0 },
    john,
    "/authorize?max_age=0"
  )
  asks("max_age=0 in a request object", true, { maxAge: 0, requestObjectPayload: "{\"max_age\":0}" })
  asks("no max_age: not", false, { maxAge: 0 })
  asks("id_token_hint of another one", true, { subject: "jane" })
  asks("an acr that is wanted only", false, { acrs: ["2"] })
  asks("an acr that is essential", true, { acrs: ["2"], acrEssential: true })
  asks("an acr that is satisfied", false, { acrs: ["2"], acrEssential: true }, { ...john, acr: "2" })
})

describe("a request is bound to the browser that began it", () => {
  test("by a cookie that scripts and other sites cannot use", () =>
    Effect.map(begin(), ({ id, response: { cookies } }) => {
      expect(cookies).toHaveLength(1)
      expect(cookies[0]).toContain(`__Host-authlete-${id}=${now}.the-ticket;`)
      expect(cookies[0]).toMatch(/; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    }))

  test("on the machine itself the cookie needs no TLS", () =>
    Effect.map(begin("/authorize", { host: "127.0.0.1:3000" }), ({ id, response: { cookies } }) => {
      expect(cookies[0]).toMatch(new RegExp(`^authlete-${id}=`))
      expect(cookies[0]).not.toContain("Secure")
    }))

  test("its decision counts", (calls) =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      const { cookies, headers, status } = yield* decided(issue(id), sent(cookie))
      expect({ status, location: headers["location"] }).toEqual({
        status: 302,
        location: "https://client.example.com/cb?code=c1"
      })
      expect(cookies[0]).toMatch(new RegExp(`^__Host-authlete-${id}=; Max-Age=0`))
      expect(requestOf(calls, "authorization.issue")).toEqual({
        ticket: "the-ticket",
        subject: "john",
        authTime: now,
        claims: "{\"name\":\"John\"}"
      })
    }))

  test("that of another browser does not", (calls) =>
    Effect.gen(function*() {
      const { id } = yield* begin()
      const { body, status } = yield* decided(issue(id), sent("other=cookie"))
      expect({ body, status }).toEqual({ body: "Unknown", status: 499 })
      expect(namesOf(calls)).not.toContain("authorization.issue")
    }))

  test("nor that for a request of another tab's id", () =>
    Effect.gen(function*() {
      const first = yield* begin()
      const second = yield* begin()
      const { body } = yield* decided(issue(first.id), sent(second.cookie))
      expect(body).toBe("Unknown")
    }))

  test("nor with an id that is none", () =>
    Effect.forEach(
      ["", "__proto__", "../../x", "a".repeat(23)],
      (id) =>
        Effect.map(decided(issue(id), sent("authlete-=1.x")), ({ body }) => {
          expect(body).toBe("Unknown")
        }),
      { discard: true }
    ))

  test("a cookie without its __Host- prefix is not taken where there is TLS", () =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      const { body } = yield* decided(issue(id), sent(cookie.replace("__Host-", "")))
      expect(body).toBe("Unknown")
    }))

  test("of many requests that were left, the oldest cookies go", () =>
    Effect.gen(function*() {
      const left = Array.from({ length: 9 }, (_, index) => `__Host-authlete-${index}=${index}.t`).join("; ")
      const { response: { cookies } } = yield* begin("/authorize", { cookie: left })
      const expired = cookies.filter((cookie) => cookie.includes("Max-Age=0")).map((cookie) => cookie.split("=")[0])
      expect(expired.sort()).toEqual(["__Host-authlete-0", "__Host-authlete-1"])
    }))
})

describe("a decision from another site does not count", () => {
  const refused = (name: string, headers: Readonly<Record<string, string>>) =>
    test(name, (calls) =>
      Effect.gen(function*() {
        const { cookie, id } = yield* begin()
        for (const page of [issue(id), AuthorizationServer.deny({ interaction: id })]) {
          const { body } = yield* decided(page, sent(cookie, headers))
          expect(body).toBe("CrossSite")
        }
        expect(namesOf(calls)).toEqual(["authorization.process", "authorization.updateTicket"])
      }))

  refused("as the browser says", { "sec-fetch-site": "cross-site" })
  refused("nor one from a neighbour", { "sec-fetch-site": "same-site" })
  refused("by its origin", { origin: "https://evil.example.com" })
  refused("nor one from an origin that is hidden", { origin: "null" })

  const taken = (name: string, headers: Readonly<Record<string, string>>, method = "POST") =>
    test(name, () =>
      Effect.gen(function*() {
        const { cookie, id } = yield* begin()
        const { status } = yield* decided(issue(id), sent(cookie, headers, method))
        expect(status).toBe(302)
      }))

  taken("one of the same origin does", { "sec-fetch-site": "same-origin" })
  taken("by its origin too", { origin: "https://as.example.com" })
  taken("a GET may come back from an identity provider", { "sec-fetch-site": "cross-site" }, "GET")

  it.effect("a router responds to a decision that does not count", () =>
    Effect.gen(function*() {
      const { layer } = flow({})
      const response = yield* ask(AuthorizationServer.deny({ interaction: "x" }), sent("", {})).pipe(
        Effect.provide(Layer.merge(layer, services()))
      )
      expect(response.status).toBe(400)
    }))
})

describe("a ticket decides once", () => {
  const used = { action: "INTERNAL_SERVER_ERROR", resultCode: "A041202" }

  test("Authlete does not know it any more", () =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      expect((yield* decided(issue(id), sent(cookie))).body).toBe("Ended")
    }), { replies: { "authorization.issue": used } })

  test("nor for a denial", () =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      expect((yield* decided(AuthorizationServer.deny({ interaction: id }), sent(cookie))).body).toBe("Ended")
    }), { replies: { "authorization.fail": { action: "BAD_REQUEST", resultCode: "A059202" } } })

  test("nothing is kept with it", () =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      expect((yield* decided(issue(id), sent(cookie))).body).toBe("Ended")
    }), { replies: { "authorization.ticketInfo": { action: "OK", info: {} } } })
})

describe("a decision has to be what was asked for", () => {
  const fails = (name: string, reason: string, asked: object, decision: Partial<AuthorizationServer.Decision>) =>
    test(name, (calls) =>
      Effect.gen(function*() {
        const { cookie, id } = yield* begin("/authorize?client_id=1")
        const { headers } = yield* decided(issue(id, decision), sent(cookie))
        expect(headers["location"]).toBe("https://client.example.com/cb?error=x")
        expect(requestOf(calls, "authorization.fail")).toEqual({ ticket: "the-ticket", reason })
      }), { asked })

  fails("by the resource owner of id_token_hint", "DIFFERENT_SUBJECT", { subject: "jane" }, {})
  fails("after a new login", "NOT_AUTHENTICATED", { prompts: ["LOGIN"] }, { authTime: now - 1 })
  fails("within max_age", "EXCEEDS_MAX_AGE", { maxAge: 10 }, { authTime: now - 11 })
  fails("by an acr that is essential", "ACR_NOT_SATISFIED", { acrs: ["2"], acrEssential: true }, { acr: "1" })

  test("claims of the decision go before those of the resource owners", (calls) =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      yield* decided(issue(id, { claims: "{\"name\":\"J.\"}" }), sent(cookie))
      expect(requestOf(calls, "authorization.issue")).toMatchObject({ claims: "{\"name\":\"J.\"}" })
    }))

  test("claims that were not consented to are left out", (calls) =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      yield* decided(issue(id, { consentedClaims: [] }), sent(cookie))
      expect(requestOf(calls, "authorization.issue")).not.toHaveProperty("claims")
    }))

  test("a denial has a reason and may have a description", (calls) =>
    Effect.gen(function*() {
      const { cookie, id } = yield* begin()
      yield* decided(
        AuthorizationServer.deny({ interaction: id, reason: "INVALID_TARGET", description: "No." }),
        sent(cookie)
      )
      expect(requestOf(calls, "authorization.fail")).toEqual({
        ticket: "the-ticket",
        reason: "INVALID_TARGET",
        description: "No."
      })
    }))
})

describe("OpenID Connect Core, section 3.1.2.6: prompt=none ends in the right error", () => {
  const noPage = { action: "NO_INTERACTION" }

  const ends = (
    name: string,
    reason: string | undefined,
    asked: object,
    session: Option.Option<AuthorizationServer.Session>,
    { granted = ["openid", "history.read"], path = "/authorize" }: {
      readonly granted?: ReadonlyArray<string>
      readonly path?: string
    } = {}
  ) =>
    test(name, (calls) =>
      Effect.map(ask(AuthorizationServer.authorization, get(path)), ({ cookies, status }) => {
        expect({ status, cookies }).toEqual({ status: 302, cookies: [] })
        expect(requestOf(calls, "authorization.fail")?.["reason"]).toBe(reason)
        expect(namesOf(calls).includes("authorization.issue")).toBe(reason === undefined)
      }), {
      asked: { ...noPage, ...asked },
      session,
      replies: { "clients.grantedScopes": { mergedGrantedScopes: granted } }
    })

  const someone = Option.some(john)
  ends("nobody is logged in", "NOT_LOGGED_IN", {}, Option.none())
  ends("too long ago", "EXCEEDS_MAX_AGE", { maxAge: 99 }, someone)
  ends("max_age=0", "EXCEEDS_MAX_AGE", {}, Option.some({ ...john, authTime: now }), { path: "/authorize?max_age=0" })
  ends("somebody else", "DIFFERENT_SUBJECT", { subject: "jane" }, someone)
  ends("not in the way that is essential", "ACR_NOT_SATISFIED", { acrs: ["2"], acrEssential: true }, someone)
  ends("a scope was not granted before", "CONSENT_REQUIRED", {}, someone, { granted: ["openid"] })
  ends("a dynamic scope is never granted before", "CONSENT_REQUIRED", { dynamicScopes: [{ name: "pay" }] }, someone)
  ends("all is in order", undefined, { acrs: ["2"] }, someone)

  test(
    "a service whose granted scopes Authlete does not tell has to ask",
    (calls) =>
      Effect.map(ask(AuthorizationServer.authorization, get("/authorize")), () => {
        expect(requestOf(calls, "authorization.fail")?.["reason"]).toBe("CONSENT_REQUIRED")
      }),
    {
      asked: noPage,
      session: someone,
      replies: { "clients.grantedScopes": failure(AuthleteError.Forbidden, { status: 403 }) }
    }
  )
})

describe("a store in place of the cookie and of Authlete", () => {
  const kept = new Map<string, string>()
  const store: AuthorizationServer.InteractionStore = {
    put: (id, text) => Effect.sync(() => void kept.set(id, text)),
    get: (id) => Effect.sync(() => Option.fromNullable(kept.get(id))),
    take: (id) =>
      Effect.sync(() => {
        const text = Option.fromNullable(kept.get(id))
        kept.delete(id)
        return text
      })
  }
  const interaction: AuthorizationServer.InteractionService = {
    session: Effect.succeedNone,
    present: (pending) => Effect.succeed(HttpServerResponse.unsafeJson(pending)),
    store
  }

  test("keeps the ticket, which the browser does not get, and gives it once", (calls) =>
    Effect.gen(function*() {
      const server = AuthorizationServer.make({ interaction })
      const began = yield* ask(server.authorization, get("/authorize"))
      const { id } = JSON.parse(began.body) as AuthorizationServer.Pending
      const cookie = began.cookies[0]?.split(";")[0] ?? ""
      expect(cookie).not.toContain("the-ticket")
      const decision = { interaction: id, subject: "john", authTime: now }
      expect((yield* decided(server.issue(decision), sent(cookie))).status).toBe(302)
      expect((yield* decided(server.issue(decision), sent(cookie))).body).toBe("Ended")
      expect(namesOf(calls)).toEqual(["authorization.process", "authorization.issue"])
    }))
})
