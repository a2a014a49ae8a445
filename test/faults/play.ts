/**
 * Plays a case: sets the server up, makes the call, and looks at all that is left behind.
 */
import { Cause, Effect, Exit, Layer, Redacted } from "effect"
import { AuthleteClient } from "effect-authlete"
import type { Case } from "../../tools/faults/case.js"
import { calledBy, requestsOf, siteOf } from "../../tools/faults/case.js"
import { plantedBearer } from "../../tools/faults/planted.js"
import { comesAbout } from "../../tools/faults/rawServer.js"
import type { Outcome } from "../support/outcome.js"
import { outcomeOf } from "../support/outcome.js"
import { leaks, recordingTracer, renderings } from "../support/renderings.js"
import type { Transport } from "../support/transports.js"
import { clientOf } from "../support/transports.js"

export interface Played {
  readonly outcome: Outcome
  /** How many requests the server saw. */
  readonly requests: number
  /** Where a secret of the call can be read in its outcome or in its spans. */
  readonly leaks: ReadonlyArray<string>
  /** Whether the connections were given back when the client was done with. */
  readonly released: boolean
}

/** The connections of fetch belong to the process. It keeps those that are fit for use: at most one per request. */
const kept = ({ transport }: Transport, each: Case) => transport === "fetch" ? requestsOf(each) : 0

const inside = <A, E>(exit: Exit.Exit<A, E>): unknown =>
  Exit.match(exit, { onFailure: Cause.squash, onSuccess: (value): unknown => value })

/** Leaves the code out, where the case leaves it open. */
const withoutCode = ({ codeVaries }: Case, outcome: Outcome): Outcome => {
  if (codeVaries === undefined || !("failed" in outcome) || outcome.failed._tag !== "TransportError") return outcome
  const { attempts, code = "", operation, outcome: effect, reason, _tag } = outcome.failed
  if (codeVaries !== true && !codeVaries.includes(code)) return outcome
  return { failed: { _tag, attempts, operation, outcome: effect, reason } }
}

/** The call of a case, with the time limit of the case. */
export const callOf = (each: Case) =>
  each.timeout === undefined ? calledBy(each).call : AuthleteClient.withTimeout(calledBy(each).call, each.timeout)

export const play = (each: Case, transport: Transport): Effect.Effect<Played> =>
  Effect.gen(function*() {
    const site = yield* siteOf(each)
    const { text, tracer } = recordingTracer()
    const exit = yield* Effect.gen(function*() {
      const options = { accessToken: Redacted.make(plantedBearer), ...each.options }
      const client = yield* Layer.build(clientOf(site, transport, options))
      const call = Effect.provide(callOf(each), client)
      yield* Effect.replicateEffect(Effect.exit(call), each.before ?? 0)
      return yield* Effect.exit(call)
    }).pipe(Effect.scoped, Effect.orDie, Effect.withTracer(tracer))
    return {
      outcome: withoutCode(each, outcomeOf(exit)),
      requests: site.requests(),
      leaks: leaks([...(yield* renderings(inside(exit))), { how: "spans", text: text() }]),
      released: yield* comesAbout(site.atMost(kept(transport, each)))
    }
  }).pipe(Effect.scoped)
