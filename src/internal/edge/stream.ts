/**
 * What the client does with streams, whose chunks are plain arrays in Effect 4.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as PubSub from "effect/PubSub"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/** Runs an effect for each chunk of a stream. */
export const forEachArray = <A, E, E2>(
  stream: Stream.Stream<A, E>,
  f: (elements: ReadonlyArray<A>) => Effect.Effect<void, E2>
): Effect.Effect<void, E | E2> => Stream.runForEachChunk(stream, (chunk) => f(Chunk.toReadonlyArray(chunk)))

/** Streams the elements of pages. A page says where the next one is, if there is one. */
export const paginate = <Position, A, E, R>(
  first: Position,
  page: (position: Position) => Effect.Effect<readonly [ReadonlyArray<A>, Position | undefined], E, R>,
  prefetch: number
): Stream.Stream<A, E, R> => {
  const pages = Stream.paginateEffect(
    first,
    (position) =>
      Effect.map(
        page(position),
        ([elements, next]) => [Chunk.unsafeFromArray(elements), Option.fromNullable(next)] as const
      )
  )
  return Stream.flattenChunks(prefetch > 0 ? Stream.buffer(pages, { capacity: prefetch }) : pages)
}

/** Streams what is pulled, until that is nothing. */
export const fromPull = <A, E>(pull: Effect.Effect<ReadonlyArray<A>, E>): Stream.Stream<A, E> =>
  Stream.repeatEffectChunkOption(
    Effect.matchEffect(pull, {
      onFailure: (error) => Effect.fail(Option.some(error)),
      onSuccess: (elements) =>
        elements.length === 0 ? Effect.fail(Option.none()) : Effect.succeed(Chunk.unsafeFromArray(elements))
    })
  )

/** Begins to listen; what is published from then on is in the stream. */
export const subscription = <A>(
  published: PubSub.PubSub<A>
): Effect.Effect<Stream.Stream<A>, never, Scope.Scope> => Stream.fromPubSub(published, { scoped: true })
