/**
 * The way of a request through the behaviour of its operation:
 *
 * 1. `verify`, if the operation has one: what has to be waited for, such as the check of a signature. It looks at the state,
 *    changes nothing, and gives plain facts.
 * 2. `transition`: from the state, the request and the facts to the next state and the response. It is synchronous, so no
 *    other request sees a half of it. What `verify` saw may be outdated: the transition looks again.
 * 3. signing, if the response is `Unsigned`.
 *
 * A behaviour that verifies nothing, with a response that needs no signature, never waits.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { made } from "../crypto/keys.js"
import { signed } from "../crypto/sign.js"
import { hasMadeKeys } from "../model/signingKey.js"
import type { Unsigned } from "../protocol/unsigned.js"
import { isUnsigned } from "../protocol/unsigned.js"
import type { State } from "../store/state.js"
import type { Refusal } from "./refusal.js"

/** A pure step from one state to the next, with the response to the request, or with a refusal outside of OAuth. */
export type Transition<Request, Response, Facts = undefined> = (
  state: State,
  request: Request,
  now: number,
  facts: Facts
) => Either.Either<Response | Unsigned<Response>, Refusal>

/** The facts that a transition needs, or an effect that finds them out. */
export type Verify<Request, Facts> = (state: State, request: Request, now: number) => Facts | Effect.Effect<Facts>

/** What a behaviour does. */
export interface Play {
  readonly verify?: Verify<unknown, unknown> | undefined
  readonly transition: Transition<unknown, unknown, unknown>
  /** Whether the transition needs the keys of the service themselves, and not only to know that there are some. */
  readonly needsKeys?: boolean | undefined
}

/** Where the state is kept, which a reset replaces, and how often it was changed. */
export interface Holder {
  state: State
  changes: number
}

type Outcome = Either.Either<unknown, Refusal>

/** Makes the keys of a service that has none of its own, when they are needed for the first time. */
const makeKeys = (holder: Holder, state: State): Effect.Effect<void> =>
  hasMadeKeys(state) && state.madeKeys === undefined
    ? Effect.map(made, (keys) => {
      state.madeKeys ??= keys
      holder.changes++
    })
    : Effect.void

const sign = (holder: Holder, state: State, { finish, jwts, otherwise }: Unsigned<unknown>): Effect.Effect<unknown> =>
  (jwts.some(({ key }) => key.kind === "made") ? makeKeys(holder, state) : Effect.void).pipe(
    Effect.flatMap(() => Effect.forEach(jwts, (jwt) => signed(jwt, state.madeKeys ?? []))),
    Effect.match({ onFailure: otherwise, onSuccess: finish }),
    Effect.flatMap((next) => isUnsigned(next) ? sign(holder, state, next) : Effect.succeed(next))
  )

const step = (
  { transition }: Play,
  holder: Holder,
  request: unknown,
  now: number,
  facts: unknown
): Outcome | Effect.Effect<Outcome> => {
  const { state } = holder
  const outcome = transition(state, request, now, facts)
  return Either.isRight(outcome) && isUnsigned(outcome.right)
    ? Effect.map(sign(holder, state, outcome.right), Either.right)
    : outcome
}

/** An outcome is an effect in itself, which would fail with the refusal. */
export const waitFor = (outcome: Outcome | Effect.Effect<Outcome>): Effect.Effect<Outcome> =>
  Either.isEither(outcome) ? Effect.succeed(outcome) : outcome

/** Carries out a request. Only what has to be waited for is an effect. */
export const run = (
  behaviour: Play,
  holder: Holder,
  request: unknown,
  now: number
): Outcome | Effect.Effect<Outcome> => {
  if (behaviour.needsKeys === true && hasMadeKeys(holder.state) && holder.state.madeKeys === undefined) {
    return Effect.flatMap(
      makeKeys(holder, holder.state),
      () => waitFor(step(behaviour, holder, request, now, undefined))
    )
  }
  const facts = behaviour.verify?.(holder.state, request, now)
  return Effect.isEffect(facts)
    ? Effect.flatMap(
      facts as Effect.Effect<unknown>,
      (found) => waitFor(step(behaviour, holder, request, now, found))
    )
    : step(behaviour, holder, request, now, facts)
}
