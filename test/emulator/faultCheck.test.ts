import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { operations } from "../../src/internal/operations/index.js"
import { inProcess, list } from "./support.js"

/** JavaScript, or a fault that is read from somewhere, may hold anything. */
const failNext = (fault: object) =>
  Effect.flatMap(AuthleteEmulator.AuthleteEmulator, (emulator) => emulator.failNext(fault))

const defect = (fault: object) =>
  Effect.map(
    Effect.exit(failNext(fault)),
    (exit) => Exit.isFailure(exit) && Cause.isDieType(exit.cause) ? exit.cause.defect : undefined
  )

const circular: { self?: object } = {}
circular.self = circular

const deep: object = JSON.parse("[".repeat(3_000) + "]".repeat(3_000))

describe("a fault that cannot be played", () => {
  const refusals: ReadonlyArray<readonly [what: string, fault: object, expected: string]> = [
    ["a status below 200", { status: 101 }, "status: expected a status from 200 to 599"],
    ["a status above 599", { status: 600 }, "status: expected a status from 200 to 599"],
    ["a status that is not whole", { status: 200.5 }, "status: expected"],
    ["a header of two lines", { status: 503, headers: { "x-text": "a\nb" } }, "headers: expected"],
    ["a header beyond Latin-1", { status: 503, headers: { "x-text": "ア" } }, "headers: expected"],
    ["a header with a name that HTTP does not allow", { status: 503, headers: { "x text": "a" } }, "headers: expected"],
    [
      "a header that is no text",
      { status: 503, headers: { "retry-after": 1 } },
      "headers: retry-after: expected a string"
    ],
    ["a body that JSON cannot hold", { status: 503, body: circular }, "body: expected"],
    ["a body on thousands of levels", { status: 503, body: deep }, "body: expected"],
    ["a body for a status that has none", { status: 204, body: "text" }, "body: expected a status that has one"],
    ["a body without a status", { body: "text", latency: "1 second" }, "body: expected a status beside it"],
    ["headers without a status", { headers: {}, latency: "1 second" }, "headers: expected a status beside them"],
    ["a latency that is no duration", { latency: "soon" }, "latency: expected a duration, such as \"2 seconds\""],
    ["a reset at no known place", { reset: "after" }, "reset: expected \"before\" | \"inside\""],
    ["bytes without a reset inside the body", { reset: "before", afterBytes: 1 }, "afterBytes: expected reset"],
    ["a negative number of bytes", { reset: "inside", afterBytes: -1 }, "afterBytes: expected a non-negative number"],
    ["a broken number of times", { status: 503, times: 0.5 }, "times: expected an integer | Infinity"],
    ["a status for a response that is never sent", { status: 503, hang: true }, "status: expected none"],
    ["a status for a connection that breaks before", { status: 503, reset: "before" }, "status: expected none"],
    ["two ways to end at once", { hang: true, reset: "before" }, "hang: expected to be alone"],
    ["two ways to break the body", { garble: "malformed", reset: "inside" }, "garble: expected no reset beside it"],
    ["nothing that is to go wrong", { operation: "tokens.list", hang: false }, "expected a status, latency, reset,"],
    [
      "an operation that there is not",
      { operation: "tokens.revok", status: 503 },
      `operation: expected "${operations[0].name}"`
    ],
    ["a member that there is not", { state: 503 }, "state: expected no field of this name"]
  ]
  for (const [what, fault, expected] of refusals) {
    inProcess.test(`is a defect: ${what}`, () =>
      Effect.gen(function*() {
        expect(yield* defect(fault)).toMatchObject({ message: expect.stringContaining(expected) })
        expect((yield* list()).status).toBe(200)
      }))
  }
})

describe("a fault that can be played", () => {
  const accepted: ReadonlyArray<readonly [what: string, fault: AuthleteEmulator.Fault]> = [
    ["with all that is optional undefined", {
      status: 503,
      headers: undefined,
      body: undefined,
      latency: undefined,
      reset: undefined,
      afterBytes: undefined,
      garble: undefined,
      hang: undefined,
      applied: undefined,
      operation: undefined,
      times: undefined
    }],
    ["with the highest status", { status: 599 }],
    ["with an object for a body", { status: 503, body: { error: "down" } }],
    ["for no request", { status: 503, times: 0 }]
  ]
  for (const [what, fault] of accepted) {
    inProcess.test(`is taken: ${what}`, () =>
      Effect.gen(function*() {
        yield* failNext(fault)
        expect((yield* list()).status).toBe(fault.times === 0 ? 200 : fault.status)
      }))
  }
})

describe("the name of an operation in a fault", () => {
  it.effect.each(operations.map(({ name }) => name))(
    "may be that of any operation: %s",
    (operation) =>
      Effect.gen(function*() {
        expect(yield* defect({ operation, status: 503 })).toBeUndefined()
      }).pipe(Effect.provide(AuthleteEmulator.layerClient()))
  )
})
