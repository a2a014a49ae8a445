import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Schedule, Stream } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Clients } from "effect-authlete"
import { describe } from "vitest"
import { json, noContent } from "../../tools/faults/http.js"
import { serviceId } from "../../tools/faults/planted.js"
import type { Step } from "../../tools/faults/rawServer.js"
import { inTurn, rawServer, reset } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import type { Stub } from "../support/stub.js"
import { stub, stubWith } from "../support/stub.js"
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

const clientId = 26478243745571

const updated = json({ clientId, clientName: "New" })

describe("clients.patch", () => {
  const known = {
    clientId,
    clientName: "Old",
    description: null,
    logoUri: "https://my-client.example.com/logo",
    redirectUris: ["https://my-client.example.com/cb1"],
    extension: { requestableScopesEnabled: false, newerThanThis: { deep: [1, null] } },
    attributes: [{ key: "k", value: "v", newerThanThis: true }],
    newerThanThis: { nested: { list: [{ a: null }], text: "ü" } },
    newerAndNull: null
  }

  const bodyOf = (sent: ReadonlyArray<{ readonly body: string }>) => JSON.parse(sent[1]?.body ?? "") as unknown

  it.scopedLive("gets the client, and sends it back", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Clients.patch({ clientId, clientName: "New" }), json(known), updated)
      expect(sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
        `GET /api/${serviceId}/client/get/${clientId}`,
        `POST /api/${serviceId}/client/update/${clientId}`
      ])
      expect(outcome).toEqual({ succeeded: { clientId, clientName: "New" } })
    }))

  it.scopedLive("keeps all that it does not change: what this version does not know, at any depth, and nulls", () =>
    Effect.gen(function*() {
      const { sent } = yield* ending(Clients.patch({ clientId, clientName: "New" }), json(known), updated)
      const { clientId: inPath, ...rest } = known
      expect(sent[0]).toMatchObject({ body: "", target: expect.stringContaining(String(inPath)) })
      expect(bodyOf(sent)).toStrictEqual({ ...rest, clientName: "New" })
    }))

  it.scopedLive("replaces lists and objects as a whole", () =>
    Effect.gen(function*() {
      const changes = { redirectUris: [], extension: { requestableScopesEnabled: true }, attributes: [{ key: "k2" }] }
      const { sent } = yield* ending(Clients.patch({ clientId, ...changes }), json(known), updated)
      expect(bodyOf(sent)).toMatchObject(changes)
      expect(bodyOf(sent)).toHaveProperty("extension", changes.extension)
    }))

  it.scopedLive("takes away what is null, and leaves what is undefined", () =>
    Effect.gen(function*() {
      const changes = { clientName: undefined, logoUri: null }
      const { sent } = yield* ending(Clients.patch({ clientId, ...changes }), json(known), updated)
      expect(bodyOf(sent)).toMatchObject({ clientName: "Old", logoUri: null })
    }))

  it.scopedLive("names the client by its alias, too", () =>
    Effect.gen(function*() {
      const { sent } = yield* ending(Clients.patch({ clientId: "my/client", description: "d" }), json(known), updated)
      expect(sent.map(({ target }) => target.slice(-13))).toEqual(["t/my%2Fclient", "e/my%2Fclient"])
    }))

  const unfit: ReadonlyArray<readonly [what: string, request: object, path: ReadonlyArray<string | number>]> = [
    ["a field of another type", { clientId, clientName: 1 }, ["clientName"]],
    ["a field deep in it of another type", { clientId, attributes: [{ key: 1 }] }, ["attributes", 0, "key"]],
    ["what only Authlete sets", { clientId, number: 1 }, ["number"]],
    ["the secret", { clientId, clientSecret: "s" }, ["clientSecret"]],
    ["no client", { clientName: "n" }, ["clientId"]],
    ["null for a client", { clientId: null }, ["clientId"]],
    ["an object that is none", { clientId, extension: new Map() }, ["extension"]]
  ]

  it.scopedLive.each(rows(unfit, ([what]) => what))(
    "asks for nothing if the changes have %s",
    ([, [, request, path]]) =>
      Effect.gen(function*() {
        const ended = yield* ending(Clients.patch(request as Clients.ClientPatchRequest), json(known), updated)
        expect(ended).toMatchObject({
          outcome: { failed: { _tag: "InvalidRequest", operation: "clients.patch", issues: [{ path }] } },
          sent: []
        })
      })
  )

  it.scopedLive("sends nothing back if the client cannot be had", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Clients.patch({ clientId, clientName: "New" }), json({}, 404))
      expect(outcome).toMatchObject({ failed: { _tag: "NotFound", operation: "clients.patch" } })
      expect(sent).toHaveLength(1)
    }))

  it.scopedLive("sends the same client again if it may not have arrived", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(
        Clients.patch({ clientId, clientName: "New" }),
        json(known),
        reset,
        updated
      )
      expect(outcome).toMatchObject({ succeeded: { clientName: "New" } })
      expect(sent).toHaveLength(3)
      expect(sent[2]).toEqual(sent[1])
    }))

  it.scopedLive("tells no secret of the client where Authlete repeats it", () =>
    Effect.gen(function*() {
      const secret = "the-secret-of-the-client"
      const { outcome } = yield* ending(
        Clients.patch({ clientId, clientName: "New" }),
        json({ ...known, clientSecret: secret }),
        json({ resultCode: "A1", resultMessage: `no: ${secret}` }, 400)
      )
      expect(outcome).toMatchObject({ failed: { _tag: "BadRequest", resultMessage: "no: <redacted>" } })
    }))
})

