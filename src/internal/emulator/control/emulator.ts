/**
 * Puts an emulator together: the state, the faults, the record of requests, and the app that uses them.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type { HttpClient } from "@effect/platform/HttpClient"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { AccessRight } from "../http/accessRights.js"
import * as App from "../http/app.js"
import { connectionReset } from "../http/connection.js"
import * as Transport from "../http/transport.js"
import type { ServiceSettings } from "../model/service.js"
import type { SeedInput } from "../store/seed.js"
import * as Seed from "../store/seed.js"
import type { Snapshot, State } from "../store/state.js"
import { duplicatesIn, fromSnapshot, toSnapshot } from "../store/state.js"
import type { Fault } from "./fault.js"
import { validated } from "./fault.js"
import * as Faults from "./faults.js"
import type { RecordedRequest } from "./recorder.js"
import * as Recorder from "./recorder.js"

/**
 * Control over a running emulator.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  /** Starts over from the seed of the options, with no faults and no recorded requests. */
  readonly reset: Effect.Effect<void>
  /**
   * Adds clients and tokens, and changes the settings that the seed gives. A seed that does not fit its schema is a
   * defect.
   */
  readonly seed: (seed: SeedInput) => Effect.Effect<void>
  /** The whole state, as plain data. It holds the values of tokens. */
  readonly snapshot: Effect.Effect<Snapshot>
  /** Replaces the state by that of a snapshot. One that holds a token, a ticket or a client twice is a defect. */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /** The last thousand requests, the oldest first, without secrets. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /**
   * Makes the next request fail, or several, after the faults that were given before. A fault that does not fit is a
   * defect.
   */
  readonly failNext: (fault: Fault) => Effect.Effect<void>
  /** Responds to requests, in any server of the platform. */
  readonly httpApp: HttpApp.Default
}

export interface Options {
  readonly serviceId: string
  readonly accessTokens: ReadonlyArray<{ readonly token: string; readonly rights: ReadonlyArray<AccessRight> }>
  readonly seed?: SeedInput | undefined
  readonly service?: ServiceSettings | undefined
}

export interface Emulator {
  readonly service: Service
  /** Reaches the emulator in the fiber of the caller. */
  readonly httpClient: HttpClient
  /** How many requests may have changed the state: who compares it before and after a request knows whether to save. */
  readonly changes: () => number
}

/** A seed that does not fit is a mistake in the test or the program that gives it, so it is a defect. */
const decodeSeed = (seed: SeedInput) => Effect.orDie(Schema.decode(Seed.Seed)(seed))

/** So is a fault that does not fit. */
const checkFault = (fault: Fault) =>
  Effect.catchAll(validated(fault), (expected) => Effect.dieMessage(`The fault does not fit. ${expected}`))

/** And so is a snapshot that repeats what must be unique. */
const checkSnapshot = (snapshot: Snapshot): Effect.Effect<void> => {
  const [duplicate] = duplicatesIn(snapshot)
  return duplicate === undefined
    ? Effect.void
    : Effect.dieMessage(`The snapshot does not fit. ${duplicate.join(".")}: expected no duplicate`)
}

const seedsOf = ({ seed, service }: Options) =>
  Effect.all([
    seed === undefined ? Effect.succeed(Seed.defaultSeed) : decodeSeed(seed),
    ...(service === undefined ? [] : [decodeSeed({ service })])
  ])

/** The app for servers. On Node, a fault has broken the socket by now. Elsewhere, the body of the response fails. */
const toHttpApp = (app: App.App): HttpApp.Default =>
  App.handle(app).pipe(
    Effect.catchTag("ConnectionReset", () => Effect.succeed(HttpServerResponse.stream(Stream.fail(connectionReset)))),
    // Servers run apps uninterruptibly. A request that hangs would go on after its client has left.
    Effect.interruptible
  )

/** Clients of the API know the service by a number; its id in the paths may be any text. */
const apiKeyOf = (serviceId: string): number => /^\d{1,15}$/.test(serviceId) ? Number(serviceId) : 0

const toService = (app: App.App, freshState: Effect.Effect<State>): Service => ({
  reset: Effect.map(freshState, (state) => {
    app.state = state
    app.faults.clear()
    app.recorder.clear()
  }),
  seed: (seed) =>
    Effect.zipWith(decodeSeed(seed), Clock.currentTimeMillis, (decoded, now) => Seed.plant(app.state, decoded, now)),
  snapshot: Effect.sync(() => toSnapshot(app.state)),
  restore: (snapshot) =>
    Effect.zipWith(checkSnapshot(snapshot), Clock.currentTimeMillis, (_, now) => {
      app.state = fromSnapshot(snapshot, app.state.apiKey, now)
    }),
  requests: Effect.sync(app.recorder.all),
  failNext: (fault) => Effect.map(checkFault(fault), app.faults.add),
  httpApp: toHttpApp(app)
})

export const make = (options: Options): Effect.Effect<Emulator> =>
  Effect.gen(function*() {
    const seeds = yield* seedsOf(options)
    const apiKey = apiKeyOf(options.serviceId)
    const freshState = Effect.map(Clock.currentTimeMillis, (now) => Seed.fromSeeds(seeds, now, apiKey))
    const app: App.App = {
      access: {
        serviceId: options.serviceId,
        rights: new Map(options.accessTokens.map(({ rights, token }) => [token, rights]))
      },
      faults: Faults.make(),
      recorder: Recorder.make(),
      state: yield* freshState,
      changes: 0
    }
    return {
      service: toService(app, freshState),
      httpClient: Transport.make(App.handle(app)),
      changes: () => app.changes
    }
  })
