/**
 * What single operations have of their own: how their responses settle, and which requests they refuse.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Ciba, DeviceFlow, HardwareSecurityKeys, Lifecycle, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { json, noContent, respond } from "../../tools/faults/http.js"
import type { Step } from "../../tools/faults/rawServer.js"
import { inTurn, rawServer, reset } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import { clientOf, transports } from "../support/transports.js"

const [undici] = transports as readonly [(typeof transports)[number]]

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

/** How a call ends that gets these replies one after the other, and how often it was sent. */
const ending = (call: Call, ...replies: ReadonlyArray<Step>) =>
  Effect.gen(function*() {
    const server = yield* rawServer(inTurn(...replies.map((reply) => [reply])))
    const client = clientOf(server, undici, { retryPolicy: Schedule.recurs(replies.length - 1) })
    return { outcome: yield* observed(Effect.provide(call, client)), sent: server.requests.length }
  })

const text = (status: number, body: string) => respond(status, body, { "content-type": "text/plain" })

describe("hardwareSecurityKeys.delete", () => {
  const call = HardwareSecurityKeys.delete("a-handle")
  const succeeded = { succeeded: undefined }
  const notFound = json({ resultCode: "A1", action: "NOT_FOUND" })

  it.scopedLive.each<readonly [string, Step]>([
    ["204", noContent],
    ["200 without a body", respond(200)],
    ["200 with the key as it was", json({ action: "SUCCESS", hsk: { handle: "a-handle" } })]
  ])("succeeds with %s", ([, reply]) =>
    Effect.gen(function*() {
      expect(yield* ending(call, reply)).toEqual({ outcome: succeeded, sent: 1 })
    }))

  it.scopedLive.each<readonly [string, Step, object]>([
    ["the action NOT_FOUND", notFound, { _tag: "NotFound", resultCode: "A1" }],
    ["404", json({ resultCode: "A1" }, 404), { _tag: "NotFound", resultCode: "A1" }],
    ["the action INVALID_REQUEST", json({ action: "INVALID_REQUEST" }), { _tag: "BadRequest" }],
    ["the action SERVER_ERROR", json({ action: "SERVER_ERROR" }), { _tag: "InternalServer" }],
    ["an action that is not known", json({ action: "UNHEARD_OF" }), {
      _tag: "InvalidResponse",
      issues: [{ path: ["action"], actual: "UNHEARD_OF" }]
    }]
  ])("fails with %s", ([, reply, error]) =>
    Effect.gen(function*() {
      expect(yield* ending(call, reply)).toMatchObject({ outcome: { failed: error }, sent: 1 })
    }))

  it.scopedLive.each<readonly [string, Step]>([
    ["the action NOT_FOUND", notFound],
    ["404", json({ resultCode: "A1" }, 404)]
  ])("has succeeded if %s comes after an attempt whose response was lost", ([, reply]) =>
    Effect.gen(function*() {
      expect(yield* ending(call, reset, reply)).toEqual({ outcome: succeeded, sent: 2 })
    }))
})

describe("lifecycle.healthcheck", () => {
  it.scopedLive.each(["OK", "", "\u00e4"])("gives the text %j as it is", (body) =>
    Effect.gen(function*() {
      expect((yield* ending(Lifecycle.healthcheck(), text(200, body))).outcome).toEqual({ succeeded: body })
    }))

  it.scopedLive("fails where the server is not well", () =>
    Effect.gen(function*() {
      expect(yield* ending(Lifecycle.healthcheck(), text(500, "no database"))).toMatchObject({
        outcome: { failed: { _tag: "InternalServer", status: 500 } }
      })
    }))
})