describe("a delete", () => {
  const calls: ReadonlyArray<readonly [name: string, call: Call]> = [
    ["clients.delete", Clients.delete(clientId)],
    ["clients.deleteRequestableScopes", Clients.deleteRequestableScopes(clientId)]
  ]

  it.scopedLive.each(rows(calls, ([name]) => name))(
    "fails with 404: %s",
    ([, [operation, call]]) =>
      Effect.gen(function*() {
        expect(yield* ending(call, json({}, 404))).toMatchObject({
          outcome: { failed: { _tag: "NotFound", operation, outcome: "not-applied" } },
          sent: [{}]
        })
      })
  )

  it.scopedLive.each(rows(calls, ([name]) => name))(
    "has succeeded if 404 comes after an attempt whose response was lost: %s",
    ([, [, call]]) =>
      Effect.gen(function*() {
        const { outcome, sent } = yield* ending(call, reset, json({}, 404))
        expect({ outcome, sent: sent.length }).toEqual({ outcome: { succeeded: undefined }, sent: 2 })
      })
  )

  it.scopedLive.each(rows(calls, ([name]) => name))("succeeds with 204: %s", ([, [, call]]) =>
    Effect.gen(function*() {
      expect((yield* ending(call, noContent)).outcome).toEqual({ succeeded: undefined })
    }))
})

describe("a call that may not be repeated", () => {
  const calls: ReadonlyArray<readonly [name: string, call: Call]> = [
    ["clients.refreshSecret, though a GET", Clients.refreshSecret(clientId)],
    ["clients.create", Clients.create({ clientName: "New" })]
  ]

  it.scopedLive.each(rows(calls, ([name]) => name))("is sent once: %s", ([, [, call]]) =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(call, reset, updated)
      expect({ outcome, sent: sent.length }).toMatchObject({ outcome: { failed: { outcome: "unknown" } }, sent: 1 })
    }))
})

describe("clients.updateSecret", () => {
  it.scopedLive("tells no secret where Authlete repeats it, the new one or the old one", () =>
    Effect.gen(function*() {
      const refused = {
        resultCode: "A1",
        resultMessage: "not the-new-secret for the-old-secret",
        oldClientSecret: "the-old-secret"
      }
      const call = Clients.updateSecret({ clientIdentifier: clientId, clientSecret: "the-new-secret" })
      expect((yield* ending(call, json(refused, 400))).outcome).toMatchObject({
        failed: { _tag: "BadRequest", resultMessage: "not <redacted> for <redacted>" }
      })
    }))
})

describe("clients.create", () => {
  it.scopedLive.each([200, 201])("succeeds with %i", (status) =>
    Effect.gen(function*() {
      const { outcome } = yield* ending(Clients.create({ clientName: "New" }), json({ clientId }, status))
      expect(outcome).toEqual({ succeeded: { clientId } })
    }))
})

describe("the name of a client", () => {
  it.scopedLive.each(["", " ", ".", "..", "a\nb", 1.5, NaN, 2 ** 53])("cannot be %j", (name) =>
    Effect.gen(function*() {
      expect(yield* ending(Clients.delete(name), noContent)).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: [] }] } },
        sent: []
      })
    }))
})

