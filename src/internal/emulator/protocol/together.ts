/**
 * Puts together the facts that several checks find out.
 */
import * as Effect from "effect/Effect"

type Facts<A> = A | Effect.Effect<A>

const asEffect = <A>(facts: Facts<A>): Effect.Effect<A> =>
  Effect.isEffect(facts) ? facts as Effect.Effect<A> : Effect.succeed(facts)

/** The facts of both. It is an effect only if one of them has to be waited for. */
export const together = <A extends object, B extends object>(one: Facts<A>, other: Facts<B>): Facts<A & B> =>
  Effect.isEffect(one) || Effect.isEffect(other)
    ? Effect.zipWith(asEffect(one), asEffect(other), (found, more) => ({ ...found, ...more }))
    : { ...one as A, ...other as B }
