/**
 * Servers of the tests that speak by sockets.
 */
import { Effect } from "effect"
import type * as Net from "node:net"

/**
 * Lets a server listen at a port of this machine, which is returned, for as long as the scope lasts. At its end, these
 * sockets are broken off.
 */
export const listening = (server: Net.Server, sockets: ReadonlySet<Net.Socket>) =>
  Effect.acquireRelease(
    Effect.async<number>((resume) =>
      void server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as Net.AddressInfo).port)))
    ),
    () =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        for (const socket of sockets) socket.destroy()
      })
  )
