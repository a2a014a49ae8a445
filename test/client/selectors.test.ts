import { expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Introspection, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { json } from "../../tools/faults/http.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { observed } from "../support/outcome.js"
import { rows } from "../support/outcome.js"
import { clientOf, transports } from "../support/transports.js"

const undici = transports[0]!

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

interface Widening {
  readonly what: string
  readonly call: Call
  readonly path: ReadonlyArray<string>
}

/** What JavaScript may pass, whatever the types say. */
const filter = (fields: object) => fields as Tokens.Filter
const revocation = (fields: object) => fields as Tokens.TokenRevokeRequest
const change = (fields: object) => fields as Tokens.TokenUpdateRequest

const blanks = ["", " ", "\t\r\n", "\u3000"]

/** Calls by a field that selects; `fields` stands beside it. */
const callsBy = (name: string, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Widening> => {
  const selected = { [name]: value }
  const told = `${name}: ${JSON.stringify(value) ?? "undefined"}`
  switch (name) {
    case "accessTokenHash":
    case "refreshTokenHash":
    case "accessToken":
    case "refreshToken":
      return [
        { what: `update ${told}`, call: Tokens.update(change({ ...selected, scopes: ["a"] })), path },
        { what: `updateForm ${told}`, call: Tokens.updateForm(change({ ...selected, scopes: ["a"] })), path }
      ]
    case "accessTokenIdentifier":
    case "refreshTokenIdentifier":
      return [
        { what: `revoke ${told}`, call: Tokens.revoke(revocation(selected)), path },
        { what: `revokeForm ${told}`, call: Tokens.revokeForm(revocation(selected)), path },
        {
          what: `revoke ${told}, beside a client`,
          call: Tokens.revoke(revocation({ ...selected, clientIdentifier: "1" })),
          path
        }
      ]
    default:
      return [
        { what: `list ${told}`, call: Tokens.list(filter(selected)), path },
        { what: `count ${told}`, call: Tokens.count(filter(selected)), path },
        { what: `stream ${told}`, call: Stream.runDrain(Tokens.stream(filter(selected))), path },
        { what: `revoke ${told}`, call: Tokens.revoke(revocation(selected)), path },
        { what: `revokeForm ${told}`, call: Tokens.revokeForm(revocation(selected)), path }
      ]
  }
}

const names = [
  "clientIdentifier",
  "subject",
  "accessTokenIdentifier",
  "refreshTokenIdentifier",
  "accessToken",
  "accessTokenHash",
  "refreshToken",
  "refreshTokenHash"
]

const widening: ReadonlyArray<Widening> = [
  ...names.flatMap((name) => [...blanks, undefined].flatMap((value) => callsBy(name, value, [name]))),
  {
    what: "revoke a client's tokens of a blank subject",
    call: Tokens.revoke({ clientIdentifier: "26888344961664", subject: "" }),
    path: ["subject"]
  },
  {
    what: "revoke a subject's tokens of an undefined client",
    call: Tokens.revoke(revocation({ clientIdentifier: undefined, subject: "john" })),
    path: ["clientIdentifier"]
  },
  { what: "revoke nothing", call: Tokens.revoke(revocation({})), path: [] },
  { what: "revoke nothing, in a form", call: Tokens.revokeForm(revocation({})), path: [] },
  { what: "update nothing", call: Tokens.update(change({ scopes: ["a"] })), path: [] },
  { what: "update nothing, in a form", call: Tokens.updateForm(change({ scopes: ["a"] })), path: [] },
  ...blanks.map((blank) => ({ what: `delete ${JSON.stringify(blank)}`, call: Tokens.delete(blank), path: [] })),
  ...blanks.map((subject) => ({
    what: `introspect for the subject ${JSON.stringify(subject)}`,
    call: Introspection.process({ token: "t", subject }),
    path: ["subject"]
  })),
  ...blanks.map((clientIdentifier) => ({
    what: `create for the client ${JSON.stringify(clientIdentifier)}`,
    call: Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientIdentifier }),
    path: ["clientIdentifier"]
  }))
]

describe("a call that would be about more than was meant", () => {
  it.scopedLive.each(rows(widening, ({ what }) => what))(
    "is not sent: %s",
    ([, { call, path }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json({ totalCount: 0 })))
        const outcome = yield* observed(Effect.provide(call, clientOf(server, undici)))
        expect({ outcome, requests: server.requests.length }).toMatchObject({
          outcome: {
            failed: { _tag: "InvalidRequest", attempts: 0, issues: [{ path, expected: expect.any(String) }] }
          },
          requests: 0
        })
      })
  )
})

describe("what is left out, and not undefined,", () => {
  it.scopedLive.each(rows([
    { what: "lists all tokens", call: Tokens.list() as Call, target: "/auth/token/get/list" },
    {
      what: "lists all tokens of a client",
      call: Tokens.list({ clientIdentifier: "1" }),
      target: "?clientIdentifier=1"
    },
    { what: "counts all tokens of a subject", call: Tokens.count({ subject: "john" }), target: "?subject=john&" }
  ], ({ what }) => what))("%s", ([, { call, target }]) =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ totalCount: 0 })))
      yield* Effect.provide(call, clientOf(server, undici))
      expect(server.requests.map((request) => request.target)).toStrictEqual([expect.stringContaining(target)])
    }))
})
