import { expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import {
  Authorization,
  DynamicRegistration,
  GrantManagement,
  NativeSso,
  PushedAuthorization,
  UserInfo
} from "effect-authlete"
import { describe } from "vitest"
import { jumpingClock } from "../support/clocks.js"
import { observed, rows } from "../support/outcome.js"
import type { Stub, StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

const url = "https://authlete.test"

const outcomeOf = (call: Call, { layer }: Stub) =>
  Effect.withClock(
    observed(Effect.provide(call, clientOf({ url }, { layer }, { retryPolicy: Schedule.recurs(5) }))),
    jumpingClock()
  )

const [clientId, ticket, token, accessToken, grantId] = ["1", "a-ticket", "a-token", "an-access-token", "a-grant"]

describe("after a failure that may have come too late", () => {
  const requestsFor = (call: Call) =>
    Effect.gen(function*() {
      const server = stub({ code: "ECONNRESET" }, { status: 400 })
      yield* outcomeOf(call, server)
      return server.sent.length
    })

  const again: ReadonlyArray<readonly [what: string, call: Call]> = [
    ["an authorization request", Authorization.process({ parameters: "response_type=code&client_id=1" })],
    ["what is kept with a ticket", Authorization.ticketInfo({ ticket })],
    ["a change of what is kept with a ticket", Authorization.updateTicket({ ticket, info: {} })],
    ["a userinfo request", UserInfo.process({ token })],
    ["the claims of a userinfo response", UserInfo.issue({ token })],
    ["a Native SSO request", NativeSso.process({ accessToken, deviceSecret: "a-secret" })],
    ["a logout", NativeSso.logout({ sessionId: "a-session" })],
    ["a query of a grant", GrantManagement.process({ accessToken, grantId, gmAction: "QUERY" })],
    ["a query of a registration", DynamicRegistration.get({ clientId, token })]
  ]

  it.effect.each(rows(again, ([what]) => what))("%s is sent again", ([, [, call]]) =>
    Effect.gen(function*() {
      expect(yield* requestsFor(call)).toBe(2)
    }))

  const once: ReadonlyArray<readonly [what: string, call: Call]> = [
    [
      "an authorization request with a request object",
      Authorization.process({ parameters: "client_id=1&request=a.b.c" })
    ],
    [
      "an authorization request that was pushed",
      Authorization.process({ parameters: "client_id=1&request_uri=urn%3Aa" })
    ],
    ["a refusal", Authorization.fail({ ticket, reason: "DENIED" })],
    ["a grant", Authorization.issue({ ticket, subject: "john" })],
    ["a pushed authorization request", PushedAuthorization.create({ parameters: "client_id=1" })],
    ["a userinfo request with a proof", UserInfo.process({ token, dpop: "a.b.c" })],
    [
      "a query of a grant with a proof",
      GrantManagement.process({ accessToken, grantId, gmAction: "QUERY", dpop: "a.b.c" })
    ],
    ["the revocation of a grant", GrantManagement.process({ accessToken, grantId, gmAction: "REVOKE" })],
    ["a registration", DynamicRegistration.register({ json: "{}" })],
    ["a change of a registration", DynamicRegistration.update({ clientId, token, json: "{}" })],
    ["the end of a registration", DynamicRegistration.delete({ clientId, token })]
  ]

  it.effect.each(rows(once, ([what]) => what))("%s is not sent again", ([, [, call]]) =>
    Effect.gen(function*() {
      expect(yield* requestsFor(call)).toBe(1)
    }))
})

describe("a blank is not sent for", () => {
  const blanks: ReadonlyArray<readonly [what: string, call: (blank: string) => Call, field: string]> = [
    ["the session of a logout", (sessionId) => NativeSso.logout({ sessionId }), "sessionId"],
    [
      "the grant to revoke",
      (blank) => GrantManagement.process({ accessToken, grantId: blank, gmAction: "REVOKE" }),
      "grantId"
    ],
    ["the client to read", (blank) => DynamicRegistration.get({ clientId: blank, token }), "clientId"],
    ["the client to change", (blank) => DynamicRegistration.update({ clientId: blank, token, json: "{}" }), "clientId"],
    ["the client to remove", (blank) => DynamicRegistration.delete({ clientId: blank, token }), "clientId"]
  ]

  it.effect.each(rows(blanks, ([what]) => what))("%s", ([, [, call, field]]) =>
    Effect.gen(function*() {
      const server = stub({ status: 200 })
      const outcome = yield* outcomeOf(call(" "), server)
      expect({ outcome, sent: server.sent.length }).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: [field] }] } },
        sent: 0
      })
    }))
})

describe("the names of verified claims", () => {
  const listsOf = (requestedVerifiedClaimsForTx: unknown) =>
    Effect.gen(function*() {
      const reply: StubReply = { status: 200, body: { action: "OK", subject: "john", requestedVerifiedClaimsForTx } }
      const client = clientOf({ url }, { layer: stub(reply).layer })
      const response = yield* Effect.provide(UserInfo.process({ token }), client)
      return response.action === "OK" ? response.requestedVerifiedClaimsForTx : undefined
    })

  it.effect.each([
    { what: "lists", names: [["given_name", "family_name"], []] },
    { what: "objects that hold lists", names: [{ array: ["given_name", "family_name"] }, { array: null }] }
  ])("are read from $what", ({ names }) =>
    Effect.gen(function*() {
      expect(yield* listsOf(names)).toStrictEqual([["given_name", "family_name"], []])
    }))
})
