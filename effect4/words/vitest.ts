/**
 * The `it` of Effect 3's `@effect/vitest`: a test is scoped, whatever it is called, and its clock lists who waits.
 */
import type { Vitest } from "@effect/vitest"
import { it as itOf4 } from "@effect/vitest"
import type * as Scope from "effect/Scope"
import { listing } from "./TestClock.js"

export * from "@effect/vitest"

type Tester = Vitest.Tester<Scope.Scope>

const onListingClock = (tester: Tester): Tester => {
  const effect: Vitest.Test<Scope.Scope> = (name, self, timeout) =>
    tester(name, (context) => listing(self(context)), timeout)
  return Object.assign(effect, tester, {
    each: <T>(cases: ReadonlyArray<T>): ReturnType<typeof tester.each<T>> => (name, self, timeout) =>
      tester.each(cases)(name, (row, context) => listing(self(row, context)), timeout)
  })
}

const effect = onListingClock(itOf4.effect)

const own = { effect, scoped: effect, scopedLive: itOf4.live }

/** `it` itself takes no other properties. */
export const it = new Proxy(itOf4, {
  get: (target, name, receiver): unknown =>
    name in own ? own[name as keyof typeof own] : Reflect.get(target, name, receiver)
}) as Omit<typeof itOf4, "effect"> & typeof itOf4 & typeof own
