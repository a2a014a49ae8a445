/**
 * Breaks connections. On Node, the request of the platform leads to the socket. Other servers do not show theirs:
 * there, the body of the response fails instead.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"

/** The connection was broken. The code is that of the operating systems. */
export class ConnectionReset extends Data.TaggedError("ConnectionReset")<{ readonly code: "ECONNRESET" }> {}

export const connectionReset = new ConnectionReset({ code: "ECONNRESET" })

type How = "resetAndDestroy" | "destroySoon"

const hasMethod = <Name extends string>(value: unknown, name: Name): value is Record<Name, () => unknown> =>
  Predicate.hasProperty(value, name) && typeof value[name] === "function"

const socketOf = ({ source }: HttpServerRequest): unknown =>
  Predicate.hasProperty(source, "socket") ? source.socket : undefined

/** Whether the request came over a socket of Node's, and not from an HttpClient in the same process. */
export const hasConnection = (request: HttpServerRequest): boolean => hasMethod(socketOf(request), "destroySoon")

/** Breaks the connection of a request, and says whether that was possible. */
const breakOff = (request: HttpServerRequest, how: How): boolean => {
  const socket = socketOf(request)
  if (!hasMethod(socket, how)) return false
  socket[how]()
  return true
}

/** Breaks the connection and then waits to be interrupted by the server. Fails if there is no socket. */
export const reset = (request: HttpServerRequest): Effect.Effect<never, ConnectionReset> =>
  Effect.suspend(() => breakOff(request, "resetAndDestroy") ? Effect.never : connectionReset)

/** The beginning of a body, after which the connection is broken. The bytes are still sent. */
export const brokenBody = (request: HttpServerRequest, bytes: Uint8Array): Stream.Stream<Uint8Array, ConnectionReset> =>
  Stream.concat(
    Stream.make(bytes),
    Stream.fromEffect(Effect.suspend(() => breakOff(request, "destroySoon") ? Effect.never : connectionReset))
  )
