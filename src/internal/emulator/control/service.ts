/**
 * What an emulator lets others do with it.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as Effect from "effect/Effect"
import type { SeedInput } from "../model/seed.js"
import type { Snapshot } from "../model/snapshot.js"
import type { Fault } from "./fault.js"
import type { RecordedRequest } from "./recorder.js"

/**
 * Control over a running emulator.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** Starts over: with the seed of the options, no faults and no requests on record. */
  readonly reset: Effect.Effect<void>
  /**
   * Adds clients and tokens to what there is, and changes the settings that are given. A seed that does not fit its
   * schema is a defect.
   */
  readonly seed: (seed: SeedInput) => Effect.Effect<void>
  /** All that the emulator remembers, as plain data. It holds the values of tokens. */
  readonly snapshot: Effect.Effect<Snapshot>
  /** Goes on from a snapshot. */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /** The last thousand requests, oldest first, without secrets. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /** Makes coming requests fail, in the order of the calls. A fault that does not fit its description is a defect. */
  readonly failNext: (fault: Fault) => Effect.Effect<void>
  /** What answers the requests. */
  readonly httpApp: HttpApp.Default
}
