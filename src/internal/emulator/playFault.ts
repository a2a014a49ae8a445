/**
 * How each fault shows on the wire.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { ConnectionReset } from "./connection.js"
import { brokenBody, reset } from "./connection.js"
import type { Fault } from "./faults.js"
import type { Rendered } from "./rendered.js"
import { json, toResponse } from "./rendered.js"
import { result } from "./resultCodes.js"

type Played = Effect.Effect<HttpServerResponse.HttpServerResponse, ConnectionReset>

const scripted = ({ body, headers = {}, status }: Extract<Fault, { readonly status: number }>): Rendered =>
  typeof body === "string"
    ? { status, headers: { "content-type": "text/plain", ...headers }, text: body }
    : json(status, body ?? result("A999101"), headers)

const firstHalf = ({ text }: Rendered): string => text.slice(0, Math.ceil(text.length / 2))

/** The length of the whole body is announced, so that the client can tell that some of it is missing. */
const broken = (request: HttpServerRequest, whole: Rendered, afterBytes: number | undefined) => {
  const bytes = new TextEncoder().encode(whole.text)
  return HttpServerResponse.stream(
    brokenBody(request, bytes.slice(0, afterBytes ?? Math.ceil(bytes.length / 2))),
    { status: whole.status, headers: whole.headers, contentType: "application/json", contentLength: bytes.length }
  )
}

export const playFault = (fault: Fault, request: HttpServerRequest, carryOut: Effect.Effect<Rendered>): Played => {
  switch (fault._tag) {
    case "Latency":
      return Effect.map(Effect.delay(carryOut, fault.duration), toResponse)
    case "Reset":
      return Effect.zipRight(Effect.when(carryOut, () => fault.applied === true), reset(request))
    case "ResetInBody":
      return Effect.map(carryOut, (whole) => broken(request, whole, fault.afterBytes))
    case "TruncatedBody":
      return Effect.map(carryOut, (whole) => toResponse({ ...whole, text: firstHalf(whole) }))
    case "MalformedBody":
      return Effect.map(carryOut, (whole) => toResponse({ ...whole, text: fault.body ?? "<html>not JSON</html>" }))
    case "Hang":
      return Effect.zipRight(Effect.when(carryOut, () => fault.applied === true), Effect.never)
    // A status needs no tag.
    default:
      return Effect.as(Effect.when(carryOut, () => fault.applied === true), toResponse(scripted(fault)))
  }
}
