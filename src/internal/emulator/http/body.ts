/**
 * Reads the body of a request: JSON or a form, of 1 MiB at most.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { hasConnection } from "./connection.js"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import type { BodyKind, Incoming } from "./route.js"

/** 1 MiB. Authlete's limit is not known. */
const limit = 1_048_576

const kindOf = (contentType: string | undefined): BodyKind | Refusal => {
  if (contentType === undefined || contentType === "") return refusal("BadRequest", "A258201")
  switch (contentType.split(";", 1)[0]?.trim().toLowerCase()) {
    case "application/json":
      return "json"
    case "application/x-www-form-urlencoded":
      return "form"
    default:
      return refusal("UnsupportedMediaType", "A999203")
  }
}

export const bodyKind = ({ headers }: HttpServerRequest): BodyKind => {
  const kind = kindOf(headers["content-type"])
  return typeof kind === "string" ? kind : "json"
}

const unreadable = refusal("BadRequest", "A999204")
const tooBig = refusal("PayloadTooLarge", "A999205")

const isTooBig = (text: string): boolean =>
  // A UTF-16 unit takes three bytes at most, so only texts above a third of the limit have to be counted.
  text.length * 3 > limit && new TextEncoder().encode(text).length > limit

/** Reads by the means of the server, which are fast. No server lets a body be longer than its `content-length`. */
const readWhole = (request: HttpServerRequest): Effect.Effect<string, Refusal> =>
  Effect.matchEffect(request.text, {
    onFailure: () => Effect.fail(unreadable),
    onSuccess: (text) => isTooBig(text) ? Effect.fail(tooBig) : Effect.succeed(text)
  })

/**
 * How many bytes of a body are read at most: 1 GiB. Beyond 1 MiB they are thrown away. Many clients send all of a body
 * before they read the response, and would get a broken connection in its place. Beyond 1 GiB it is broken.
 */
const thrownAway = 1_073_741_824

/** Puts pieces of UTF-8 together. They are copied, since a small piece may refer to a big buffer of the socket. */
const makeText = () => {
  let bytes = new Uint8Array(16_384)
  let length = 0
  return {
    append: (chunk: Uint8Array): void => {
      if (length + chunk.length > bytes.length) {
        const longer = new Uint8Array(Math.max(length + chunk.length, 2 * bytes.length))
        longer.set(bytes)
        bytes = longer
      }
      bytes.set(chunk, length)
      length += chunk.length
    },
    get: (): string => new TextDecoder().decode(bytes.subarray(0, length))
  }
}

/** How long to wait for the end of a body that is too big, if the connection is closed after the response. */
const patience = "1 second"

/**
 * Counts the bytes of a body as they come in. The first byte too many refuses the request, and what follows is thrown
 * away. So is a whole body whose `content-length` is too big.
 */
const readCounting = (request: HttpServerRequest, announced: number): Effect.Effect<string, Refusal> =>
  Effect.gen(function*() {
    const body = yield* Deferred.make<string, Refusal>()
    const text = makeText()
    const most = hasConnection(request) ? thrownAway : limit
    let length = 0
    const take = (chunk: Uint8Array): Effect.Effect<unknown, Refusal> => {
      length += chunk.length
      if (length > most) return Effect.fail(tooBig)
      if (length > limit) return Deferred.fail(body, tooBig)
      return Effect.sync(() => text.append(chunk))
    }
    if (announced > limit) yield* Deferred.fail(body, tooBig)
    const reading = yield* Stream.runForEach(request.stream, take).pipe(
      Effect.matchEffect({
        onFailure: (error) => Deferred.fail(body, "kind" in error ? error : unreadable),
        onSuccess: () => Deferred.sync(body, text.get)
      }),
      // It goes on after the refusal.
      Effect.forkDaemon
    )
    return yield* Deferred.await(body).pipe(
      Effect.tapError(() =>
        endsConnection(request) ? Effect.timeoutOption(Fiber.await(reading), patience) : Effect.void
      ),
      Effect.onInterrupt(() => Fiber.interruptFork(reading))
    )
  })

/** Whether a middleware has read the body already. `request.text` still has it then. */
const isReadAlready = ({ source }: HttpServerRequest): boolean =>
  (Predicate.hasProperty(source, "readableDidRead") && source.readableDidRead === true) ||
  (Predicate.hasProperty(source, "bodyUsed") && source.bodyUsed === true)

const isAbsent = ({ source }: HttpServerRequest): boolean =>
  Predicate.hasProperty(source, "body") && source.body === null

const endsConnection = (request: HttpServerRequest): boolean =>
  hasConnection(request) && request.headers["connection"]?.toLowerCase() === "close"

const readText = (request: HttpServerRequest): Effect.Effect<string, Refusal> => {
  const announced = request.headers["content-length"]
  if (isAbsent(request)) return Effect.succeed("")
  return isReadAlready(request) || Number(announced) <= limit
    ? readWhole(request)
    : readCounting(request, Number(announced ?? 0))
}

export const readBody = (request: HttpServerRequest): Effect.Effect<Incoming["body"], Refusal> =>
  Effect.suspend(() => {
    const kind = kindOf(request.headers["content-type"])
    return typeof kind === "string" ? Effect.map(readText(request), (text) => ({ kind, text })) : Effect.fail(kind)
  })
