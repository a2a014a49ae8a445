/**
 * What each endpoint responds with, for every action of every operation that it calls.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option, Struct } from "effect"
import { AuthorizationServer } from "effect-authlete"
import type { ReadResponse, Replies } from "./support.js"
import { askWith, basic, get, john, logged, post } from "./support.js"

const content = "{\"told\":\"the client application\"}"
const noStore = { "cache-control": "no-store", pragma: "no-cache" }
const json = { ...noStore, "content-type": "application/json" }
const basicChallenge = "Basic realm=\"authorization server\", charset=\"UTF-8\""
const challenge = "Bearer error=\"invalid_token\", error_description=\"[A088302]\""
const serverError = { status: 500, headers: json, body: "{\"error\":\"server_error\"}" }
const location = "https://client.example.com/cb?code=x&iss=https%3A%2F%2Fas.example.com"
const form = "<html><body onload=\"document.forms[0].submit()\"></body></html>"
const page = {
  ...noStore,
  "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  "content-type": "text/html;charset=UTF-8",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY"
}
const redirect = { status: 302, headers: { ...noStore, location, "referrer-policy": "no-referrer" }, body: "" }

interface Expected {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One line of the table: with this action, what the endpoint responds with. */
type Lines = Readonly<Record<string, readonly [fields: object, expected: Expected]>>

interface Row {
  readonly endpoint: string
  readonly operation: keyof AuthorizationServer.Tables
  readonly ask: (replies: Replies) => Effect.Effect<ReadResponse>
  /** What comes before the operation. */
  readonly before?: Replies
  readonly lines: Lines
}

const told = (status: number, headers: Readonly<Record<string, string>> = json) =>
  [{ responseContent: content }, { status, headers, body: content }] as const

const challenged = (status: number) =>
  [
    { responseContent: challenge },
    { status, headers: { ...noStore, "www-authenticate": challenge }, body: "" }
  ] as const

const redirected = [{ responseContent: location }, redirect] as const
const posted = [{ responseContent: form }, { status: 200, headers: page, body: form }] as const
const failed = [{ responseContent: content, resultCode: "A000001" }, serverError] as const
const unauthorized = told(401, { ...json, "www-authenticate": basicChallenge })
const unsupported = { status: 400, headers: json, body: "{\"error\":\"unsupported_grant_type\"}" }

const client = basic("26888344961664", "secret")
const withClient = (app: typeof AuthorizationServer.token) => (replies: Replies) =>
  askWith(app, post("/", { a: "b" }, client), replies)

const noInteraction = { "authorization.process": { action: "NO_INTERACTION", ticket: "t1", client: { clientId: 1 } } }
const granted = { "clients.grantedScopes": { mergedGrantedScopes: [] } }
const authorize = (session?: AuthorizationServer.Session) => (replies: Replies) =>
  askWith(AuthorizationServer.authorization, get("/authorize?client_id=1"), replies, {
    session: Option.fromNullable(session)
  })

const bearer = { authorization: "Bearer Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z" }

const registered = (method: string, body?: string) => (replies: Replies) =>
  askWith(
    AuthorizationServer.registration,
    new Request(`https://as.example.com/register${method === "POST" ? "" : "/1"}`, {
      method,
      ...(body !== undefined && { body }),
      headers: { "content-type": "application/json", ...bearer }
    }),
    replies
  )

const unauthorizedBearer = told(401, { ...json, "www-authenticate": "Bearer error=\"invalid_token\"" })

const password = { "tokens.process": { action: "PASSWORD", ticket: "t1", username: "john", password: "x" } }
const wrongPassword = { "tokens.process": { action: "PASSWORD", ticket: "t1", username: "jane", password: "x" } }

const hooked = AuthorizationServer.make({
  nativeSso: () => Effect.succeed({ deviceSecret: "d1" }),
  reissueIdToken: () => Effect.succeed(Option.some({})),
  backchannel: {
    identify: ({ sub }) =>
      Effect.succeed(
        sub === "john" ? { _tag: "Identified", subject: sub } : { _tag: "Refused", reason: "UNKNOWN_USER_ID" }
      ),
    ask: () => Effect.void
  }
})

