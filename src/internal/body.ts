/**
 * Reads the body of an answer once, whole, and never more of it than allowed. A body that is left unread keeps its
 * connection busy, so this is done for every answer, whatever its status.
 */
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The body cannot be used, and why. */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly expected: string }> {}

const tooLarge = (limit: number) => new Unreadable({ expected: `a body of at most ${limit} bytes` })

const utf8 = new TextDecoder("utf-8", { fatal: true })

const decode = (bytes: Uint8Array | ArrayBuffer): Effect.Effect<string, Unreadable> =>
  Effect.try({
    try: () => utf8.decode(bytes),
    catch: () => new Unreadable({ expected: "text in UTF-8" })
  })

const concat = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** Counts the bytes as they come, and hangs up when there are too many. */
const readCounted = (response: HttpClientResponse, limit: number) =>
  Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    return Stream.runForEach(response.stream, (chunk) => {
      size += chunk.length
      if (size > limit) return Effect.fail(tooLarge(limit))
      chunks.push(chunk)
      return Effect.void
    }).pipe(Effect.map(() => concat(chunks, size)))
  })

/** The length that the framing of the answer vouches for; a compressed body says nothing about its real size. */
const declaredLength = ({ headers }: HttpClientResponse): number | undefined =>
  headers["content-encoding"] === undefined && /^\d+$/.test(headers["content-length"] ?? "")
    ? Number(headers["content-length"])
    : undefined

/** The platform closes the connection of a body whose reading is interrupted. */
const hangUp = (response: HttpClientResponse) =>
  Effect.raceFirst(Effect.ignore(response.arrayBuffer), Effect.yieldNow())

const isEmpty = ({ status }: HttpClientResponse) => status === 204 || status === 205 || status === 304

export const readText = (
  response: HttpClientResponse,
  limit: number
): Effect.Effect<string, Unreadable | HttpClientError> => {
  if (isEmpty(response)) return Effect.as(Effect.ignore(response.arrayBuffer), "")
  const declared = declaredLength(response)
  if (declared === undefined) return Effect.flatMap(readCounted(response, limit), decode)
  if (declared > limit) return Effect.zipRight(hangUp(response), tooLarge(limit))
  return Effect.flatMap(response.arrayBuffer, decode)
}
