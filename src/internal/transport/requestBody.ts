/**
 * The body of a request, as undici takes it.
 */
import type { HttpBody } from "@effect/platform/HttpBody"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Readable } from "node:stream"
import type { ReadableStream as NodeReadableStream } from "node:stream/web"
import type { Dispatcher } from "undici"

export interface RequestBody {
  readonly body: NonNullable<Dispatcher.DispatchOptions["body"]> | null
  /** The type that the encoding has given to it: that of a form has a boundary. */
  readonly contentType?: string | undefined
}

const none: RequestBody = { body: null }

/** The body of a request, if nothing has to be done to it, or afterwards. */
export const readyBody = (body: HttpBody): RequestBody | undefined => {
  if (body._tag === "Empty") return none
  if (body._tag === "Uint8Array") return { body: body.body }
  if (body._tag !== "Raw") return undefined
  return typeof body.body === "string" || body.body instanceof Uint8Array ? { body: body.body } : undefined
}

/** undici knows no other `FormData` than its own, so the runtime that a form is from encodes it. */
const encoded = (form: FormData | URLSearchParams): Effect.Effect<RequestBody> =>
  Effect.promise(async () => {
    const whole = new Response(form)
    return {
      body: new Uint8Array(await whole.arrayBuffer()),
      contentType: whole.headers.get("content-type") ?? undefined
    }
  })

/** A stream of Node, since undici cancels no other when the request ends before it does. */
const streamed = (stream: ReadableStream): RequestBody => {
  const body = Readable.fromWeb(stream as NodeReadableStream)
  // Whoever awaits the response hears of an error by undici.
  body.on("error", () => {})
  return { body }
}

const made = (body: HttpBody): Effect.Effect<RequestBody> => {
  if (body._tag === "Stream") return Effect.map(Stream.toReadableStreamEffect(body.stream), streamed)
  const given: unknown = body._tag === "FormData" ? body.formData : body._tag === "Raw" ? body.body : null
  if (given instanceof FormData || given instanceof URLSearchParams) return encoded(given)
  if (given instanceof ReadableStream) return Effect.sync(() => streamed(given as ReadableStream))
  // undici takes several more kinds, and says so if this is none of them.
  return Effect.succeed({ body: given as RequestBody["body"] })
}

/**
 * Makes the body of a request and sends it. If that ends without a response, a stream is ended too, also one that waits
 * for a connection and that undici does not know yet.
 */
export const withBody = <A, E>(
  body: HttpBody,
  send: (body: RequestBody) => Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.flatMap(made(body), (ready) =>
    Effect.onError(send(ready), () =>
      Effect.sync(() => {
        if (ready.body instanceof Readable) ready.body.destroy()
      })))
