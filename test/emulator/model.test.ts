import { describe, it } from "@effect/vitest"
import { Effect, FastCheck, Layer, TestClock, TestContext } from "effect"
import { anyStep, list, makeRun, seed, type Step } from "./modelSteps.js"
import * as Model from "./modelStore.js"
import { inProcess } from "./support.js"

const settings = FastCheck.record({
  refreshTokenKept: FastCheck.boolean(),
  singleAccessTokenPerSubject: FastCheck.boolean()
})

/** Far enough from the epoch that the clock can be set back. */
const begin = 1_000_000_000_000

/** Whatever the steps did, in the end all lists are what the model says. */
const lastLooks = (["ALL", "VALID", "INVALID"] as const).flatMap((status) =>
  ([undefined, 0] as const).flatMap((client) =>
    [undefined, "john"].flatMap((subject) =>
      [0, 250].map((start) => list({ client, subject, status, start, length: 20 }))
    )
  )
)

const play = (chosen: Model.Settings, steps: ReadonlyArray<Step>) =>
  Effect.gen(function*() {
    yield* TestClock.setTime(begin)
    const run = makeRun(Model.make(chosen, begin))
    for (const { take } of [...steps, ...lastLooks]) yield* take(run)
  }).pipe(Effect.provide(Layer.provideMerge(inProcess.layer({ seed: seed(chosen) }), TestContext.TestContext)))

const manySteps = FastCheck.array(anyStep, { minLength: 1, maxLength: 50, size: "max" })

describe("the emulator", () => {
  it(
    "responds as a plain list of tokens would make it respond, whatever it is asked and in whatever order",
    () =>
      FastCheck.assert(
        FastCheck.asyncProperty(settings, manySteps, (chosen, steps) => Effect.runPromise(play(chosen, steps))),
        { numRuns: 30 }
      ),
    60_000
  )
})
