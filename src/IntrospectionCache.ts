/**
 * A cache of introspections, around an `AuthleteClient`. Whatever calls `Introspection.process` through it, such as the
 * guard of `ResourceServer`, is served from memory for a while.
 *
 * No client has it unless you add it, since it has a price: a token that is revoked elsewhere is accepted until its
 * entry is `timeToLive` old. Otherwise it is safe:
 *
 * - Only what Authlete said is used, for the same service, token, scopes, subject, authentication classes and age,
 *   certificate and resources, and never past the expiry of the token.
 * - A request with a DPoP proof or with the signature of a message is always sent.
 * - Equal requests at the same time make one call. If the first one is interrupted, the others go on.
 * - `Tokens.revoke`, `Tokens.delete`, `Tokens.update`, `Revocation.process` and whatever else changes tokens evicts the
 *   entries it concerns, and a lookup that is under way at that time leaves nothing behind. So call them through the
 *   same layer.
 * - Refusals are kept in a store of their own, so that made-up tokens do not displace good ones.
 * - It keeps hashes of tokens, never tokens.
 *
 * @since 0.2.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as PubSub from "effect/PubSub"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { AuthleteClient } from "./AuthleteClient.js"
import type { Evicted } from "./internal/cache/eviction.js"
import { tokenHash } from "./internal/cache/key.js"
import { makeLookups } from "./internal/cache/lookups.js"
import { required } from "./internal/client/settings.js"
import type { ConfigError } from "./internal/edge/config.js"
import * as Config from "./internal/edge/config.js"
import { scopedContext, Tag } from "./internal/edge/context.js"
import { maybe, Struct } from "./internal/edge/schema.js"
import { subscription } from "./internal/edge/stream.js"
import type { DurationInput } from "./internal/edge/time.js"
import { millisOf } from "./internal/edge/time.js"

/**
 * The options of the cache.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /** How many responses are kept at most: 10,000 if left out. */
  readonly capacity?: number | undefined
  /**
   * How long a response is used, counted from the time at which Authlete was asked: 30 seconds if left out. A token that
   * is revoked elsewhere stays good for that long at most.
   */
  readonly timeToLive?: DurationInput | undefined
  /** The store of refusals: 1,000 for 10 seconds if left out. */
  readonly refusals?: {
    readonly capacity?: number | undefined
    readonly timeToLive?: DurationInput | undefined
  } | undefined
  /**
   * What to do when Authlete cannot be reached. By default, `"fail"`. With `"stale"`, a token that was good when Authlete
   * was last asked is taken for good, up to its expiry; a revocation elsewhere is then not seen for as long as the outage
   * lasts.
   */
  readonly onOutage?: "fail" | "stale" | undefined
}

/**
 * Which entries to drop: those that match all fields that are given. Without any field, all of them. It can be sent to
 * other processes as JSON by this schema; it holds hashes of tokens, never tokens.
 *
 * @since 0.2.0
 * @category models
 */
export interface Eviction extends Schema.Schema.Type<typeof Eviction> {}

/**
 * The schema of an eviction.
 *
 * @since 0.2.0
 * @category models
 */
export const Eviction = Struct({
  /** The SHA-256 hash of an access token, in base64url. */
  token: maybe(Schema.String),
  /** What goes if nothing was kept of that token, which may then be a refresh token or a hash of Authlete's. */
  otherwise: maybe(Struct({ clientId: maybe(Schema.String) })),
  /** The resource owner. */
  subject: maybe(Schema.String),
  /** The id of the client. */
  clientId: maybe(Schema.String)
})

/**
 * Tells other processes what was evicted, and hears it from them. The cache takes the one that is provided to its layer;
 * without one, it works alone.
 *
 * An eviction that gets lost is made up for by the `timeToLive` of the cache, so at-most-once delivery will do.
 * `examples/revocation-signal-redis.ts` has a signal over Redis.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import { AuthleteClient, IntrospectionCache } from "effect-authlete"
 *
 * declare const SignalLive: Layer.Layer<IntrospectionCache.Signal>
 *
 * const AuthleteLive = IntrospectionCache.layer().pipe(
 *   Layer.provide(SignalLive),
 *   Layer.provide(AuthleteClient.layerConfig()),
 *   Layer.provide(NodeHttpClient.layerUndici)
 * )
 * ```
 *
 * @since 0.2.0
 * @category tags
 */
export class Signal extends Tag("effect-authlete/IntrospectionCache/Signal")<Signal, {
  /**
   * Tells the others. The call that evicts waits for it, and cannot be interrupted meanwhile, so it should take a limited
   * time. If it dies, that is logged, and the call goes on.
   */
  readonly publish: (eviction: Eviction) => Effect.Effect<void>
  /** Begins to listen; what is published from then on is in the stream. */
  readonly subscribe: Effect.Effect<Stream.Stream<Eviction>, never, Scope.Scope>
}>() {}

