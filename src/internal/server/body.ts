/**
 * Reads the body of a request: of the right type, not too long, in UTF-8.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { invalidRequest, tooLarge, unsupportedMediaType } from "./refusals.js"

/** How much of a body is read that is too long anyway, so that the client application gets its response. */
const drained = 8

interface Read {
  readonly bytes: number
  readonly chunks: ReadonlyArray<Uint8Array>
}

const nothing: Read = { bytes: 0, chunks: [] }

const text = ({ bytes, chunks }: Read): string => {
  const all = new Uint8Array(bytes)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.byteLength
  }
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(all)
}

/** A `Request` of the web that came without a body has no stream either. */
const isEmpty = ({ source }: HttpServerRequest.HttpServerRequest) => source instanceof Request && source.body === null

/** The type and the charset of a `Content-Type` header, in small letters. */
const mediaType = (header: string): readonly [type: string, charset: string | undefined] => {
  const [type = "", ...parameters] = header.toLowerCase().split(";").map((part) => part.trim())
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))
  return [type, charset?.slice("charset=".length).replaceAll("\"", "")]
}

const isType = (header: string | undefined, types: ReadonlyArray<string>): boolean => {
  if (header === undefined) return false
  const [type, charset] = mediaType(header)
  return types.includes(type) && (charset === undefined || charset === "utf-8" || charset === "utf8")
}

/** The body of a request of one of some types, up to a number of bytes. */
export const readBody = (
  types: ReadonlyArray<string>,
  maxBytes: number
): Effect.Effect<string, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { headers } = request
    const encoding = headers["content-encoding"]
    if (!isType(headers["content-type"], types) || (encoding !== undefined && encoding.toLowerCase() !== "identity")) {
      return yield* Effect.fail(unsupportedMediaType(types[0] ?? ""))
    }
    if (Number(headers["content-length"] ?? 0) > maxBytes) return yield* Effect.fail(tooLarge(maxBytes))
    if (isEmpty(request)) return ""
    const read = yield* Stream.runFoldWhile(
      request.stream,
      nothing,
      ({ bytes }) => bytes <= maxBytes * drained,
      ({ bytes, chunks }, chunk) => {
        const sum = bytes + chunk.byteLength
        return { bytes: sum, chunks: sum > maxBytes ? [] : [...chunks, chunk] }
      }
    ).pipe(Effect.mapError(() => invalidRequest("The body could not be read.")))
    if (read.bytes > maxBytes) return yield* Effect.fail(tooLarge(maxBytes))
    return yield* Effect.try({ try: () => text(read), catch: () => invalidRequest("The body is not in UTF-8.") })
  })
