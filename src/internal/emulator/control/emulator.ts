/**
 * An emulator, put together: the state, the faults and the record of requests, and the app that works on them.
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
  /** Starts over: with the seed of the options, no faults and no requests on record. */
  readonly reset: Effect.Effect<void>
  /**
   * Adds clients and tokens to what there is, and changes the settings that are given. A seed that does not fit its
   * schema is a defect.
   */
  readonly seed: (seed: SeedInput) => Effect.Effect<void>
  /** All that the emulator remembers, as plain data. It holds the values of tokens. */
  readonly snapshot: Effect.Effect<Snapshot>
  /** Goes on from a snapshot. One that holds a token, a ticket or a client twice is a defect. */
  readonly restore: (snapshot: Snapshot) => Effect.Effect<void>
  /** The last thousand requests, oldest first, without secrets. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>
  /** Makes coming requests fail, in the order of the calls. A fault that does not fit its description is a defect. */
  readonly failNext: (fault: Fault) => Effect.Effect<void>
  /** What answers the requests. */
  readonly httpApp: HttpApp.Default
}

export interface Options {
  readonly serviceId: string
  readonly accessTokens: ReadonlyArray<{ readonly token: string; readonly rights: ReadonlyArray<AccessRight> }>
  readonly seed?: SeedInput | undefined
  readonly service?: typeof ServiceSettings.Encoded | undefined
}

export interface Emulator {
  readonly service: Service
  /** An HttpClient that is answered by the emulator, in the calling fiber. */
  readonly httpClient: HttpClient
  /** How many requests may have changed the state so far: to find out whether one did. */
  readonly changes: () => number
}

/** A seed is written by whoever writes the test or the configuration: one that does not fit is a mistake in there. */
const decodeSeed = (seed: SeedInput) => Effect.orDie(Schema.decode(Seed.Seed)(seed))

/** So is a fault that does not fit. */
const checkFault = (fault: Fault) =>
  Effect.catchAll(validated(fault), (expected) => Effect.dieMessage(`The fault does not fit. ${expected}`))

/** And so is a snapshot that was changed by hand, such that one token is there twice. */
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

/** An app to serve. On a socket, a connection that is to break has been broken by then; elsewhere the body fails. */
const toHttpApp = (app: App.App): HttpApp.Default =>
  App.handle(app).pipe(
    Effect.catchTag("ConnectionReset", () => Effect.succeed(HttpServerResponse.stream(Stream.fail(connectionReset)))),
    // Servers run their apps uninterruptibly, which would keep a request waiting that nobody waits for any more.
    Effect.interruptible
  )

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
    Effect.map(checkSnapshot(snapshot), () => {
      app.state = fromSnapshot(snapshot)
    }),
  requests: Effect.sync(app.recorder.all),
  failNext: (fault) => Effect.map(checkFault(fault), app.faults.add),
  httpApp: toHttpApp(app)
})

export const make = (options: Options): Effect.Effect<Emulator> =>
  Effect.gen(function*() {
    const seeds = yield* seedsOf(options)
    const freshState = Effect.map(Clock.currentTimeMillis, (now) => Seed.fromSeeds(seeds, now))
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
