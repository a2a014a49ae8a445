/**
 * Makes tests of cases: each is played on every transport, and has to end as it says, in full, with as many requests as
 * it says. Whatever it is about, it may tell no secret, leave no connection behind, and die of nothing.
 */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { afterAll, beforeAll, describe } from "vitest"
import type { Case, Theme } from "../../tools/faults/case.js"
import { calledBy, endingOn, requestsOf } from "../../tools/faults/case.js"
import type { Outcome } from "../support/outcome.js"
import { rows } from "../support/outcome.js"
import type { Transport } from "../support/transports.js"
import { transports, wrappedNodeTransport } from "../support/transports.js"
import { play } from "./play.js"

const stated = (each: Case, transport: Transport): Outcome => {
  const ending = endingOn(each, transport)
  return "succeeds" in ending
    ? { succeeded: ending.succeeds }
    : { failed: { ...ending, operation: calledBy(each).operation, attempts: each.attempts ?? 1 } }
}

/** Fails the tests of a file if something in it was not caught by anybody. */
export const watched = () => {
  const uncaught: Array<unknown> = []
  const keep = (error: unknown) => {
    uncaught.push(error)
  }
  beforeAll(() => {
    process.on("uncaughtException", keep).on("unhandledRejection", keep)
  })
  afterAll(() => {
    process.off("uncaughtException", keep).off("unhandledRejection", keep)
    expect(uncaught).toEqual([])
  })
}

const nameOf = (each: Transport) => each === wrappedNodeTransport ? "NodeTransport, wrapped" : each.transport

export const suite = (...themes: ReadonlyArray<Theme>) => {
  watched()

  describe.each(rows(themes, ({ theme }) => theme))("%s", (_, { cases, concurrent = false }) => {
    describe.each(rows([...transports, wrappedNodeTransport], nameOf))("over %s", { concurrent }, (_, transport) => {
      it.live.each(rows(cases, ({ what }) => what))("%s", ([, each]) =>
        Effect.gen(function*() {
          expect(yield* play(each, transport)).toEqual({
            outcome: stated(each, transport),
            requests: requestsOf(each),
            leaks: [],
            released: each.heldBy?.includes(transport.transport) !== true
          })
        }))
    })
  })
}
