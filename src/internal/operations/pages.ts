/**
 * Goes over the pages of a list.
 */
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AuthleteError } from "../../AuthleteError.js"
import { paginate } from "../edge/stream.js"

/**
 * How to stream the elements of a list.
 *
 * @since 0.1.0
 * @category models
 */
export interface StreamOptions {
  /** How many pages to ask for ahead of their use. Defaults to 0. */
  readonly prefetch?: number | undefined
}

/**
 * How to stream the elements of a list whose pages may have any size.
 *
 * @since 0.2.0
 * @category models
 */
export interface SizedStreamOptions extends StreamOptions {
  /** How many elements to ask for at once, at least 1. Defaults to 100. */
  readonly pageSize?: number | undefined
}

/** The page size of a list that has no known limit; Authlete's own servers ask for as many at once. */
export const sized = ({ pageSize = 100, prefetch }: SizedStreamOptions) => ({
  pageSize: Math.max(1, pageSize),
  prefetch
})

/** A page of a list, as far as paging goes. */
export interface Page<A> {
  readonly elements: ReadonlyArray<A>
  /** How many elements there are on all pages, if the response said so. */
  readonly totalCount: number | undefined
}

interface Position {
  readonly start: number
  /** Where the list ended when the stream began. */
  readonly end: number
}

/**
 * The position after a page. A position only moves forward, by the elements that were there, and never past the end that
 * the first page told or a later page drew in; so the stream ends whatever happens to the list.
 */
const following = (
  { end, start }: Position,
  { elements, totalCount = Infinity }: Page<unknown>
): Position | undefined => {
  const next = { start: start + elements.length, end: Math.min(end, totalCount) }
  return elements.length > 0 && next.start < next.end ? next : undefined
}

/** The same error, with the place in the list where the page starts that failed. */
const atOffset = (error: AuthleteError, offset: number): AuthleteError => {
  const Class = error.constructor as new(fields: object) => AuthleteError
  return new Class({ ...error, offset })
}

/**
 * All elements of a list. The pages are got by their start, included, and end, not included.
 */
export const stream = <A, R>(
  page: (range: { readonly start: number; readonly end: number }) => Effect.Effect<Page<A>, AuthleteError, R>,
  { pageSize, prefetch = 0 }: StreamOptions & { readonly pageSize: number }
): Stream.Stream<A, AuthleteError, R> =>
  paginate(
    { start: 0, end: Infinity },
    (position: Position) =>
      Effect.mapBoth(page({ start: position.start, end: position.start + pageSize }), {
        onFailure: (error) => atOffset(error, position.start),
        onSuccess: (found) => [found.elements, following(position, found)] as const
      }),
    prefetch
  )
