import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"

/**
 * Keeps authorization requests until they are decided on. What is kept is a text, which holds the ticket: a secret.
 *
 * @since 0.2.0
 * @category models
 */
export interface InteractionStore<E = never, R = never> {
  /** Keeps a text under an id, for a number of seconds. */
  readonly put: (id: string, text: string, seconds: number) => Effect.Effect<void, E, R>
  /** The text under an id, if there is one. */
  readonly get: (id: string) => Effect.Effect<Option.Option<string>, E, R>
  /** The same, and removes it: of two at the same time, one must get nothing. */
  readonly take: (id: string) => Effect.Effect<Option.Option<string>, E, R>
}
