/**
 * What the client does with streams.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as PubSub from "effect/PubSub"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/** Runs an effect for each chunk of a stream. */
export const forEachArray = <A, E, E2>(
  stream: Stream.Stream<A, E>,
  f: (elements: ReadonlyArray<A>) => Effect.Effect<void, E2>
): Effect.Effect<void, E | E2> => Stream.runForEachArray(stream, f)

/** Streams the elements of pages. A page says where the next one is, if there is one. */
export const paginate = <Position, A, E, R>(
  first: Position,
  page: (position: Position) => Effect.Effect<readonly [ReadonlyArray<A>, Position | undefined], E, R>,
  prefetch: number
): Stream.Stream<A, E, R> => {
  const pages = Stream.paginate(
    first,
    (position: Position) =>
      Effect.map(page(position), ([elements, next]) => [[elements], Option.fromNullishOr(next)] as const)
  )
  return Stream.flatMap(
    prefetch > 0 ? Stream.buffer(pages, { capacity: prefetch }) : pages,
    (elements) => Stream.fromIterable(elements)
  )
}

/** Begins to listen; what is published from then on is in the stream. */
export const subscription = <A>(
  published: PubSub.PubSub<A>
): Effect.Effect<Stream.Stream<A>, never, Scope.Scope> =>
  Effect.map(PubSub.subscribe(published), (taken) => Stream.fromSubscription(taken))
