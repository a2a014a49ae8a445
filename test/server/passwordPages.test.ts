/**
 * Login by name and password, and consent: what becomes of the forms of the two pages.
 */
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option, Redacted, TestClock } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { sessionsInMemory } from "../../src/internal/server/inMemory.js"
import type { Call, ReadResponse } from "./support.js"
import { ask, authlete, basic, post } from "./support.js"

const now = 1_700_000_000

const john = { password: Redacted.make("correct horse"), claims: { name: "John" } }

/** A server with two pages that show their data, on an Authlete that keeps one ticket. */
const serverWith = (
  options: Partial<AuthorizationServer.PasswordPagesOptions> = {},
  asked: object = {}
) => {
  const calls: Array<Call> = []
  const Authlete = authlete({
    "authorization.process": { action: "INTERACTION", ticket: "the-ticket", service: { apiKey: 1 }, ...asked },
    "authorization.updateTicket": { action: "OK", info: {} },
    "authorization.ticketInfo": {
      action: "OK",
      get info() {
        const { info } = calls.find(({ name }) => name === "authorization.updateTicket")?.request ?? {}
        return info
      }
    },
    "authorization.issue": { action: "LOCATION", responseContent: "https://client.example.com/cb?code=c1" },
    "authorization.fail": { action: "LOCATION", responseContent: "https://client.example.com/cb?error=x" }
  }, calls)
  const pages = AuthorizationServer.passwordPages({
    login: ({ id }, isWrong) => HttpServerResponse.text(`login ${id} ${isWrong ? "again" : "first"}`),
    consent: ({ id, session }) => HttpServerResponse.text(`consent ${id} ${session?.subject ?? ""}`),
    ...options
  })
  const app = HttpRouter.empty.pipe(
    HttpRouter.all("/authorize", AuthorizationServer.authorization),
    HttpRouter.concat(pages.routes),
    HttpRouter.toHttpApp,
    Effect.flatten
  )
  const Services = Layer.mergeAll(
    Authlete,
    Layer.succeed(AuthorizationServer.Interaction, pages.interaction),
    AuthorizationServer.layerResourceOwners({ john })
  )
  const cookies = new Map<string, string>()
  /** Sends a request with the cookies that the browser has. */
  const visit = (path: string, form?: Readonly<Record<string, string>>): Effect.Effect<ReadResponse> => {
    const headers = { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") }
    const request = form === undefined
      ? new Request(new URL(path, "https://as.example.com"), { headers })
      : post(path, form, headers)
    const recovered = Effect.catchAll(app, (error) => HttpServerResponse.text(String(error), { status: 499 }))
    return ask(recovered, request).pipe(
      Effect.tap((response) =>
        Effect.sync(() => {
          for (const cookie of response.cookies) {
            const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=")
            cookies.set(name, value)
          }
        })
      ),
      Effect.provide(Services)
    )
  }
  const begin = Effect.map(
    Effect.zipRight(TestClock.setTime(now * 1000), visit("/authorize?client_id=1")),
    ({ body }) => body.split(" ")[1] ?? ""
  )
  const login = (interaction: string, password = "correct horse") =>
    visit("/login", { interaction, username: "john", password })
  const requestOf = (name: string) => calls.find((call) => call.name === name)?.request
  return { begin, cookies, login, requestOf, visit }
}

describe("a login by password", () => {
  it.effect("begins a session and goes on to the consent", () =>
    Effect.gen(function*() {
      const { begin, login, visit } = serverWith()
      const id = yield* begin
      const { headers, status } = yield* login(id)
      expect({ status, location: headers["location"] }).toEqual({
        status: 303,
        location: `continue?interaction=${id}`
      })
      expect((yield* visit(`/continue?interaction=${id}`)).body).toBe(`consent ${id} john`)
    }))

  it.effect("is kept by a cookie that neither scripts nor other sites can use", () =>
    Effect.gen(function*() {
      const { begin, login } = serverWith()
      const { cookies } = yield* login(yield* begin)
      expect(cookies).toHaveLength(1)
      expect(cookies[0]).toMatch(/^__Host-session=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    }))

  it.effect("has an id of its own, whatever the browser came with", () =>
    Effect.gen(function*() {
      const { begin, cookies, login } = serverWith()
      cookies.set("__Host-session", "an-id-that-another-planted")
      yield* login(yield* begin)
      expect(cookies.get("__Host-session")).not.toBe("an-id-that-another-planted")
    }))

  it.effect("with a wrong password shows the page again, and begins nothing", () =>
    Effect.gen(function*() {
      const { begin, login } = serverWith()
      const id = yield* begin
      const { body, cookies, headers } = yield* login(id, "wrong")
      expect({ body, cookies }).toEqual({ body: `login ${id} again`, cookies: [] })
      expect(headers["x-frame-options"]).toBe("DENY")
    }))

  it.effect("lasts as long as it is said to", () =>
    Effect.gen(function*() {
      const { begin, login, visit } = serverWith({ sessionSeconds: 60 })
      const id = yield* begin
      yield* login(id)
      yield* TestClock.adjust("59 seconds")
      expect((yield* visit(`/continue?interaction=${id}`)).body).toBe(`consent ${id} john`)
      yield* TestClock.adjust("1 second")
      expect((yield* visit(`/continue?interaction=${id}`)).body).toBe(`login ${id} first`)
    }))

  it.effect("that does not satisfy an essential acr is an error for the client application", () =>
    Effect.gen(function*() {
      const { begin, login, requestOf } = serverWith({}, { acrs: ["2"], acrEssential: true })
      yield* login(yield* begin)
      expect(requestOf("authorization.fail")).toMatchObject({ reason: "ACR_NOT_SATISFIED" })
    }))

  it.effect("satisfies the acr that it is said to have", () =>
    Effect.gen(function*() {
      const { begin, login, visit } = serverWith({ acr: "2" }, { acrs: ["2"], acrEssential: true })
      const id = yield* begin
      yield* login(id)
      expect((yield* visit(`/continue?interaction=${id}`)).body).toBe(`consent ${id} john`)
    }))

  it.effect("counts in the browser only that began the request", () =>
    Effect.gen(function*() {
      const { begin, cookies, login } = serverWith()
      const id = yield* begin
      cookies.clear()
      const { body, status } = yield* login(id)
      expect(status).toBe(499)
      expect(body).toContain("this browser began no such authorization request")
    }))

  it.effect("is kept where the server says, and its errors pass", () =>
    Effect.gen(function*() {
      const kept: Array<unknown> = []
      const pages = AuthorizationServer.passwordPages({
        login: () => HttpServerResponse.empty(),
        consent: () => HttpServerResponse.empty(),
        sessions: {
          put: (_, session, seconds) => Effect.sync(() => kept.push(session, seconds)),
          get: () => Effect.fail("the database is down" as const)
        }
      })
      const request = HttpServerRequest.fromWeb(
        new Request("https://as.example.com/", { headers: { host: "as.example.com", cookie: "__Host-session=x" } })
      )
      const error: "the database is down" = yield* Effect.flip(
        Effect.provideService(pages.interaction.session, HttpServerRequest.HttpServerRequest, request)
      )
      expect(error).toBe("the database is down")
    }))
})

describe("a decision", () => {
  const decided = (fields: Readonly<Record<string, string>>, isLoggedIn = true) =>
    Effect.gen(function*() {
      const { begin, login, requestOf, visit } = serverWith()
      const interaction = yield* begin
      if (isLoggedIn) yield* login(interaction)
      const { headers } = yield* visit("/decision", { interaction, ...fields })
      return { location: headers["location"], requestOf }
    })

  it.effect("to allow brings a code for who is logged in", () =>
    Effect.gen(function*() {
      const { location, requestOf } = yield* decided({ decision: "allow" })
      expect(location).toBe("https://client.example.com/cb?code=c1")
      expect(requestOf("authorization.issue")).toMatchObject({ subject: "john", authTime: now })
    }))

  for (const fields of [{}, { decision: "deny" }, { decision: "" }, { decision: "ALLOW" }]) {
    it.effect(`${JSON.stringify(fields)} denies`, () =>
      Effect.gen(function*() {
        const { requestOf } = yield* decided(fields)
        expect(requestOf("authorization.fail")).toMatchObject({ reason: "DENIED" })
      }))
  }

  it.effect("of nobody is an error", () =>
    Effect.gen(function*() {
      const { requestOf } = yield* decided({ decision: "allow" }, false)
      expect(requestOf("authorization.fail")).toMatchObject({ reason: "NOT_LOGGED_IN" })
    }))

  it.effect("by GET is not taken", () =>
    Effect.gen(function*() {
      const { begin, visit } = serverWith()
      const id = yield* begin
      const { headers, status } = yield* visit(`/decision?interaction=${id}&decision=allow`)
      expect({ status, allow: headers["allow"] }).toEqual({ status: 405, allow: "POST" })
    }))
})

describe("what is kept in memory", () => {
  const subjectOf = (username: string, password: string) =>
    Effect.flatMap(
      AuthorizationServer.ResourceOwners,
      ({ authenticate }) => authenticate({ username, password: Redacted.make(password) })
    ).pipe(
      Effect.provide(
        AuthorizationServer.layerResourceOwners({ john, nobody: { password: Redacted.make(""), claims: {} } })
      )
    )

  it.effect("a resource owner is found by name and password", () =>
    Effect.gen(function*() {
      expect(yield* subjectOf("john", "correct horse")).toEqual(Option.some("john"))
    }))

  for (
    const [username, password] of [
      ["john", "correct horse "],
      ["john", "correct"],
      ["john", ""],
      ["jane", "correct horse"],
      ["nobody", ""],
      ["__proto__", ""],
      ["toString", "undefined"]
    ] as const
  ) {
    it.effect(`nobody is found by ${username} and "${password}"`, () =>
      Effect.gen(function*() {
        expect(yield* subjectOf(username, password)).toEqual(Option.none())
      }))
  }

  const introspected = (headers: Readonly<Record<string, string>>) =>
    Effect.map(
      ask(AuthorizationServer.introspection, post("/introspection", { token: "x" }, headers)).pipe(
        Effect.provide(
          Layer.merge(
            AuthorizationServer.layerResourceServers({ api: Redacted.make("its secret"), blank: Redacted.make("") }),
            authlete({ "introspection.standardProcess": { action: "OK", responseContent: "{\"active\":false}" } })
          )
        )
      ),
      ({ status }) => status
    )

  it.effect("a resource server is known by its secret", () =>
    Effect.gen(function*() {
      expect(yield* introspected(basic("api", "its%20secret"))).toBe(200)
    }))

  for (const [id, secret] of [["api", "x"], ["api", ""], ["other", "its%20secret"], ["blank", ""]] as const) {
    it.effect(`${id} with the secret "${secret}" is not`, () =>
      Effect.gen(function*() {
        expect(yield* introspected(basic(id, secret))).toBe(401)
      }))
  }

  it.effect("of more than ten thousand logins the oldest is forgotten", () =>
    Effect.gen(function*() {
      const { get, put } = sessionsInMemory()
      for (let index = 0; index <= 10_000; index++) yield* put(String(index), { subject: "john", authTime: now }, 60)
      expect(Option.isNone(yield* get("0"))).toBe(true)
      expect(Option.isSome(yield* get("1"))).toBe(true)
    }))
})
