/**
 * Breaking a connection. A server of Node's is reached through the request that it was made from; other platforms give
 * no way to the socket, and there the best to be had is a body that fails.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"

/** The connection broke. The code is the one that operating systems have for it. */
export class ConnectionReset extends Data.TaggedError("ConnectionReset")<{ readonly code: "ECONNRESET" }> {}

export const connectionReset = new ConnectionReset({ code: "ECONNRESET" })

type How = "resetAndDestroy" | "destroySoon"

const hasMethod = <Name extends string>(value: unknown, name: Name): value is Record<Name, () => unknown> =>
  Predicate.hasProperty(value, name) && typeof value[name] === "function"

const socketOf = ({ source }: HttpServerRequest): unknown =>
  Predicate.hasProperty(source, "socket") ? source.socket : undefined

/** Whether the request came over a connection of Node's, rather than from an HttpClient in the same process. */
export const hasConnection = (request: HttpServerRequest): boolean => hasMethod(socketOf(request), "destroySoon")

/** Breaks the connection of a request, and says whether it could be reached. */
const breakOff = (request: HttpServerRequest, how: How): boolean => {
  const socket = socketOf(request)
  if (!hasMethod(socket, how)) return false
  socket[how]()
  return true
}

/** Breaks the connection and waits for the server to notice; fails if there is no connection to break. */
export const reset = (request: HttpServerRequest): Effect.Effect<never, ConnectionReset> =>
  Effect.suspend(() => breakOff(request, "resetAndDestroy") ? Effect.never : connectionReset)

/** Some bytes of a body, and then no connection any more. What was written is still sent. */
export const brokenBody = (request: HttpServerRequest, bytes: Uint8Array): Stream.Stream<Uint8Array, ConnectionReset> =>
  Stream.concat(
    Stream.make(bytes),
    Stream.fromEffect(Effect.suspend(() => breakOff(request, "destroySoon") ? Effect.never : connectionReset))
  )
