import { expect, it } from "@effect/vitest"
import { Effect, Layer, Schedule, Schema } from "effect"
import { AuthleteClient, AuthleteError, Operation, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { serviceId } from "../../tools/faults/planted.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test:8443"
const server = "authlete.test:8443"

const failing = (status: number, body: unknown = {}) => Layer.orDie(clientOf({ url }, stub({ status, body })))

const healthcheck = Operation.make({
  name: "lifecycle.healthcheck",
  method: "GET",
  base: "server",
  path: "/lifecycle/healthcheck",
  encoding: Operation.encodings.none,
  request: Schema.Struct({}),
  response: Schema.String,
  body: "text",
  resend: Operation.always("read")
})

describe("an error", () => {
  it.effect("names the server and the service", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Effect.provide(Tokens.list(), failing(403)))
      expect(error).toMatchObject({ server, serviceId })
    }))

  it.effect("says both in its message", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Effect.provide(Tokens.revoke({ subject: "john" }), failing(403)))
      expect(error.message).toBe(`tokens.revoke at ${server}, service ${serviceId}: not allowed`)
    }))

  it.effect("names the service of the call, where it is another one", () =>
    Effect.gen(function*() {
      const call = AuthleteClient.withServiceId(Tokens.list(), "42")
      const error = yield* Effect.flip(Effect.provide(call, failing(403)))
      expect(error.serviceId).toBe("42")
    }))

  it.effect("does not repeat what cannot be the id of a service", () =>
    Effect.gen(function*() {
      const call = AuthleteClient.withServiceId(Tokens.list(), "a\nb")
      const error = yield* Effect.flip(Effect.provide(call, failing(403)))
      expect(error.message).toBe(`tokens.list at ${server}: invalid request: serviceId: expected the id of a service`)
    }))

  it.effect("names no service where the operation stands beside the services", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Effect.provide(AuthleteClient.execute(healthcheck, {}), failing(500)))
      expect(error.message).toBe(`lifecycle.healthcheck at ${server}: Authlete failed`)
    }))

  it.effect("keeps both on its way over a wire", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Effect.provide(Tokens.list(), failing(403)))
      const encoded = yield* Schema.encode(AuthleteError.AuthleteError)(error)
      expect(JSON.parse(JSON.stringify(encoded))).toMatchObject({ server, serviceId })
    }))
})

describe("a service that does not exist", () => {
  const unknownService = { resultCode: "A458203", resultMessage: "[A458203] Service not found." }

  it.effect.each([401, 403, 404])(
    "is Forbidden and no NotFound, with the status %i",
    (status) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(
          Effect.provide(Tokens.revoke({ subject: "john" }), failing(status, unknownService))
        )
        expect(error).toMatchObject({ _tag: "Forbidden", status, resultCode: "A458203", outcome: "not-applied" })
      })
  )

  it.effect("does not make a repeated delete succeed", () =>
    Effect.gen(function*() {
      const server = stub({ code: "ECONNRESET" }, { status: 404, body: unknownService })
      const call = AuthleteClient.withRetryPolicy(Tokens.delete("a-token"), Schedule.recurs(1))
      expect(yield* Effect.flip(Effect.provide(call, Layer.orDie(clientOf({ url }, server))))).toMatchObject({
        _tag: "Forbidden"
      })
    }))
})
