import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Schedule, Stream } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Services } from "effect-authlete"
import { describe } from "vitest"
import { json, noContent, respond } from "../../tools/faults/http.js"
import { serviceId } from "../../tools/faults/planted.js"
import type { Step } from "../../tools/faults/rawServer.js"
import { inTurn, rawServer, reset } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import { clientOf, transports } from "../support/transports.js"

const [undici] = transports as readonly [(typeof transports)[number]]

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

/** How a call ends that gets these replies one after the other, and what was sent. */
const ending = (call: Call, ...replies: ReadonlyArray<Step>) =>
  Effect.gen(function*() {
    const server = yield* rawServer(inTurn(...replies.map((reply) => [reply])))
    const client = clientOf(server, undici, { retryPolicy: Schedule.recurs(replies.length) })
    const outcome = yield* observed(Effect.provide(call, client))
    return { outcome, sent: server.requests.map(({ body, method, target }) => ({ body, method, target })) }
  })

const apiKey = Number(serviceId)

describe("services.patch", () => {
  const known = {
    apiKey,
    accessTokenDuration: 3600,
    jwks: "{\"keys\":[{\"d\":\"a-private-key\"}]}",
    snsCredentials: [{ sns: "FACEBOOK", apiSecret: "secret-of-an-sns", newerThanThis: 1 }],
    policyUri: "https://my-service.example.com/policy",
    credentialIssuerMetadata: { newerThanThis: { deep: null } },
    supportedAcrs: null,
    newerThanThis: [{ a: 1 }]
  }

  it.scopedLive("sends the service back with the changes, and with all that this version does not know", () =>
    Effect.gen(function*() {
      const call = Services.patch({ accessTokenDuration: 600, policyUri: null, tosUri: undefined })
      const { outcome, sent } = yield* ending(call, json(known), json({ apiKey, accessTokenDuration: 600 }))
      expect(outcome).toEqual({ succeeded: { apiKey, accessTokenDuration: 600 } })
      expect(sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
        `GET /api/${serviceId}/service/get`,
        `POST /api/${serviceId}/service/update`
      ])
      expect(JSON.parse(sent[1]?.body ?? "")).toStrictEqual({ ...known, accessTokenDuration: 600, policyUri: null })
    }))

  it.scopedLive("asks for nothing if the changes do not fit", () =>
    Effect.gen(function*() {
      const ended = yield* ending(Services.patch({ accessTokenDuration: 1.5 }), json(known))
      expect(ended).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: ["accessTokenDuration"] }] } },
        sent: []
      })
    }))

  it.scopedLive("tells no secret of the service where Authlete repeats it, however deep it stood", () =>
    Effect.gen(function*() {
      const { outcome } = yield* ending(
        Services.patch({ federationJwks: "another-private-key" }),
        json(known),
        json({ resultCode: "A1", resultMessage: "no: a-private-key, secret-of-an-sns, another-private-key" }, 400)
      )
      expect(outcome).toMatchObject({
        failed: { _tag: "BadRequest", resultMessage: "no: <redacted>, <redacted>, <redacted>" }
      })
    }))
})

describe("services.create", () => {
  it.scopedLive.each([200, 201])("succeeds with %i", (status) =>
    Effect.gen(function*() {
      expect((yield* ending(Services.create({}), json({ apiKey }, status))).outcome).toEqual({ succeeded: { apiKey } })
    }))

  it.scopedLive("is sent once", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Services.create({}), reset, json({ apiKey }))
      expect({ outcome, sent: sent.length }).toMatchObject({ outcome: { failed: { outcome: "unknown" } }, sent: 1 })
    }))
})

describe("services.update", () => {
  it.scopedLive.each(["apiKey", "apiSecret", "number", "serviceOwnerNumber", "createdAt", "modifiedAt", "hsks"])(
    "does not take what only Authlete sets: %s",
    (name) =>
      Effect.gen(function*() {
        expect(yield* ending(Services.update({ [name]: undefined }), json({ apiKey }))).toMatchObject({
          outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: [name] }] } },
          sent: []
        })
      })
  )
})

