/**
 * Reads the body of an answer once, whole, and never more of it than allowed. A body that is left unread keeps its
 * connection busy, so this is done for every answer, whatever its status.
 */
import type { Headers } from "@effect/platform/Headers"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { Answer } from "./answer.js"

type Text = Answer["body"]

const tooLarge = (limit: number): Text => Either.left(`a body of at most ${limit} bytes`)

const utf8 = new TextDecoder("utf-8", { fatal: true })

const decode = (bytes: Uint8Array | ArrayBuffer): Text => {
  try {
    return Either.right(utf8.decode(bytes))
  } catch {
    return Either.left("text in UTF-8")
  }
}

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
const readCounted = (response: HttpClientResponse, limit: number): Effect.Effect<Text, HttpClientError> =>
  Effect.suspend(() => {
    const parts: Array<Uint8Array> = []
    let size = 0
    return Stream.runForEachChunk(response.stream, (chunk) => {
      for (const part of chunk) {
        parts.push(part)
        size += part.length
      }
      return size <= limit ? Effect.void : Effect.fail(tooLarge(limit))
    }).pipe(
      Effect.matchEffect({
        onFailure: (error) => Either.isEither(error) ? Effect.succeed(error) : Effect.fail(error),
        onSuccess: () => Effect.sync(() => decode(concat(parts, size)))
      })
    )
  })

/** The length that the framing of the answer vouches for; a compressed body says nothing about its real size. */
const declaredLength = (headers: Headers): number | undefined =>
  headers["content-encoding"] === undefined && /^\d+$/.test(headers["content-length"] ?? "")
    ? Number(headers["content-length"])
    : undefined

/** The platform closes the connection of a body whose reading is interrupted. */
const hangUp = (response: HttpClientResponse) =>
  Effect.raceFirst(Effect.ignore(response.arrayBuffer), Effect.yieldNow())

const isEmpty = ({ status }: HttpClientResponse) => status === 204 || status === 205 || status === 304

export const readText = (
  response: HttpClientResponse,
  headers: Headers,
  limit: number
): Effect.Effect<Text, HttpClientError> => {
  if (isEmpty(response)) return Effect.as(Effect.ignore(response.arrayBuffer), Either.right(""))
  const declared = declaredLength(headers)
  if (declared === undefined) return readCounted(response, limit)
  if (declared > limit) return Effect.as(hangUp(response), tooLarge(limit))
  return Effect.map(response.arrayBuffer, (bytes) => bytes.byteLength > limit ? tooLarge(limit) : decode(bytes))
}
