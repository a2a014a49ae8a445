/**
 * Goes over the pages of the list of tokens.
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { PageOffset } from "../../client/callOptions.js"
import type { AccessToken, TokenListRequest, TokenListResponse } from "./list.js"

export interface Filter extends Omit<TokenListRequest, "start" | "end"> {}

/** The most that Authlete gives at once. */
const pageSize = 20

interface Position {
  readonly start: number
  /** Where the list ended when the stream began. */
  readonly end: number
}

/**
 * The page after the one at a position. A position only ever moves forward, by the tokens that were there, and never
 * past the end that the first page told or a later page drew in; so the stream ends whatever happens to the list.
 */
const following = (
  { end, start }: Position,
  { totalCount = Infinity }: TokenListResponse,
  found: number
): Option.Option<Position> => {
  const next = { start: start + found, end: Math.min(end, totalCount) }
  return found > 0 && next.start < next.end ? Option.some(next) : Option.none()
}

export const stream = <E, R>(
  list: (request: TokenListRequest) => Effect.Effect<TokenListResponse, E, R>,
  filter: Filter,
  prefetch: number
): Stream.Stream<AccessToken, E, R> => {
  const pages = Stream.paginateEffect(
    { start: 0, end: Infinity },
    (position: Position) =>
      list({ ...filter, start: position.start, end: position.start + pageSize }).pipe(
        Effect.provideService(PageOffset, position.start),
        Effect.map((page) => {
          const tokens = page.accessTokens ?? []
          return [Chunk.fromIterable(tokens), following(position, page, tokens.length)]
        })
      )
  )
  return (prefetch > 0 ? Stream.buffer(pages, { capacity: prefetch }) : pages).pipe(Stream.flattenChunks)
}