const rows: ReadonlyArray<Row> = [
  {
    endpoint: "authorization",
    operation: "authorization.process",
    ask: authorize(),
    before: {
      "authorization.updateTicket": { action: "OK", info: {} },
      "authorization.fail": { action: "LOCATION", responseContent: location }
    },
    lines: {
      // The page is the user's; what goes with it has tests of its own.
      INTERACTION: [{ ticket: "t1" }, {
        status: 200,
        headers: {
          "cache-control": "no-store",
          "content-security-policy": "frame-ancestors 'none'",
          "content-type": "application/json",
          "referrer-policy": "same-origin",
          "x-frame-options": "DENY"
        },
        body: expect.stringContaining("\"mustLogin\":true") as string
      }],
      NO_INTERACTION: [{ ticket: "t1" }, redirect],
      LOCATION: redirected,
      FORM: posted,
      BAD_REQUEST: told(400),
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "authorization",
    operation: "authorization.issue",
    ask: authorize(john),
    before: { ...noInteraction, ...granted },
    lines: { LOCATION: redirected, FORM: posted, BAD_REQUEST: told(400), INTERNAL_SERVER_ERROR: failed }
  },
  {
    endpoint: "authorization",
    operation: "authorization.fail",
    ask: authorize(),
    before: noInteraction,
    lines: { LOCATION: redirected, FORM: posted, BAD_REQUEST: told(400), INTERNAL_SERVER_ERROR: failed }
  },
  {
    endpoint: "token",
    operation: "tokens.process",
    ask: withClient(AuthorizationServer.token),
    before: { "tokens.issue": { action: "OK", responseContent: content, accessToken: "a1" } },
    lines: {
      OK: [{ responseContent: content, accessToken: "a1" }, { status: 200, headers: json, body: content }],
      PASSWORD: [{ ticket: "t1", username: "john" }, { status: 200, headers: json, body: content }],
      TOKEN_EXCHANGE: [{}, unsupported],
      JWT_BEARER: [{}, unsupported],
      NATIVE_SSO: [{}, unsupported],
      ID_TOKEN_REISSUABLE: told(200),
      BAD_REQUEST: told(400),
      INVALID_CLIENT: unauthorized,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "token",
    operation: "tokens.issue",
    ask: withClient(AuthorizationServer.token),
    before: password,
    lines: {
      OK: [{ responseContent: content, accessToken: "a1" }, { status: 200, headers: json, body: content }],
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "token",
    operation: "tokens.fail",
    ask: withClient(AuthorizationServer.token),
    before: wrongPassword,
    lines: {
      BAD_REQUEST: [{ responseContent: content }, {
        status: 400,
        headers: json,
        body: "{\"error\":\"invalid_grant\",\"error_description\":\"The resource owner's credentials are wrong.\"}"
      }],
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "token",
    operation: "tokens.reissueIdToken",
    ask: withClient(hooked.token),
    before: { "tokens.process": { action: "ID_TOKEN_REISSUABLE", accessToken: "a1", refreshToken: "r1" } },
    lines: { OK: told(200), INTERNAL_SERVER_ERROR: failed, CALLER_ERROR: failed }
  },
  {
    endpoint: "token",
    operation: "nativeSso.process",
    ask: withClient(hooked.token),
    before: { "tokens.process": { action: "NATIVE_SSO", accessToken: "a1" } },
    lines: { OK: told(200), INTERNAL_SERVER_ERROR: failed, CALLER_ERROR: failed }
  },
  {
    endpoint: "userInfo",
    operation: "userInfo.process",
    ask: (replies) => askWith(AuthorizationServer.userInfo, get("/userinfo", bearer), replies),
    before: { "userInfo.issue": { action: "JSON", responseContent: content } },
    lines: {
      OK: [{ subject: "john" }, { status: 200, headers: json, body: content }],
      BAD_REQUEST: challenged(400),
      UNAUTHORIZED: challenged(401),
      FORBIDDEN: challenged(403),
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "userInfo",
    operation: "userInfo.issue",
    ask: (replies) => askWith(AuthorizationServer.userInfo, get("/userinfo", bearer), replies),
    before: { "userInfo.process": { action: "OK", subject: "john", claims: ["name"] } },
    lines: {
      JSON: told(200),
      JWT: told(200, { ...noStore, "content-type": "application/jwt" }),
      BAD_REQUEST: challenged(400),
      UNAUTHORIZED: challenged(401),
      FORBIDDEN: challenged(403),
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "pushedAuthorization",
    operation: "pushedAuthorization.create",
    ask: withClient(AuthorizationServer.pushedAuthorization),
    lines: {
      CREATED: told(201),
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorized,
      FORBIDDEN: told(403),
      PAYLOAD_TOO_LARGE: told(413),
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "introspection",
    operation: "introspection.standardProcess",
    ask: (replies) =>
      askWith(
        AuthorizationServer.introspection,
        post("/introspection", { token: "a1" }, basic("history-api", "s")),
        replies
      ),
    lines: {
      OK: told(200),
      JWT: told(200, { ...noStore, "content-type": "application/token-introspection+jwt" }),
      BAD_REQUEST: told(400),
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "revocation",
    operation: "revocation.process",
    ask: withClient(AuthorizationServer.revocation),
    lines: {
      OK: [{}, { status: 200, headers: noStore, body: "" }],
      BAD_REQUEST: told(400),
      INVALID_CLIENT: unauthorized,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "registration, POST",
    operation: "dynamicRegistration.register",
    ask: registered("POST", "{}"),
    lines: {
      CREATED: told(201),
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorizedBearer,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "registration, GET",
    operation: "dynamicRegistration.get",
    ask: registered("GET"),
    lines: {
      OK: told(200),
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorizedBearer,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "registration, PUT",
    operation: "dynamicRegistration.update",
    ask: registered("PUT", "{}"),
    lines: {
      UPDATED: told(200),
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorizedBearer,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "registration, DELETE",
    operation: "dynamicRegistration.delete",
    ask: registered("DELETE"),
    lines: {
      DELETED: [{}, { status: 204, headers: noStore, body: "" }],
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorizedBearer,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "deviceAuthorization",
    operation: "deviceFlow.authorize",
    ask: withClient(AuthorizationServer.deviceAuthorization),
    lines: {
      OK: told(200),
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorized,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "backchannelAuthentication",
    operation: "ciba.process",
    ask: withClient(hooked.backchannelAuthentication),
    before: { "ciba.issue": { action: "OK", responseContent: content } },
    lines: {
      USER_IDENTIFICATION: [{ ticket: "t1", sub: "john" }, { status: 200, headers: json, body: content }],
      BAD_REQUEST: told(400),
      UNAUTHORIZED: unauthorized,
      INTERNAL_SERVER_ERROR: failed
    }
  },
  {
    endpoint: "backchannelAuthentication",
    operation: "ciba.issue",
    ask: withClient(hooked.backchannelAuthentication),
    before: { "ciba.process": { action: "USER_IDENTIFICATION", ticket: "t1", sub: "john" } },
    lines: { OK: told(200), INVALID_TICKET: failed, INTERNAL_SERVER_ERROR: failed }
  },
  {
    endpoint: "backchannelAuthentication",
    operation: "ciba.fail",
    ask: withClient(hooked.backchannelAuthentication),
    before: { "ciba.process": { action: "USER_IDENTIFICATION", ticket: "t1", sub: "jane" } },
    lines: { BAD_REQUEST: told(400), FORBIDDEN: told(403), INTERNAL_SERVER_ERROR: failed }
  },
  {
    endpoint: "grantManagement",
    operation: "grantManagement.process",
    ask: (replies) => askWith(AuthorizationServer.grantManagement, get("/grants/g1", bearer), replies),
    lines: {
      OK: told(200),
      NO_CONTENT: [{}, { status: 204, headers: noStore, body: "" }],
      UNAUTHORIZED: challenged(401),
      FORBIDDEN: challenged(403),
      NOT_FOUND: challenged(404),
      CALLER_ERROR: failed,
      AUTHLETE_ERROR: failed
    }
  }
]

const table = rows.flatMap(({ ask, before, endpoint, lines, operation }) =>
  Object.entries(lines).map(([action, [fields, expected]]) => ({
    endpoint,
    operation,
    action,
    expected,
    response: logged(ask({ ...before, [operation]: { action, ...fields } }))
  }))
)

describe("the responses of the endpoints", () => {
  it.effect.each(table)(
    "$endpoint: $operation $action",
    ({ expected, response }) =>
      Effect.map(response, ({ value: { body, headers, status } }) => {
        expect({ status, headers: Struct.omit(headers, "content-length", "set-cookie"), body }).toEqual(expected)
      })
  )

  it("each operation stands under its own name", () => {
    for (const [name, { operation }] of Object.entries(AuthorizationServer.responses)) expect(operation).toBe(name)
  })

  it("the table has every action of every operation that endpoints call", () => {
    const all = Object.entries(AuthorizationServer.responses).flatMap(([operation, { table }]) =>
      Object.keys(table).map((action) => `${operation} ${action}`)
    )
    expect(table.map(({ action, operation }) => `${operation} ${action}`).sort()).toEqual(all.sort())
  })

  it.effect("a fault at Authlete is logged by its code, which the client application is not told", () =>
    Effect.map(
      logged(
        withClient(AuthorizationServer.token)({
          "tokens.process": { action: "INTERNAL_SERVER_ERROR", resultCode: "A000001", responseContent: content }
        })
      ),
      ({ lines, value }) => {
        expect(lines).toEqual(["tokens.process: Authlete reports a fault (action INTERNAL_SERVER_ERROR, A000001)"])
        expect(value.body).not.toContain("A000001")
      }
    ))
})
