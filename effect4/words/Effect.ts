import type { Clock as ClockOf4 } from "effect/Clock"
import { Clock } from "effect/Clock"
import { ConfigProvider } from "effect/ConfigProvider"
import * as Console from "effect/Console"
import type * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import { dual } from "effect/Function"
import * as Metric from "effect/Metric"
import * as Random from "effect/Random"
import type { Clock as ClockOf3 } from "./Clock.js"
import { adapted } from "./Clock.js"
import type { Tracked } from "./Supervisor.js"

export * from "effect/Effect"
export { callback as async, catch as catchAll, forkDetach as forkDaemon, result as either } from "effect/Effect"

export const yieldNow = (): Effect.Effect<void> => Effect.yieldNow

export const zipRight: {
  <A, E, R>(that: Effect.Effect<A, E, R>): <E2, R2>(
    self: Effect.Effect<unknown, E2, R2>
  ) => Effect.Effect<A, E | E2, R | R2>
  <A, E, R, E2, R2>(
    self: Effect.Effect<unknown, E2, R2>,
    that: Effect.Effect<A, E, R>
  ): Effect.Effect<A, E | E2, R | R2>
} = dual(
  2,
  <A, E, R, E2, R2>(self: Effect.Effect<unknown, E2, R2>, that: Effect.Effect<A, E, R>) => Effect.andThen(self, that)
)

/** A fiber of Effect 3 begins in a later turn, too; it is interrupted with its parent. */
export const fork = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<Fiber.Fiber<A, E>, never, R> =>
  Effect.forkChild(self)

const isClockOf4 = (clock: ClockOf3 | ClockOf4): clock is ClockOf4 => "currentTimeMillisUnsafe" in clock

export const withClock: {
  (clock: ClockOf3 | ClockOf4): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, clock: ClockOf3 | ClockOf4): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, clock: ClockOf3 | ClockOf4): Effect.Effect<A, E, R> =>
    Effect.provideService(self, Clock, isClockOf4(clock) ? clock : adapted(clock))
)

export const withConfigProvider: {
  (provider: ConfigProvider): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
} = (provider) => (self) => Effect.provideService(self, ConfigProvider, provider)

/** Random numbers that are known: one after the other, and again from the first. */
export const withRandomFixed: {
  (values: ReadonlyArray<number>): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, values: ReadonlyArray<number>): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, values: ReadonlyArray<number>): Effect.Effect<A, E, R> => {
    let index = 0
    const next = () => values[index++ % values.length] ?? 0
    return Effect.provideService(self, Random.Random, { nextDoubleUnsafe: next, nextIntUnsafe: next })
  }
)

interface FiberOf3 {
  readonly getFiberRef: <A>(reference: Context.Reference<A>) => A
}

export const withFiberRuntime = <A, E = never>(f: (fiber: FiberOf3) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) => f({ getFiberRef: (reference) => fiber.getRef(reference) }))

export const tagMetrics: {
  (name: string, value: string): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, name: string, value: string): Effect.Effect<A, E, R>
} = dual(
  3,
  <A, E, R>(self: Effect.Effect<A, E, R>, name: string, value: string): Effect.Effect<A, E, R> =>
    Effect.updateService(self, Metric.CurrentMetricAttributes, (attributes) => ({ ...attributes, [name]: value }))
)

/** Runs an effect once, and then so many times again. */
export const repeatN = <A, E, R>(self: Effect.Effect<A, E, R>, times: number): Effect.Effect<A, E, R> =>
  Effect.repeat(self, { times }) as Effect.Effect<A, E, R>

/** The result of an effect that takes no longer, as one of the two functions makes it. */
export const timeoutTo = <A, B, C>(
  { duration, onSuccess, onTimeout }: {
    readonly duration: Duration.Input
    readonly onSuccess: (value: A) => B
    readonly onTimeout: () => C
  }
) =>
<E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<B | C, E, R> =>
  Effect.timeoutOrElse(Effect.map(self, onSuccess), { duration, orElse: () => Effect.sync(onTimeout) })

/** Counts the fibers that an effect starts. */
export const supervised = (supervisor: Tracked) => <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(self, Metric.FiberRuntimeMetrics, supervisor.metrics)

/** Gives a reference another value. */
export const locally =
  <S>(reference: Context.Reference<S>, value: S) => <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(self, reference, value)

/** Lets an effect write to a console of Node's. */
export const withConsole =
  ({ unsafe }: { readonly unsafe: Console.Console }) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(self, Console.Console, unsafe)

export const consoleWith = Console.consoleWith