describe("lifecycle.echo", () => {
  it.scopedLive("keeps what the server says, nulls and odd names too", () =>
    Effect.gen(function*() {
      const echoed = JSON.parse(
        "{\"name\":\"value\",\"list\":[\"a\",\"b\"],\"nothing\":null,\"__proto__\":\"c\"}"
      ) as object
      expect((yield* ending(Lifecycle.echo(), json(echoed))).outcome).toStrictEqual({ succeeded: echoed })
    }))

  it.scopedLive("is refused with a lone surrogate in a name, which cannot be percent-encoded", () =>
    Effect.gen(function*() {
      expect(yield* ending(Lifecycle.echo({ "\uD800": "a" }), json({}))).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: ["\uD800"] }] } },
        sent: 0
      })
    }))
})

describe("tokens.createBatch", () => {
  const call = Tokens.createBatch({ tokens: [{ grantType: "CLIENT_CREDENTIALS", clientId: 1 }], dryRun: true })

  it.scopedLive("is not sent again once Authlete may have taken it, not even as a dry run", () =>
    Effect.gen(function*() {
      expect(yield* ending(call, reset, json({ requestId: "1" }))).toMatchObject({
        outcome: { failed: { outcome: "unknown" } },
        sent: 1
      })
    }))

  it.scopedLive("says which token of a batch does not fit", () =>
    Effect.gen(function*() {
      const token = { grantType: "CLIENT_CREDENTIALS", clientId: 1 } as const
      const tokens = [token, { ...token, clientIdentifier: " " }]
      expect(yield* ending(Tokens.createBatch({ tokens }), json({ requestId: "1" }))).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: ["tokens", 1, "clientIdentifier"] }] } },
        sent: 0
      })
    }))
})

describe("deviceFlow.verify", () => {
  const call = DeviceFlow.verify({ userCode: "XWWKPBWVXQ" })

  it.scopedLive.each(["SERVER_ERROR", "INTERNAL_SERVER_ERROR"])(
    "gives SERVER_ERROR for %s",
    (action) =>
      Effect.gen(function*() {
        const told = { resultCode: "A1", clientId: 1 }
        expect((yield* ending(call, json({ ...told, action }))).outcome).toEqual({
          succeeded: { ...told, action: "SERVER_ERROR" }
        })
      })
  )

  it.scopedLive("names an action that is not known, once", () =>
    Effect.gen(function*() {
      expect((yield* ending(call, json({ action: "UNHEARD_OF" }))).outcome).toMatchObject({
        failed: { _tag: "InvalidResponse", issues: [{ path: ["action"], actual: "UNHEARD_OF" }] }
      })
    }))
})

describe("a decision of the resource owner", () => {
  /** What JavaScript may pass, whatever the types say. */
  const decide = (fields: object): ReadonlyArray<readonly [string, Call]> => [
    [
      "ciba.complete",
      Ciba.complete({ ticket: "a-ticket", ...fields } as Ciba.BackchannelAuthenticationCompleteRequest)
    ],
    ["deviceFlow.complete", DeviceFlow.complete({ userCode: "a-code", ...fields } as DeviceFlow.DeviceCompleteRequest)]
  ]
  const actions = json({ action: "SERVER_ERROR" })

  const anonymous = [{}, { subject: undefined }, { subject: "" }, { subject: " " }].flatMap((fields) =>
    decide({ result: "AUTHORIZED", ...fields }).map(([name, call]) =>
      [`${name}, ${JSON.stringify(fields)}`, call] as const
    )
  )

  it.scopedLive.each(anonymous)("is not sent if nobody agreed: %s", ([, call]) =>
    Effect.gen(function*() {
      expect(yield* ending(call, actions)).toMatchObject({
        outcome: {
          failed: {
            _tag: "InvalidRequest",
            issues: [{ path: [], expected: "a subject that is not blank, for the result AUTHORIZED" }]
          }
        },
        sent: 0
      })
    }))

  it.scopedLive.each(rows(decide({ result: "ACCESS_DENIED" }), ([name]) => name))(
    "needs no subject to refuse: %s",
    ([, [, call]]) =>
      Effect.gen(function*() {
        expect(yield* ending(call, actions)).toMatchObject({
          outcome: { succeeded: { action: "SERVER_ERROR" } },
          sent: 1
        })
      })
  )
})
