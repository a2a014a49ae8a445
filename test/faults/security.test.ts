/**
 * What keeps the credentials of a client from whom they are not meant for, and what becomes of those that have had
 * their day.
 */
import { expect, it } from "@effect/vitest"
import { Cause, ConfigError, ConfigProvider, Effect, Exit, Layer, Redacted } from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { create, list } from "../../tools/faults/calls.js"
import { json } from "../../tools/faults/http.js"
import { planted, plantedBearer, serviceId } from "../../tools/faults/planted.js"
import type { Recorded, Reply, Script } from "../../tools/faults/rawServer.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { observed } from "../support/outcome.js"
import { leaks, renderings } from "../support/renderings.js"
import { clientOf, elsewhere, loopback, transports } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

const accessToken = Redacted.make(plantedBearer)

describe.each(transports)("over $transport, plain http", (transport) => {
  /** How the layer of a client for a base URL ends. */
  const built = (options: Partial<AuthleteClient.Options>) =>
    Effect.exit(Effect.scoped(Layer.build(clientOf({ url: "https://authlete.test" }, transport, options))))

  it.live.each(elsewhere)("is refused for another host than this one: %s", (baseUrl) =>
    Effect.gen(function*() {
      const exit = yield* built({ baseUrl })
      const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
      expect({ isConfigError: ConfigError.isConfigError(error), text: String(error) }).toEqual({
        isConfigError: true,
        text: expect.stringMatching(/baseUrl must be .*https/)
      })
    }))

  it.live.each(elsewhere)("is taken for %s if the option says so", (baseUrl) =>
    Effect.gen(function*() {
      expect(Exit.isSuccess(yield* built({ baseUrl, allowPlainHttp: true }))).toBe(true)
    }))

  it.live.each(loopback)("is taken for this host: %s", (baseUrl) =>
    Effect.gen(function*() {
      expect(Exit.isSuccess(yield* built({ baseUrl }))).toBe(true)
    }))

  it.live("is refused from the environment, too", () =>
    Effect.gen(function*() {
      const variables = {
        AUTHLETE_SERVICE_ID: serviceId,
        AUTHLETE_BEARER: plantedBearer,
        AUTHLETE_BASE_URL: "http://authlete.test"
      }
      const exit = yield* AuthleteClient.layerConfig().pipe(
        Layer.provide(transport.layer),
        Layer.build,
        Effect.scoped,
        Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables)))),
        Effect.exit
      )
      const text = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "no failure"
      expect({ text, leaks: leaks([{ how: "Cause.pretty", text }]) }).toEqual({
        text: expect.stringMatching(/AUTHLETE_BASE_URL must be .*https/),
        leaks: []
      })
    }))

  it.scopedLive("reaches a server of this host by its name", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ totalCount: 7 })))
      const client = clientOf({ url: `http://localhost:${server.port}` }, transport)
      expect(yield* Effect.provide(Tokens.list(), client)).toEqual({ totalCount: 7 })
    }))
})

/** The access tokens that are given out, one after the other; the last one stays. */
const rotating = (...names: ReadonlyArray<string>) => {
  const state = { asked: 0 }
  const accessToken = Effect.sync(() => Redacted.make(planted(names[Math.min(state.asked++, names.length - 1)] ?? "")))
  return { accessToken, state }
}

/** A server that takes one access token, and repeats every other one. */
const taking = (name: string) => ({ headers }: Recorded): Reply =>
  headers["authorization"] === `Bearer ${planted(name)}`
    ? [json({ action: "OK", accessToken: "t", totalCount: 0 })]
    : [json({ resultCode: "A001202", resultMessage: `not ${headers["authorization"]}` }, 401)]

const unauthorized = (operation: string, attempts: number) => ({
  failed: {
    _tag: "Unauthorized",
    attempts,
    operation,
    outcome: "not-applied",
    resultCode: "A001202",
    resultMessage: "not Bearer <redacted>",
    status: 401
  }
})

