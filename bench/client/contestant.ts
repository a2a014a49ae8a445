/**
 * A client that calls Authlete, whoever made it, as a process that takes turns.
 */
import { Effect, type ManagedRuntime } from "effect"
import { create, introspect, revoke } from "./documented.js"
import { repeated, takeTurns } from "./turn.js"

/** What is looked at in the answers. Nobody is fast who gives something else. */
const seen = {
  revoke: ({ count }: { readonly count?: number | undefined }) => count === revoke.response.count,
  introspect: ({ action }: { readonly action?: string | undefined }) => action === introspect.response.action,
  create: ({ subject }: { readonly subject?: string | undefined }) => subject === create.response.subject
}

type Answers = { readonly [Name in keyof typeof seen]: Parameters<(typeof seen)[Name]>[0] }

const wrong = () => new Error("another answer than the one that was due")

/** A client that gives promises. */
export const compete = (calls: { readonly [Name in keyof Answers]: () => Promise<Answers[Name]> }): void => {
  const checked = <Answer>(call: () => Promise<Answer>, isDue: (answer: Answer) => boolean) =>
    repeated(async () => {
      if (!isDue(await call())) throw wrong()
    })
  takeTurns({
    revoke: checked(calls.revoke, seen.revoke),
    introspect: checked(calls.introspect, seen.introspect),
    create: checked(calls.create, seen.create)
  })
}

/** A client that gives effects. Fibers of one runtime run them, as those do that an authorization server has for its requests. */
export const competeInFibers = <R, E>(
  runtime: ManagedRuntime.ManagedRuntime<R, unknown>,
  calls: { readonly [Name in keyof Answers]: Effect.Effect<Answers[Name], E, R> }
): void => {
  const checked = <Answer>(call: Effect.Effect<Answer, E, R>, isDue: (answer: Answer) => boolean) => {
    const due = Effect.flatMap(call, (answer) => isDue(answer) ? Effect.void : Effect.die(wrong()))
    return (wanted: () => boolean) =>
      runtime.runPromise(Effect.whileLoop({ while: wanted, body: () => due, step: () => {} }))
  }
  takeTurns({
    revoke: checked(calls.revoke, seen.revoke),
    introspect: checked(calls.introspect, seen.introspect),
    create: checked(calls.create, seen.create)
  })
}
