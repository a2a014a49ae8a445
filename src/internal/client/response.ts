/**
 * Sends a request and reads the response. The body is read once and whole, up to the limit, and whatever the status is:
 * a body that is left unread keeps its connection busy.
 */
import type { Headers } from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import { fromWeb } from "@effect/platform/HttpClientResponse"
import type { Clock } from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { BodyError } from "../edge/httpErrors.js"
import { refusedResponse, unreadable } from "../edge/httpErrors.js"
import * as Result from "../edge/result.js"
import { forEachArray } from "../edge/stream.js"
import { millisNow } from "../edge/time.js"

/** A response that was read to its end. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Headers
  /** The text of the body; if there is none to use, what was expected. */
  readonly body: Result.Result<string, string>
  /** In epoch milliseconds. */
  readonly receivedAt: number
}

/** The bytes of a body; if there are too many, what was expected. */
type Bytes = Result.Result<Uint8Array, string>

export const tooLarge = (limit: number): Result.Result<never, string> => Result.fail(`a body of at most ${limit} bytes`)

const utf8 = new TextDecoder("utf-8", { fatal: true })

export const textOf = (bytes: Uint8Array): Result.Result<string, string> => {
  try {
    return Result.succeed(utf8.decode(bytes))
  } catch {
    return Result.fail("text in UTF-8")
  }
}

/** Puts the parts of a body together, in memory of its own. */
export const concat = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

const limitExceeded = Symbol()

/** Reads a body and counts its bytes. When there are too many, it closes the connection. */
const readCounted = (response: HttpClientResponse, limit: number): Effect.Effect<Bytes, HttpClientError> =>
  Effect.suspend(() => {
    const parts: Array<Uint8Array> = []
    let size = 0
    const counted = forEachArray(response.stream, (chunk) => {
      for (const part of chunk) {
        parts.push(part)
        size += part.length
      }
      return size <= limit ? Effect.void : Effect.fail(limitExceeded)
    })
    return Effect.matchEffect(counted, {
      onFailure: (error) => typeof error === "symbol" ? Effect.succeed(tooLarge(limit)) : Effect.fail(error),
      onSuccess: () => Effect.sync(() => Result.succeed(concat(parts, size)))
    })
  })

/** The length of the body by its header, if that can be relied on: of a compressed body it is not the real size. */
export const declaredLength = (headers: Headers): number | undefined =>
  headers["content-encoding"] === undefined && /^\d+$/.test(headers["content-length"] ?? "")
    ? Number(headers["content-length"])
    : undefined

const oneTurn = Effect.promise(() => Promise.resolve())

/** Closes the connection: the platform does that when the reading of a body is interrupted. */
const hangUp = (response: HttpClientResponse) => Effect.raceFirst(Effect.ignore(response.arrayBuffer), oneTurn)

/** Whether there is no body with this status, whatever the headers say. */
export const isEmpty = ({ status }: { readonly status: number }) => status === 204 || status === 205 || status === 304

const readBytes = (
  response: HttpClientResponse,
  headers: Headers,
  limit: number
): Effect.Effect<Bytes, HttpClientError> => {
  if (isEmpty(response)) return Effect.as(Effect.ignore(response.arrayBuffer), Result.succeed(new Uint8Array()))
  const declared = declaredLength(headers)
  if (declared === undefined) return readCounted(response, limit)
  if (declared > limit) return Effect.as(hangUp(response), tooLarge(limit))
  return Effect.map(
    response.arrayBuffer,
    (buffer) => buffer.byteLength > limit ? tooLarge(limit) : Result.succeed(new Uint8Array(buffer))
  )
}

/** The name under which a response keeps its body. */
const BodyKept: unique symbol = Symbol.for("effect-authlete/BodyKept")

interface Kept {
  readonly [BodyKept]: Effect.Effect<Bytes, HttpClientError>
}

const isKept = (response: object): response is Kept => BodyKept in response

/** Makes a response whose body can be read any number of times: each time from a copy that has all of its bytes. */
const keep = (response: HttpClientResponse, read: Kept[typeof BodyKept]): HttpClientResponse & Kept => {
  const { headers, request } = response
  const copy = Effect.flatMap(read, (found) =>
    Result.match(found, {
      onFailure: (expected) => Effect.fail(unreadable(response, { description: `expected ${expected}` })),
      onSuccess: (bytes) => Effect.sync(() => fromWeb(request, new Response(new Uint8Array(bytes), { headers })))
    }))
  const again = <A>(body: (copy: HttpClientResponse) => Effect.Effect<A, BodyError>) =>
    Effect.mapError(
      Effect.flatMap(copy, body),
      (error) => "response" in error && error.response === response ? error : unreadable(response, { cause: error })
    )
  const body: Partial<HttpClientResponse> & Kept = {
    [BodyKept]: read,
    arrayBuffer: again(({ arrayBuffer }) => arrayBuffer),
    formData: again(({ formData }) => formData),
    json: again(({ json }) => json),
    stream: Stream.unwrap(again(({ stream }) => Effect.succeed(stream))),
    text: again(({ text }) => text),
    urlParamsBody: again(({ urlParamsBody }) => urlParamsBody)
  }
  return Object.create(response, Object.getOwnPropertyDescriptors(body)) as HttpClientResponse & Kept
}

/**
 * Makes a client whose responses can be read any number of times: each body is read before anybody sees the response.
 * So a `transformClient` may look into a body without disturbing the call.
 */
export const keepingBodies = (client: HttpClient.HttpClient, maxResponseBytes: number): HttpClient.HttpClient =>
  HttpClient.transformResponse(client, (responding) =>
    Effect.flatMap(responding, (response) =>
      // A body that cannot be read fails for those who read it, not for those who look at the status.
      Effect.match(readBytes(response, response.headers, maxResponseBytes), {
        onFailure: (error) => keep(response, Effect.fail(error)),
        onSuccess: (bytes) => keep(response, Effect.succeed(bytes))
      })))

/** With a status of 4xx or 5xx it is clear that the call has failed; the body would only have said more about it. */
export const isClearWithoutBody = (status: number): boolean => status >= 400

export const withoutBody: ReceivedResponse["body"] = Result.fail("a whole body")

const receive = (clock: Clock, maxResponseBytes: number) =>
(
  response: HttpClientResponse
): Effect.Effect<ReceivedResponse, HttpClientError> => {
  const { headers, status } = response
  const received = (body: ReceivedResponse["body"]): ReceivedResponse => ({
    status,
    headers,
    body,
    receivedAt: millisNow(clock)
  })
  const read = isKept(response) ? response[BodyKept] : readBytes(response, headers, maxResponseBytes)
  return Effect.matchEffect(read, {
    onFailure: (error) => isClearWithoutBody(status) ? Effect.succeed(received(withoutBody)) : Effect.fail(error),
    onSuccess: (bytes) => Effect.succeed(received(Result.flatMap(bytes, textOf)))
  })
}

/** Sends a request and reads the response. */
export const exchange = (
  client: HttpClient.HttpClient,
  clock: Clock,
  request: HttpClientRequest,
  maxResponseBytes: number
): Effect.Effect<ReceivedResponse, HttpClientError> => {
  const toReceived = receive(clock, maxResponseBytes)
  return Effect.matchEffect(client.execute(request), {
    // A user's client may fail on a status outside 2xx (`filterStatusOk`). Here that is a response like others.
    onFailure: (error) => {
      const refused = refusedResponse(error)
      return refused === undefined ? Effect.fail(error) : toReceived(refused)
    },
    onSuccess: toReceived
  })
}
