/**
 * What becomes of the connections of a client that goes on being used.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { expect, it } from "@effect/vitest"
import { Effect, Layer, Schedule } from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { create, list, remove } from "../../tools/faults/calls.js"
import type { Case } from "../../tools/faults/case.js"
import { bytesOf, chunk, chunked, head, json, respond } from "../../tools/faults/http.js"
import type { Reply } from "../../tools/faults/rawServer.js"
import { always, comesAbout, inTurn, rawServer, reset, send } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import { clientOf, transports } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

const empty = { totalCount: 0 }
const timeout = 300

/** What a client has at hand in the place of a response. */
const substitute = () =>
  HttpClientResponse.fromWeb(HttpClientRequest.get("https://authlete.test"), new Response(JSON.stringify(empty)))

describe.each(transports)("over $transport", { concurrent: true }, (transport) => {
  const hungUp: ReadonlyArray<Pick<Case, "what" | "options" | "timeout"> & { readonly reply: Reply }> = [
    {
      what: "a body that claims to be too large",
      options: { maxResponseBytes: 10 },
      reply: [send(head(200, { "content-length": "11" }))]
    },
    {
      what: "a body that grows too large",
      options: { maxResponseBytes: 10 },
      reply: [chunked(200), chunk("x".repeat(11))]
    },
    { what: "a timeout without a head", timeout, reply: [] },
    { what: "a timeout within the body", timeout, reply: [send(head(200, { "content-length": "2" }) + "{")] }
  ]

  it.scopedLive.each(rows(hungUp, ({ what }) => what))(
    "a connection is closed after %s",
    ([, { options, reply, timeout }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply))
        const client = yield* Layer.build(clientOf(server, transport, options))
        const call = timeout === undefined ? Tokens.list() : AuthleteClient.withTimeout(Tokens.list(), timeout)
        yield* Effect.exit(Effect.provide(call, client))
        expect(yield* comesAbout(server.open(0))).toBe(true)
      })
  )

  it.scopedLive("a connection is closed after a response that is large, but tells enough by its status", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(inTurn([reset], [send(head(404, { "content-length": "11" }))]))
      const options = { maxResponseBytes: 10, retryPolicy: Schedule.recurs(1) }
      const client = yield* Layer.build(clientOf(server, transport, options))
      yield* Effect.provide(remove.call, client)
      expect(yield* comesAbout(server.open(0))).toBe(true)
    }))

  it.scopedLive("a connection is closed after a request that the user's client has given up", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always())
      const transformClient = (client: HttpClient.HttpClient) =>
        HttpClient.transformResponse(
          client,
          Effect.timeoutTo({
            duration: timeout,
            onSuccess: (response: HttpClientResponse.HttpClientResponse) => response,
            onTimeout: substitute
          })
        )
      const client = yield* Layer.build(clientOf(server, transport, { transformClient }))
      yield* Effect.provide(list.call, client)
      expect(yield* comesAbout(server.open(0))).toBe(true)
    }))

  it.scopedLive("the second of two responses is not given to the next call", () =>
    Effect.gen(function*() {
      const twice = send(Buffer.concat([bytesOf(json(empty)), bytesOf(json({ totalCount: 666 }))]))
      const server = yield* rawServer(inTurn([twice], [json({ totalCount: 2 })]))
      const client = yield* Layer.build(clientOf(server, transport))
      yield* Effect.provide(Tokens.list(), client)
      const second = yield* observed(Effect.provide(Tokens.list(), client))
      expect(second).not.toEqual({ succeeded: { totalCount: 666 } })
    }))
})

/** node:http opens a connection for each call; the others keep one. */
describe.each(transports.filter(({ transport }) => transport !== "node:http"))("over $transport", (transport) => {
  const replies: ReadonlyArray<{ readonly what: string; readonly reply: Reply }> = [
    { what: "a response", reply: [json(empty)] },
    { what: "an error with a large body", reply: [json({ resultMessage: "m".repeat(300_000) }, 503)] },
    { what: "a response that does not fit", reply: [json({ totalCount: "m".repeat(300_000) })] },
    { what: "a redirect with a body", reply: [respond(302, "m".repeat(300_000), { location: "/" })] }
  ]

  it.scopedLive.each(rows(replies, ({ what }) => what))(
    "connections serve again after %s",
    ([, { reply }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply))
        const client = yield* Layer.build(clientOf(server, transport))
        yield* Effect.repeatN(Effect.exit(Effect.provide(Tokens.list(), client)), 7)
        // A call may start before the one before has let go of its connection, but never finds two held.
        expect(new Set(server.requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2)
      })
  )

  /** After a response, a connection is free for the next call a turn of the event loop later. */
  const oneTurn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

  /**
   * The server closes the connection that was kept, and in the same moment, before anything can be heard of it, the
   * next request is written to it. Client and server share one thread here, so that nothing comes between.
   */
  const onStaleConnection = ({ call }: Pick<Case["of"] & object, "call">) =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ action: "OK", accessToken: "t", totalCount: 0 })))
      const client = yield* Layer.build(clientOf(server, transport, { retryPolicy: RetryPolicy.standard }))
      yield* Effect.provide(Tokens.list(), client)
      yield* oneTurn
      server.breakOff()
      const outcome = yield* observed(Effect.provide(call, client))
      return { outcome, requests: server.requests.length }
    })

  it.scopedLive("a call that reads is sent again if its kept connection closes while it is written", () =>
    Effect.gen(function*() {
      expect(yield* onStaleConnection(list)).toEqual({ outcome: { succeeded: empty }, requests: 2 })
    }))

  it.scopedLive("a call that is done once is not, if its kept connection closes while it is written", () =>
    Effect.gen(function*() {
      expect(yield* onStaleConnection(create)).toMatchObject({
        outcome: { failed: { _tag: "TransportError", reason: "Reset", outcome: "unknown", attempts: 1 } },
        requests: 1
      })
    }))
})
