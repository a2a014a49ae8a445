/**
 * The emulator as a place: what goes wrong is scripted, and all that does not go wrong is done.
 */
import { NodeHttpServer } from "@effect/platform-node"
import * as HttpServer from "@effect/platform/HttpServer"
import { Context, Effect, Layer } from "effect"
import { AuthleteEmulator } from "effect-authlete"
import { createServer } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import type { Place } from "./places.js"
import { plantedBearer, serviceId } from "./planted.js"

/** A server that counts what goes through it. */
const counting = () => {
  const statuses: Array<number | undefined> = []
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("close", () => {
      sockets.delete(socket)
      server.emit("gone")
    })
  })
  server.on("request", (_, response) => {
    const index = statuses.push(undefined) - 1
    response.on("finish", () => {
      statuses[index] = response.statusCode
    })
  })
  const atMost = (count: number) =>
    Effect.async<void>((resume) => {
      const check = () => {
        if (sockets.size <= count) resume(Effect.void)
      }
      server.on("gone", check)
      check()
    })
  return { server, statuses, atMost }
}

/** The faults come one after the other; requests after them are served as they should be. */
export const emulated = (...faults: ReadonlyArray<AuthleteEmulator.Fault>): Place => () =>
  Effect.gen(function*() {
    const { atMost, server, statuses } = counting()
    const options = { serviceId, accessToken: plantedBearer }
    const context = yield* HttpServer.serve(AuthleteEmulator.httpApp).pipe(
      Layer.provide(NodeHttpServer.layer(() => server, { host: "127.0.0.1", port: 0 })),
      Layer.provideMerge(AuthleteEmulator.layerServer(options)),
      Layer.orDie,
      Layer.build
    )
    const emulator = Context.get(context, AuthleteEmulator.AuthleteEmulator)
    yield* Effect.forEach(faults, emulator.failNext)
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      statuses,
      atMost,
      requests: () => statuses.length,
      elsewhere: [],
      tokens: Effect.map(emulator.snapshot, ({ tokens }) => tokens.length)
    }
  })
