/**
 * The guard of RPC calls.
 */
import { Headers } from "@effect/platform"
import { Rpc, RpcClient, RpcGroup, RpcTest } from "@effect/rpc"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Schema } from "effect"
import type { Introspection } from "effect-authlete"
import { ResourceServer } from "effect-authlete"
import * as AuthleteError from "effect-authlete/AuthleteError"
import * as ResourceServerRpc from "effect-authlete/ResourceServerRpc"
import { good } from "../cache/support.js"
import { authlete, proof } from "./support.js"

class History extends ResourceServerRpc.Tag<History>()("History", { scopes: ["history.read"] }) {}

class Calls extends RpcGroup.make(
  Rpc.make("whoAmI", { success: Schema.UndefinedOr(Schema.String) })
).middleware(History) {}

const calling = (
  headers: Readonly<Record<string, string>>,
  introspect?: Parameters<typeof authlete>[0],
  options?: ResourceServer.Options
) => {
  const { layer, requests } = authlete(introspect)
  const CallsLive = Calls.toLayer({
    whoAmI: () => Effect.map(ResourceServer.AccessToken, ({ subject }) => subject)
  })
  return {
    requests,
    call: Effect.gen(function*() {
      const client = yield* RpcTest.makeClient(Calls)
      return yield* client.whoAmI()
    }).pipe(
      Effect.scoped,
      Effect.provide(CallsLive),
      Effect.provide(History.layer),
      Effect.provide(ResourceServer.layer(options)),
      Effect.provide(layer),
      RpcClient.withHeaders(Headers.fromInput(headers))
    )
  }
}

describe("a guarded call", () => {
  it.effect("knows whose token it came with", () =>
    Effect.gen(function*() {
      const { call, requests } = calling({ authorization: "Bearer token" })
      expect(yield* call).toBe("john")
      expect(requests.map(({ scopes }) => scopes)).toEqual([["history.read"]])
    }))

  it.effect("without a token fails with the challenge", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(calling({}).call)
      expect(error).toMatchObject({ _tag: "Refused", status: 401, challenge: "Bearer scope=\"history.read\"" })
      expect(error).not.toHaveProperty("error")
    }))

  it.effect("with a token that lacks the scope fails with insufficient_scope", () =>
    Effect.gen(function*() {
      const refusing = (): Introspection.IntrospectionResponse => ({
        action: "FORBIDDEN",
        resultCode: "A",
        responseContent: "Bearer error=\"insufficient_scope\""
      })
      const error = yield* Effect.flip(calling({ authorization: "Bearer token" }, refusing).call)
      expect(error).toMatchObject({ status: 403, error: "insufficient_scope" })
    }))

  it.effect("fails with the time to wait when Authlete is down", () =>
    Effect.gen(function*() {
      const outage = new AuthleteError.TransportError({
        operation: "introspection.process",
        server: "us.authlete.com",
        attempts: 1,
        outcome: "unknown",
        reason: "Reset"
      })
      const error = yield* Effect.flip(calling({ authorization: "Bearer token" }, () => outage).call)
      expect(error).toMatchObject({ status: 503, retryAfter: 5 })
    }))

  it.effect("hands a DPoP proof on, for POST and the path of RPC", () =>
    Effect.gen(function*() {
      const { call, requests } = calling(
        { authorization: "DPoP token", dpop: proof },
        ({ dpop }) => dpop === undefined ? { action: "UNAUTHORIZED", resultCode: "A" } : good(),
        { origin: "https://a" }
      )
      expect(yield* call).toBe("john")
      expect([requests[0]?.htm, requests[0]?.htu]).toEqual(["POST", "https://a/rpc"])
    }))

  it.effect("gets its token from layerClient", () =>
    Effect.gen(function*() {
      const { call, requests } = calling({})
      const token = ResourceServerRpc.layerClient(History, Effect.succeed(Redacted.make("from-the-layer")))
      expect(yield* Effect.provide(call, token)).toBe("john")
      expect(requests[0]?.token).toEqual(Redacted.make("from-the-layer"))
    }))

  it.effect("with requirements that cannot be met is refused when its layer is built", () =>
    Effect.gen(function*() {
      class Odd extends ResourceServerRpc.Tag<Odd>()("Odd", { maxAge: -1 }) {}
      const error = yield* Effect.flip(
        Effect.scoped(Layer.build(Odd.layer)).pipe(
          Effect.provide(ResourceServer.layer()),
          Effect.provide(authlete().layer)
        )
      )
      expect(String(error)).toContain("Odd.maxAge must be")
    }))
})
