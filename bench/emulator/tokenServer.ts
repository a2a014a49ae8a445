/**
 * A process that serves an emulator with a number of tokens, ten for each subject. It tells the port when it is ready.
 */
import { HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import { AuthleteEmulator } from "effect-authlete"
import { createServer } from "node:http"
import { times } from "../support/measuring.js"

const [tokens = 0] = process.argv.slice(2).map(Number)

/** In chunks, as nobody holds a million tokens in a literal. */
const chunk = Math.min(tokens, 10_000)

const seed = (emulator: AuthleteEmulator.Service, first: number) =>
  emulator.seed({
    tokens: times(chunk).map((offset) => ({
      accessToken: `token-${first + offset}`,
      refreshToken: `refresh-${first + offset}`,
      clientId: 26888344961664,
      subject: `user-${(first + offset) % (tokens / 10)}`,
      scopes: ["history.read"]
    }))
  })

const program = Effect.gen(function*() {
  const emulator = yield* AuthleteEmulator.AuthleteEmulator
  yield* Effect.forEach(times(tokens / chunk), (index) => seed(emulator, index * chunk), { discard: true })
  yield* HttpServer.serveEffect(AuthleteEmulator.httpApp)
  const { address } = yield* HttpServer.HttpServer
  process.send?.(address._tag === "TcpAddress" ? address.port : 0)
  return yield* Effect.never
}).pipe(
  Effect.scoped,
  Effect.provide(Layer.merge(
    AuthleteEmulator.layerServer(),
    NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })
  ))
)

void Effect.runPromise(program)
