/**
 * Plays faults: which request gets which, and what each does to the response.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AnyOperation } from "../../operations/index.js"
import { anyOperations, placeOf } from "../../operations/index.js"
import type { ConnectionReset } from "../http/connection.js"
import { brokenBody, reset } from "../http/connection.js"
import type { Rendered } from "../http/response.js"
import { contentType, isBodiless, json, toResponse } from "../http/response.js"
import { result } from "../model/resultCodes.js"
import type { Fault, OperationName } from "./fault.js"

export interface Faults {
  readonly add: (fault: Fault) => void
  /** Takes the first fault for the operation out of the queue. */
  readonly take: (operation: string | undefined) => Fault | undefined
  readonly clear: () => void
}

const byName = new Map<string, AnyOperation>(anyOperations.map((operation) => [operation.name, operation]))

/**
 * Whether a name in a fault stands for an operation. That of the JSON request stands for the form too, not vice versa.
 */
const means = (name: OperationName, operation: string): boolean => {
  const [meant, asked] = [byName.get(name), byName.get(operation)]
  return meant !== undefined && asked !== undefined && placeOf(meant) === placeOf(asked) &&
    (meant.encoding.name !== "form" || asked.encoding.name === "form")
}

const isFor = ({ operation: name }: Fault, operation: string | undefined): boolean =>
  name === undefined || (operation !== undefined && means(name, operation))

export const make = (): Faults => {
  let queue: ReadonlyArray<{ readonly fault: Fault; readonly left: number }> = []
  return {
    add: (fault) => {
      queue = [...queue, { fault, left: fault.times ?? 1 }].filter(({ left }) => left > 0)
    },
    take: (operation) => {
      if (queue.length === 0) return undefined
      const next = queue.find(({ fault }) => isFor(fault, operation))
      queue = queue
        .map((entry) => entry === next ? { ...entry, left: entry.left - 1 } : entry)
        .filter(({ left }) => left > 0)
      return next?.fault
    },
    clear: () => {
      queue = []
    }
  }
}

type Played = Effect.Effect<HttpServerResponse.HttpServerResponse, ConnectionReset>

const madeUp = result("A999101")

const scripted = (status: number, { body, headers = {} }: Fault): Rendered => {
  if (isBodiless(status)) return { status, headers, text: "" }
  return typeof body === "string"
    ? { status, headers: { "content-type": "text/plain", ...headers }, text: body }
    : json(status, body ?? madeUp, headers)
}

/** A response with a body to break. Where there is none, as after a deletion, one is made up. */
const withBody = (whole: Rendered): Rendered =>
  whole.text === "" ? json(isBodiless(whole.status) ? 200 : whole.status, madeUp, whole.headers) : whole

const garbled = (how: "truncated" | "malformed", { text }: Rendered): string =>
  how === "truncated" ? text.slice(0, Math.ceil(text.length / 2)) : "<html>not JSON</html>"

/** The length of the whole body is announced, so that the client notices that a part is missing. */
const broken = (request: HttpServerRequest, whole: Rendered, afterBytes: number | undefined) => {
  const bytes = new TextEncoder().encode(whole.text)
  return HttpServerResponse.stream(
    brokenBody(request, bytes.slice(0, afterBytes ?? Math.ceil(bytes.length / 2))),
    { status: whole.status, headers: whole.headers, contentType: contentType(whole), contentLength: bytes.length }
  )
}

const show = ({ afterBytes, garble, reset: where }: Fault, request: HttpServerRequest, response: Rendered) => {
  if (where === "inside") return broken(request, withBody(response), afterBytes)
  if (garble === undefined) return toResponse(response)
  const whole = withBody(response)
  return toResponse({ ...whole, text: garbled(garble, whole) })
}

export const playFault = (fault: Fault, request: HttpServerRequest, carryOut: Effect.Effect<Rendered>): Played =>
  Effect.gen(function*() {
    const done = fault.applied === true ? yield* carryOut : undefined
    if (fault.latency !== undefined) yield* Effect.sleep(fault.latency)
    if (fault.hang === true) return yield* Effect.never
    if (fault.reset === "before") return yield* reset(request)
    const response = fault.status === undefined ? done ?? (yield* carryOut) : scripted(fault.status, fault)
    return show(fault, request, response)
  })
