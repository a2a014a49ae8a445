/**
 * What one process evicts from its cache of introspections, the others evict as well: an `IntrospectionCache.Signal` over
 * Redis, by the package `ioredis`.
 *
 * `REDIS_URL=redis://127.0.0.1:6379 npx tsx examples/revocation-signal-redis.ts` plays two processes, and revokes a token in one
 * of them. It needs a running Redis.
 */
import { NodeRuntime } from "@effect/platform-node"
import { Config, Console, Effect, FiberSet, Layer, Queue, Redacted, Schema, Stream } from "effect"
import { Introspection, IntrospectionCache, Tokens } from "effect-authlete"
import { Redis } from "ioredis"
import { fileURLToPath } from "node:url"
import { AuthleteLive, clientApplication } from "./authlete.js"

const channel = "authlete-evictions"

const Message = Schema.parseJson(IntrospectionCache.Eviction)

/** A connection that lasts as long as the scope. When it breaks, ioredis makes it again, and subscribes again. */
const connect = (url: Redacted.Redacted) =>
  Effect.gen(function*() {
    const fork = yield* FiberSet.makeRuntime<never>()
    const redis = yield* Effect.acquireRelease(
      // With null, what is sent while the connection is down waits until it is up again.
      Effect.sync(() => new Redis(Redacted.value(url), { maxRetriesPerRequest: null })),
      (redis) => Effect.sync(() => redis.disconnect())
    )
    redis.on("error", (error) => fork(Effect.logWarning(`Redis: ${error.message}`)))
    return redis
  })

/**
 * A Redis that is down holds up neither a revocation nor the start of a server for long: entries grow old by themselves.
 * Evictions are published when a call has ended, where nothing can be interrupted unless it says so.
 */
const briefly = (what: string, send: () => Promise<unknown>) =>
  Effect.tryPromise(send).pipe(
    Effect.interruptible,
    Effect.timeout("1 second"),
    Effect.catchAll(() => Effect.logWarning(`Redis did not ${what} in time`))
  )

const decoded = (message: string) =>
  Schema.decode(Message)(message).pipe(
    Effect.tapError(() => Effect.logWarning(`what came on ${channel} is no eviction`)),
    Effect.option
  )

/** The signal. A connection that is subscribed to a channel cannot publish, so there are two. */
export const layerSignalRedis = (url: Redacted.Redacted) =>
  Layer.scoped(
    IntrospectionCache.Signal,
    Effect.map(connect(url), (publisher) => ({
      publish: (eviction: IntrospectionCache.Eviction) =>
        Effect.flatMap(
          Effect.orDie(Schema.encode(Message)(eviction)),
          (message) => briefly("publish", () => publisher.publish(channel, message))
        ),
      subscribe: Effect.gen(function*() {
        const subscriber = yield* connect(url)
        const heard = yield* Queue.unbounded<string>()
        subscriber.on("message", (_, message) => Queue.unsafeOffer(heard, message))
        yield* briefly("subscribe", () => subscriber.subscribe(channel))
        return Stream.fromQueue(heard).pipe(Stream.mapEffect(decoded), Stream.filterMap((eviction) => eviction))
      })
    }))
  )

/** One process: a cache of its own before Authlete. */
const Process = IntrospectionCache.layer().pipe(
  Layer.provide(Layer.unwrapEffect(
    Effect.map(
      Config.withDefault(Config.redacted("REDIS_URL"), Redacted.make("redis://127.0.0.1:6379")),
      layerSignalRedis
    )
  )),
  Layer.fresh
)

const program = Effect.gen(function*() {
  const { id } = yield* clientApplication
  const [one, other] = yield* Effect.all([Layer.build(Process), Layer.build(Process)])
  const { accessToken } = yield* Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: id, subject: "john" }).pipe(
    Effect.provide(one)
  )
  const ask = Introspection.process({ token: accessToken }).pipe(Effect.provide(other))
  yield* Console.log(`The other process, before: ${(yield* ask).action}`)
  yield* Tokens.revoke({ accessTokenIdentifier: accessToken }).pipe(Effect.provide(one))
  yield* Effect.sleep("100 millis")
  yield* Console.log(`The other process, once it is revoked: ${(yield* ask).action}`)
})

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  program.pipe(Effect.scoped, Effect.provide(AuthleteLive), NodeRuntime.runMain)
}
