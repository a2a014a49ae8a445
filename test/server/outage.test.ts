/**
 * When Authlete does not respond, or does not respond as it should.
 */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { AuthleteError, AuthorizationServer } from "effect-authlete"
import { askWith, basic, failure, get, logged, post } from "./support.js"

const bearer = { authorization: "Bearer abc" }

const requests = [
  ["authorization", AuthorizationServer.authorization, () => get("/authorize?client_id=1"), "authorization.process"],
  ["token", AuthorizationServer.token, () => post("/token", {}), "tokens.process"],
  ["userInfo", AuthorizationServer.userInfo, () => get("/userinfo", bearer), "userInfo.process"],
  [
    "pushedAuthorization",
    AuthorizationServer.pushedAuthorization,
    () => post("/par", {}),
    "pushedAuthorization.create"
  ],
  [
    "introspection",
    AuthorizationServer.introspection,
    () => post("/introspection", {}, basic("history-api", "s")),
    "introspection.standardProcess"
  ],
  ["revocation", AuthorizationServer.revocation, () => post("/revocation", {}), "revocation.process"],
  ["jwks", AuthorizationServer.jwks, () => get("/jwks"), "services.jwks"],
  ["metadata", AuthorizationServer.metadata, () => get("/metadata"), "services.configuration"],
  ["registration", AuthorizationServer.registration, () => get("/register/1", bearer), "dynamicRegistration.get"],
  [
    "deviceAuthorization",
    AuthorizationServer.deviceAuthorization,
    () => post("/device", {}),
    "deviceFlow.authorize"
  ],
  ["backchannelAuthentication", AuthorizationServer.backchannelAuthentication, () => post("/bc", {}), "ciba.process"],
  ["grantManagement", AuthorizationServer.grantManagement, () => get("/grants/1", bearer), "grantManagement.process"]
] as const

const transient = [
  ["the connection breaks", failure(AuthleteError.TransportError, { reason: "Reset" }), "10"],
  ["Authlete throttles", failure(AuthleteError.TooManyRequests, { retryAfter: Duration.millis(2500) }), "3"],
  ["Authlete fails", failure(AuthleteError.InternalServer, { status: 500 }), "10"],
  ["a proxy fails", failure(AuthleteError.UnexpectedStatus, { status: 502 }), "10"]
] as const

describe("503 with Retry-After when it may go well later", () => {
  it.effect.each(requests)("the endpoint %s", ([, app, request, operation]) =>
    Effect.map(
      askWith(app, request(), { [operation]: failure(AuthleteError.TransportError, { reason: "Refused" }) }),
      ({ body, headers, status }) => {
        expect({ status, body, retryAfter: headers["retry-after"] }).toEqual({
          status: 503,
          body: "{\"error\":\"temporarily_unavailable\"}",
          retryAfter: "10"
        })
      }
    ))

  it.effect.each(transient)(
    "RFC 7009, section 2.2.1: revocation never says 200 when %s",
    ([, error, retryAfter]) =>
      Effect.map(
        askWith(AuthorizationServer.revocation, post("/revocation", { token: "x" }), { "revocation.process": error }),
        ({ headers, status }) => {
          expect({ status, retryAfter: headers["retry-after"] }).toEqual({ status: 503, retryAfter })
        }
      )
  )
})

const faults = [
  ["Authlete refuses the access token", failure(AuthleteError.Unauthorized, { status: 401 })],
  ["Authlete allows it not", failure(AuthleteError.Forbidden, { status: 403 })],
  ["the request to Authlete was wrong", failure(AuthleteError.BadRequest, { status: 400 })],
  ["Authlete's response is none", failure(AuthleteError.InvalidResponse, { status: 200, issues: [] })],
  ["Authlete redirects", failure(AuthleteError.UnexpectedStatus, { status: 302 })]
] as const

describe("500 and nothing else when the fault is this server's", () => {
  it.effect.each(faults)("%s: the cause is in the log", ([, error]) =>
    Effect.map(
      logged(askWith(AuthorizationServer.token, post("/token", {}), { "tokens.process": error })),
      ({ lines, value: { body, headers, status } }) => {
        expect({ status, body, retryAfter: headers["retry-after"] }).toEqual({
          status: 500,
          body: "{\"error\":\"server_error\"}",
          retryAfter: undefined
        })
        expect(lines).toEqual([error.message])
      }
    ))
})

describe("when the decision cannot be told to Authlete", () => {
  it.effect("the browser keeps its cookie, to try again", () =>
    Effect.map(
      askWith(
        AuthorizationServer.deny({ interaction: "AAAAAAAAAAAAAAAAAAAAAA" }),
        new Request("https://as.example.com/", {
          method: "POST",
          headers: { host: "as.example.com", cookie: "__Host-authlete-AAAAAAAAAAAAAAAAAAAAAA=1.t" }
        }),
        { "authorization.ticketInfo": failure(AuthleteError.TransportError, { reason: "Refused" }) }
      ),
      ({ cookies, status }) => {
        expect({ cookies, status }).toEqual({ cookies: [], status: 503 })
      }
    ))
})
