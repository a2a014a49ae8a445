/**
 * What `play` would see, if it were there: without these tests, that nothing leaks could mean that nobody looks.
 */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { AuthleteError } from "effect-authlete"
import * as Net from "node:net"
import type { Called } from "../../tools/faults/calls.js"
import type { Case } from "../../tools/faults/case.js"
import { refused } from "../../tools/faults/endings.js"
import { plain } from "../../tools/faults/places.js"
import { planted } from "../../tools/faults/planted.js"
import { transports } from "../support/transports.js"
import { play } from "./play.js"

const failing = (call: Called["call"]): Case => ({
  what: "a call that goes wrong",
  of: { operation: "tokens.list", call },
  ends: refused(400)
})

const talkative = new AuthleteError.BadRequest({
  operation: "tokens.list",
  attempts: 1,
  outcome: "not-applied",
  status: 400,
  resultMessage: `no ${planted("token")} here`
})

it.live.each(transports)(
  "over $transport, a secret in an error is seen wherever it is printed",
  (transport) =>
    Effect.gen(function*() {
      const { leaks } = yield* play(failing(Effect.fail(talkative)), transport)
      expect(leaks.length).toBeGreaterThan(10)
    })
)

it.live.each(transports)("over $transport, a secret in a span is seen", (transport) =>
  Effect.gen(function*() {
    const traced = Effect.withSpan(Effect.succeed(1), "a call", { attributes: { token: planted("token") } })
    const { leaks } = yield* play(failing(traced), transport)
    expect(leaks).toEqual([expect.stringContaining("spans")])
  }))

it.live.each(transports)("over $transport, a defect is seen", (transport) =>
  Effect.gen(function*() {
    const { outcome } = yield* play(failing(Effect.die(new Error("out of order"))), transport)
    expect(outcome).toEqual({ died: expect.stringContaining("out of order") })
  }))

it.live.each(transports)(
  "over $transport, a connection that stays open is seen",
  (transport) =>
    Effect.gen(function*() {
      const held: Case = {
        ...failing(Effect.void),
        at: (script) =>
          Effect.tap(plain(script), ({ url }) =>
            Effect.acquireRelease(
              Effect.async<Net.Socket>((resume) => {
                const socket = Net.connect(Number(new URL(url).port), "127.0.0.1", () => resume(Effect.succeed(socket)))
              }),
              (socket) => Effect.sync(() => socket.destroy())
            )),
        requests: 0
      }
      expect((yield* play(held, transport)).released).toBe(false)
    })
)