describe.each(transports)("over $transport, an access token that is refused", (transport) => {
  const calling = (
    { call }: typeof list,
    options: Partial<AuthleteClient.Options>,
    script: Script = taking("second")
  ) =>
    Effect.gen(function*() {
      const server = yield* rawServer(script)
      const client = yield* Layer.build(clientOf(server, transport, { retryPolicy: RetryPolicy.standard, ...options }))
      const exit = yield* Effect.exit(Effect.provide(call, client))
      const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : exit.value
      return {
        outcome: yield* observed(exit),
        sent: server.requests.map(({ headers }) => headers["authorization"]?.replace("Bearer planted-", "")),
        leaks: leaks(yield* renderings(error))
      }
    })

  it.scopedLive.each([list, create])(
    "is asked for anew, and the call is sent again: $operation",
    (of) =>
      Effect.gen(function*() {
        const { accessToken, state } = rotating("first", "second")
        const { leaks, outcome, sent } = yield* calling(of, { accessToken })
        expect({ asked: state.asked, leaks, sent, succeeded: "succeeded" in outcome }).toEqual({
          asked: 2,
          leaks: [],
          sent: ["first", "second"],
          succeeded: true
        })
      })
  )

  it.scopedLive.each([list, create])(
    "is asked for anew once, however many there are: $operation",
    (of) =>
      Effect.gen(function*() {
        const { accessToken, state } = rotating("first", "other", "second")
        expect({ ...(yield* calling(of, { accessToken })), asked: state.asked }).toEqual({
          outcome: unauthorized(of.operation, 2),
          sent: ["first", "other"],
          leaks: [],
          asked: 2
        })
      })
  )

  it.scopedLive("is not sent again if it is given out again", () =>
    Effect.gen(function*() {
      const { accessToken, state } = rotating("first", "first", "second")
      expect({ ...(yield* calling(list, { accessToken })), asked: state.asked }).toEqual({
        outcome: unauthorized("tokens.list", 1),
        sent: ["first"],
        leaks: [],
        asked: 2
      })
    }))

  it.scopedLive("is final if it is a constant", () =>
    Effect.gen(function*() {
      expect(yield* calling(list, { accessToken })).toEqual({
        outcome: unauthorized("tokens.list", 1),
        sent: ["bearer"],
        leaks: []
      })
    }))

  it.scopedLive("is asked for anew also where nothing else is sent again", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("first", "second")
      const { outcome, sent } = yield* calling(create, { accessToken, retryPolicy: RetryPolicy.none })
      expect({ sent, succeeded: "succeeded" in outcome }).toEqual({ sent: ["first", "second"], succeeded: true })
    }))

  it.scopedLive("is asked for anew after a failure of another kind as well", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("first", "first", "second")
      const retryPolicy = RetryPolicy.make({ base: "1 millis" })
      const script = (request: Recorded, index: number) => index === 0 ? [json({}, 503)] : taking("second")(request)
      const { outcome, sent } = yield* calling(list, { accessToken, retryPolicy }, script)
      expect({ sent, succeeded: "succeeded" in outcome }).toEqual({
        sent: ["first", "first", "second"],
        succeeded: true
      })
    }))

  it.scopedLive("and cannot be had anew in time fails the call, which is done once and was not done", () =>
    Effect.gen(function*() {
      let asked = 0
      const accessToken = Effect.suspend(() =>
        asked++ === 0 ? Effect.succeed(Redacted.make(planted("first"))) : Effect.never
      )
      const { outcome, sent } = yield* calling(create, { accessToken, timeout: 300, retryPolicy: RetryPolicy.none })
      expect({ outcome, sent }).toEqual({
        outcome: {
          failed: {
            _tag: "TransportError",
            attempts: 1,
            operation: "tokens.create",
            outcome: "not-applied",
            reason: "Timeout"
          }
        },
        sent: ["first"]
      })
    }))
})