describe("a filter", () => {
  const blank: ReadonlyArray<readonly [name: string, call: Call, path: string]> = [
    ["list", Clients.list({ developer: " " }), "developer"],
    ["count", Clients.count({ developer: "" }), "developer"],
    ["listAuthorized", Clients.listAuthorized({ subject: "" }), "subject"],
    ["countAuthorized", Clients.countAuthorized({ subject: " " }), "subject"],
    ["updateAuthorization", Clients.updateAuthorization({ clientId, subject: "" }), "subject"],
    ["deleteAuthorization", Clients.deleteAuthorization({ clientId, subject: "" }), "subject"],
    ["grantedScopes", Clients.grantedScopes({ clientId, subject: "" }), "subject"],
    ["deleteGrantedScopes", Clients.deleteGrantedScopes({ clientId, subject: "" }), "subject"]
  ]

  it.scopedLive.each(rows(blank, ([name]) => name))("is not blank: %s", ([, [, call, path]]) =>
    Effect.gen(function*() {
      expect(yield* ending(call, json({ totalCount: 1 }))).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest", issues: [{ path: [path] }] } },
        sent: []
      })
    }))
})

describe("a stream of clients", () => {
  const url = "https://authlete.test"

  const listOf = (size: number): Stub =>
    stubWith((target) => {
      const [start, end] = ["start", "end"].map((name) => Number(target.searchParams.get(name)))
      const clients = Array.from({ length: size }, (_, index) => ({ clientId: index })).slice(start, end)
      return { status: 200, body: { totalCount: size, ...(clients.length > 0 && { clients }) } }
    })

  const collected = (server: Stub, options?: Clients.SizedStreamOptions) =>
    Clients.stream({ developer: "john" }, options).pipe(
      Stream.map(({ clientId }) => clientId),
      Stream.runCollect,
      Effect.map(Chunk.toArray),
      Effect.provide(clientOf({ url }, server))
    )

  const windowsOf = ({ sent }: Stub) => sent.map((request) => request.url.search)

  it.effect("asks for 100 at once", () =>
    Effect.gen(function*() {
      const server = listOf(101)
      expect(yield* collected(server)).toEqual(Array.from({ length: 101 }, (_, index) => index))
      expect(windowsOf(server)).toEqual(["?developer=john&start=0&end=100", "?developer=john&start=100&end=200"])
    }))

  it.effect.each(
    [
      [2, ["0&end=2", "2&end=4"]],
      [0, ["0&end=1", "1&end=2", "2&end=3"]]
    ] as const
  )("asks for as many as the caller says, and at least for one: %i", ([pageSize, expected]) =>
    Effect.gen(function*() {
      const server = listOf(3)
      expect(yield* collected(server, { pageSize })).toEqual([0, 1, 2])
      expect(windowsOf(server)).toEqual(expected.map((range) => `?developer=john&start=${range}`))
    }))

  it.effect("tells where the page starts that cannot be had", () =>
    Effect.gen(function*() {
      const server = stub({ status: 200, body: { totalCount: 3, clients: [{ clientId: 0 }] } }, { status: 403 })
      expect(yield* observed(collected(server))).toMatchObject({ failed: { _tag: "Forbidden", offset: 1 } })
    }))

  it.effect("of authorized ones asks for their resource owner on every page", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(inTurn(
        [json({ totalCount: 2, clients: [{ clientId: 1 }] })],
        [json({ totalCount: 2, clients: [{ clientId: 2 }] })]
      ))
      const found = yield* Clients.streamAuthorized({ subject: "john" }, { pageSize: 1 }).pipe(
        Stream.map(({ clientId }) => clientId),
        Stream.runCollect,
        Effect.provide(clientOf(server, undici))
      )
      expect(Chunk.toArray(found)).toEqual([1, 2])
      expect(server.requests.map(({ body }) => body)).toEqual([
        "{\"subject\":\"john\",\"start\":0,\"end\":1}",
        "{\"subject\":\"john\",\"start\":1,\"end\":2}"
      ])
    }).pipe(Effect.scoped))
})

describe("a count of clients", () => {
  it.scopedLive("asks for an empty page", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Clients.count({ developer: "john" }), json({ totalCount: 7 }))
      expect(outcome).toEqual({ succeeded: 7 })
      expect(sent.map(({ target }) => target)).toEqual([
        `/api/${serviceId}/client/get/list?developer=john&start=0&end=0`
      ])
    }))

  it.scopedLive("of authorized ones asks for an empty page", () =>
    Effect.gen(function*() {
      const { outcome, sent } = yield* ending(Clients.countAuthorized({ subject: "john" }), json({ totalCount: 7 }))
      expect(outcome).toEqual({ succeeded: 7 })
      expect(sent.map(({ body }) => body)).toEqual(["{\"subject\":\"john\",\"start\":0,\"end\":0}"])
    }))
})
