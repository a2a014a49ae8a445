/**
 * A client that calls Authlete, whoever made it, as a process that takes turns.
 */
import { Effect, type ManagedRuntime } from "effect"
import { create, introspect, page, revoke } from "./documented.js"
import { type Repeat, repeated, takeTurns } from "./turn.js"

/** What is looked at in the responses. Nobody is fast who gives something else. */
const seen = {
  revoke: ({ count }: { readonly count?: number | undefined }) => count === revoke.response.count,
  introspect: ({ action }: { readonly action?: string | undefined }) => action === introspect.response.action,
  create: ({ subject }: { readonly subject?: string | undefined }) => subject === create.response.subject
}

type Responses = { readonly [Name in keyof typeof seen]: Parameters<(typeof seen)[Name]>[0] }

const wrong = () => new Error("another response than the one that was due")

export const pageSizes = [20, 1_000] as const

/** Decodes the text of a page, and tells how many tokens there are in it. */
export type Decode = (text: string) => number | undefined

/** Decoding as calls of their own, by the size of the page: one response each. */
const decoding = (decode: Decode | undefined): Readonly<Record<string, Repeat>> => {
  if (decode === undefined) return {}
  const calls = pageSizes.map((size) => {
    let text: string | undefined
    const call = repeated(async () => {
      text ??= page(0, size, size)
      if (decode(text) !== size) throw new Error("not decoded")
    })
    return [String(size), call] as const
  })
  return Object.fromEntries(calls)
}

/** A client that gives promises. */
export const compete = (
  calls: { readonly [Name in keyof Responses]: () => Promise<Responses[Name]> },
  decode?: Decode
): void => {
  const checked = <A>(call: () => Promise<A>, isDue: (response: A) => boolean) =>
    repeated(async () => {
      if (!isDue(await call())) throw wrong()
    })
  takeTurns({
    revoke: checked(calls.revoke, seen.revoke),
    introspect: checked(calls.introspect, seen.introspect),
    create: checked(calls.create, seen.create),
    ...decoding(decode)
  })
}

/** A client that gives effects. Fibers of one runtime run them, as those do that an authorization server has for its requests. */
export const competeInFibers = <R, E>(
  runtime: ManagedRuntime.ManagedRuntime<R, unknown>,
  calls: { readonly [Name in keyof Responses]: Effect.Effect<Responses[Name], E, R> },
  decode?: Decode
): void => {
  const checked = <A>(call: Effect.Effect<A, E, R>, isDue: (response: A) => boolean) => {
    const due = Effect.flatMap(call, (response) => isDue(response) ? Effect.void : Effect.die(wrong()))
    return (wanted: () => boolean) =>
      runtime.runPromise(Effect.whileLoop({ while: wanted, body: () => due, step: () => {} }))
  }
  takeTurns({
    revoke: checked(calls.revoke, seen.revoke),
    introspect: checked(calls.introspect, seen.introspect),
    create: checked(calls.create, seen.create),
    ...decoding(decode)
  })
}