/**
 * A signal for several caches within a process, such as one for each service.
 *
 * @since 0.2.0
 * @category layers
 */
export const layerSignalMemory: Layer.Layer<Signal> = Layer.effect(
  Signal,
  Effect.map(PubSub.unbounded<Eviction>(), (evictions) => ({
    publish: (eviction: Eviction) => Effect.asVoid(PubSub.publish(evictions, eviction)),
    subscribe: subscription(evictions)
  }))
)

/**
 * Control over a cache, for what changes tokens without going through it, such as a notification from elsewhere.
 *
 * @since 0.2.0
 * @category models
 */
export interface Service {
  /**
   * Drops entries: those of a token, of a resource owner, of a client, of a resource owner at a client, or all of them if
   * the selection is empty. With a `Signal`, the other processes do the same.
   */
  readonly evict: (selection: {
    /** The value of an access token. */
    readonly token?: string | Redacted.Redacted | undefined
    readonly subject?: string | undefined
    readonly clientId?: number | string | undefined
  }) => Effect.Effect<void>
  /** How many entries there are, refusals among them. */
  readonly size: Effect.Effect<number>
}

/**
 * Control over the cache that `layer` provides.
 *
 * @since 0.2.0
 * @category tags
 */
export class IntrospectionCache extends Tag("effect-authlete/IntrospectionCache")<IntrospectionCache, Service>() {}

const isCount = (count: number) => Number.isSafeInteger(count) && count > 0

const capacityRule = { holds: isCount, expected: "a whole number above zero" }

const durationRule = {
  holds: (duration: DurationInput) => {
    const millis = millisOf(duration) ?? 0
    return millis > 0 && Number.isFinite(millis)
  },
  expected: "a finite duration above zero"
}

const settingsOf = ({ capacity = 10_000, onOutage = "fail", refusals = {}, timeToLive = "30 seconds" }: Options) =>
  Config.collect({
    capacity: required("capacity", capacityRule, capacity),
    timeToLive: required("timeToLive", durationRule, timeToLive),
    refusalCapacity: required("refusals.capacity", capacityRule, refusals.capacity ?? 1_000),
    refusalTimeToLive: required("refusals.timeToLive", durationRule, refusals.timeToLive ?? "10 seconds"),
    onOutage: required(
      "onOutage",
      { holds: (outage: string) => outage === "fail" || outage === "stale", expected: "\"fail\" or \"stale\"" },
      onOutage
    )
  }).pipe(Effect.map(({ capacity, onOutage, refusalCapacity, refusalTimeToLive, timeToLive }) => ({
    capacity,
    timeToLive: millisOf(timeToLive) ?? 0,
    refusalCapacity,
    refusalTimeToLive: millisOf(refusalTimeToLive) ?? 0,
    isStaleUsed: onOutage === "stale"
  })))

/**
 * Puts a cache around the client below it. If an option cannot be used, fails with a `ConfigError` that names it.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import { AuthleteClient, IntrospectionCache } from "effect-authlete"
 *
 * const AuthleteLive = IntrospectionCache.layer({ capacity: 50_000, timeToLive: "1 minute" }).pipe(
 *   Layer.provide(AuthleteClient.layerConfig()),
 *   Layer.provide(NodeHttpClient.layerUndici)
 * )
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layer = (
  options: Options = {}
): Layer.Layer<AuthleteClient | IntrospectionCache, ConfigError, AuthleteClient> =>
  scopedContext(Effect.gen(function*() {
    const settings = yield* settingsOf(options)
    const client = yield* AuthleteClient
    const signal = Option.getOrUndefined(yield* Effect.serviceOption(Signal))
    const publish = (evicted: Evicted) =>
      signal === undefined
        ? Effect.void
        : Effect.matchCauseEffect(signal.publish(evicted), {
          onFailure: () => Effect.logWarning("Other processes could not be told of an eviction"),
          onSuccess: () => Effect.void
        })
    const lookups = makeLookups(client, settings, publish)
    yield* Effect.addFinalizer(() => lookups.close)
    if (signal !== undefined) {
      yield* Effect.flatMap(
        signal.subscribe,
        (evictions) => Effect.forkScoped(Stream.runForEach(evictions, lookups.evict))
      )
    }
    return Context.make(AuthleteClient, { execute: lookups.execute }).pipe(Context.add(IntrospectionCache, {
      evict: ({ clientId, subject, token }) =>
        Effect.gen(function*() {
          const evicted: Evicted = {
            ...(token !== undefined && {
              token: yield* tokenHash(Redacted.isRedacted(token) ? Redacted.value(token) : token)
            }),
            ...(subject !== undefined && { subject }),
            ...(clientId !== undefined && { clientId: String(clientId) })
          }
          yield* lookups.evict(evicted)
          yield* publish(evicted)
        }),
      size: Effect.sync(lookups.size)
    }))
  }))