describe("services.delete", () => {
  it.scopedLive("has succeeded if 404 comes after an attempt whose response was lost", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Services.delete(), reset, json({}, 404))
      expect({ outcome, sent: sent.length }).toEqual({ outcome: { succeeded: undefined }, sent: 2 })
    }))

  it.scopedLive("has not if the access token cannot be used for the service", () =>
    Effect.gen(function*() {
      expect(yield* ending(Services.delete(), json({ resultCode: "A458203" }, 404))).toMatchObject({
        outcome: { failed: { _tag: "Forbidden" } }
      })
    }))
})

describe("services.stream", () => {
  it.scopedLive("has the services of all pages", () =>
    Effect.gen(function*() {
      const call = Effect.map(Stream.runCollect(Services.stream({ pageSize: 1 })), Chunk.toArray)
      const { outcome, sent } = yield* ending(
        call,
        json({ totalCount: 2, services: [{ apiKey: 1 }] }),
        json({ totalCount: 2, services: [{ apiKey: 2 }] })
      )
      expect(outcome).toEqual({ succeeded: [{ apiKey: 1 }, { apiKey: 2 }] })
      expect(sent.map(({ target }) => target)).toEqual([
        "/api/service/get/list?start=0&end=1",
        "/api/service/get/list?start=1&end=2"
      ])
    }))
})

describe("services.count", () => {
  it.scopedLive("asks for an empty page", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Services.count(), json({ totalCount: 3, start: 0, end: 0 }))
      expect(outcome).toEqual({ succeeded: 3 })
      expect(sent.map(({ target }) => target)).toEqual(["/api/service/get/list?start=0&end=0"])
    }))
})

describe("a document", () => {
  it.scopedLive("keeps its nulls: services.configuration", () =>
    Effect.gen(function*() {
      const metadata = { issuer: null, nested: { list: [null] } }
      expect((yield* ending(Services.configuration(), json(metadata))).outcome).toEqual({ succeeded: metadata })
    }))

  it.scopedLive("keeps what it and its keys have: services.jwks", () =>
    Effect.gen(function*() {
      const set = { keys: [{ kty: "EC", x5c: [], unheardOf: { a: null } }], unheardOf: null }
      expect((yield* ending(Services.jwks(), json(set))).outcome).toEqual({ succeeded: set })
    }))

  it.scopedLive.each([{}, { keys: {} }, { keys: [1] }, { keys: [[]] }])(
    "is no JWK Set: %j",
    (document) =>
      Effect.gen(function*() {
        expect((yield* ending(Services.jwks(), json(document))).outcome).toMatchObject({
          failed: {
            _tag: "InvalidResponse",
            issues: [{ path: [], expected: "a JWK Set: an object with a list of keys" }]
          }
        })
      })
  )

  const jwks: ReadonlyArray<readonly [name: string, call: Call]> = [
    ["services.jwks", Services.jwks()],
    ["services.privateJwks", Services.privateJwks()]
  ]

  it.scopedLive.each(rows(jwks, ([name]) => name))(
    "is undefined if the service has no keys: %s",
    ([, [, call]]) =>
      Effect.gen(function*() {
        expect((yield* ending(call, noContent)).outcome).toEqual({ succeeded: undefined })
      })
  )

  it.scopedLive.each(rows(jwks, ([name]) => name))(
    "is elsewhere if Authlete says so: %s",
    ([, [, call]]) =>
      Effect.gen(function*() {
        const moved = respond(302, "", { location: "https://my-service.example.com/jwks" })
        expect(yield* ending(call, moved)).toMatchObject({
          outcome: { failed: { _tag: "UnexpectedStatus", status: 302 } },
          sent: [{}]
        })
      })
  )
})
