/**
 * Connections that are set up as the application says: whom it trusts, and how long it waits. undici takes such
 * options; they need a dispatcher of one's own in the place of that of `NodeHttpClient.layerUndici`.
 */
import { NodeHttpClient, Undici } from "@effect/platform-node"
import { expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { RetryPolicy, Tokens } from "effect-authlete"
import { selfSigned } from "../../tools/faults/certificate.js"
import { json } from "../../tools/faults/http.js"
import { neverAccepting } from "../../tools/faults/neverAccepting.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { observed } from "../support/outcome.js"
import { clientOf } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

/** undici with options for the setup of connections. */
const undiciWith = (connect: NonNullable<Undici.Agent.Options["connect"]>) => ({
  layer: Layer.provide(
    NodeHttpClient.layerUndiciWithoutDispatcher,
    Layer.scoped(
      NodeHttpClient.Dispatcher,
      Effect.acquireRelease(
        Effect.sync(() => new Undici.Agent({ connect })),
        (dispatcher) => Effect.promise(() => dispatcher.destroy())
      )
    )
  )
})

/** A call to a server whose certificate the client was told to trust. */
const trusting = (about: Parameters<typeof selfSigned>[0] = {}) =>
  Effect.gen(function*() {
    const tls = selfSigned(about)
    const server = yield* rawServer(always(json({ totalCount: 7 })), { tls })
    const client = clientOf(server, undiciWith({ ca: tls.cert }))
    return { outcome: yield* observed(Effect.provide(Tokens.list(), client)), requests: server.requests.length }
  })

const distrusted = (code: string) => ({
  outcome: {
    failed: {
      _tag: "TransportError",
      attempts: 1,
      code,
      operation: "tokens.list",
      outcome: "not-applied",
      reason: "Tls"
    }
  },
  requests: 0
})

it.scopedLive("a certificate that the application trusts is good", () =>
  Effect.gen(function*() {
    expect(yield* trusting()).toEqual({ outcome: { succeeded: { totalCount: 7 } }, requests: 1 })
  }))

it.scopedLive("a trusted certificate that has expired is not", () =>
  Effect.gen(function*() {
    expect(yield* trusting({ validUntil: Date.now() - 3_600_000 })).toEqual(distrusted("CERT_HAS_EXPIRED"))
  }))

it.scopedLive("a trusted certificate of another host is not", () =>
  Effect.gen(function*() {
    expect(yield* trusting({ address: "127.0.0.2" })).toEqual(distrusted("ERR_TLS_CERT_ALTNAME_INVALID"))
  }))

it.scopedLive("what is done once is sent again if no connection comes about in time", () =>
  Effect.gen(function*() {
    const port = yield* neverAccepting
    const client = clientOf({ url: `http://127.0.0.1:${port}` }, undiciWith({ timeout: 100 }), {
      retryPolicy: RetryPolicy.standard
    })
    expect(yield* observed(Effect.provide(Tokens.create({ grantType: "CLIENT_CREDENTIALS" }), client))).toEqual({
      failed: {
        _tag: "TransportError",
        attempts: 3,
        code: "UND_ERR_CONNECT_TIMEOUT",
        operation: "tokens.create",
        outcome: "not-applied",
        reason: "Timeout"
      }
    })
  }))
