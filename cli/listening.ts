/**
 * Serves an app over HTTP until the command is interrupted.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Server } from "node:http"
import { createServer } from "node:http"

export interface Address {
  readonly host: string
  readonly port: number
}

export class CannotListen extends Data.TaggedError("CannotListen")<Address & { readonly code: string }> {
  override get message(): string {
    return this.code === "EADDRINUSE"
      ? `port ${this.port} of ${this.host} is in use; --port 0 takes any free one`
      : `cannot listen on port ${this.port} of ${this.host} (${this.code})`
  }
}

const codeOf = (cause: unknown) => Predicate.hasProperty(cause, "code") ? String(cause.code) : "unknown reason"

/** How long requests may still take after the command was interrupted, in milliseconds. */
const grace = 500

/**
 * Accepts no more connections, and breaks those that are still busy after a while. Node closes the idle ones itself.
 */
const close = (server: Server) =>
  Effect.async<void>((resume) => {
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(cut)
      resume(Effect.void)
    })
  })

const urlOf = (host: string, port: number) => `http://${host.includes(":") ? `[${host}]` : host}:${port}`

/** Serves the app, and calls `listening` with the URL once it can be reached. */
export const serve = (
  app: HttpApp.Default,
  { host, port }: Address,
  listening: (url: string) => Effect.Effect<void>
): Effect.Effect<never, CannotListen> =>
  Effect.suspend(() => {
    const server = createServer()
    return Effect.gen(function*() {
      yield* HttpServer.serveEffect(app)
      yield* Effect.addFinalizer(() => close(server))
      yield* HttpServer.addressWith((address) =>
        listening(address._tag === "TcpAddress" ? urlOf(address.hostname, address.port) : address.path)
      )
      return yield* Effect.never
    }).pipe(
      Effect.scoped,
      Effect.provide(NodeHttpServer.layer(() => server, { port, host })),
      Effect.mapError(({ cause }) => new CannotListen({ host, port, code: codeOf(cause) }))
    )
  })
