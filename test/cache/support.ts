/**
 * A cache around a client that counts.
 */
import { Context, Effect, Layer } from "effect"
import { AuthleteClient, Introspection, IntrospectionCache } from "effect-authlete"
import type { AuthleteError } from "effect-authlete/AuthleteError"

export const clientId = 26888344961664

/** A client that counts the introspections that go through it. */
const counting = (client: AuthleteClient.Service) => {
  const counted = { introspections: 0 }
  const service: AuthleteClient.Service = {
    execute: (operation, request) =>
      Effect.suspend(() => {
        if (operation.name === "introspection.process") counted.introspections++
        return client.execute(operation, request)
      })
  }
  return { counted, service }
}

export interface Cached {
  /** Calls through the cache. */
  readonly cached: <A, E>(self: Effect.Effect<A, E, AuthleteClient.AuthleteClient>) => Effect.Effect<A, E>
  /** Calls around it. */
  readonly direct: <A, E>(self: Effect.Effect<A, E, AuthleteClient.AuthleteClient>) => Effect.Effect<A, E>
  readonly cache: IntrospectionCache.Service
  /** The introspections that went through the cache to Authlete. */
  readonly counted: { introspections: number }
}

/** Puts a cache around the client of the context. */
export const withCache = (options?: IntrospectionCache.Options) =>
  Effect.gen(function*() {
    const client = yield* AuthleteClient.AuthleteClient
    const { counted, service } = counting(client)
    const context = yield* Layer.build(
      IntrospectionCache.layer(options).pipe(
        Layer.provide(Layer.succeed(AuthleteClient.AuthleteClient, service)),
        Layer.orDie
      )
    )
    const cached: Cached = {
      cached: Effect.provide(context),
      direct: Effect.provideService(AuthleteClient.AuthleteClient, client),
      cache: Context.get(context, IntrospectionCache.IntrospectionCache),
      counted
    }
    return cached
  })

/** A client whose introspections are a function, and whose other calls succeed with nothing. */
export const stubbed = (
  introspect: (
    request: Introspection.IntrospectionRequest
  ) => Effect.Effect<Introspection.IntrospectionResponse, AuthleteError>,
  others: Effect.Effect<unknown, AuthleteError> = Effect.void
) =>
  Effect.provideService(AuthleteClient.AuthleteClient, {
    execute: (operation, request) =>
      (operation.name === "introspection.process"
        ? introspect(request as Introspection.IntrospectionRequest)
        : others) as Effect.Effect<never, AuthleteError>
  })

/** What Authlete says of a good token. */
export const good = (fields: Partial<Introspection.IntrospectionOk> = {}): Introspection.IntrospectionOk => ({
  action: "OK",
  resultCode: "A056001",
  usable: true,
  sufficient: true,
  existent: true,
  subject: "john",
  clientId,
  scopes: ["history.read"],
  expiresAt: 3_600_000,
  ...fields
})

export const refused: Introspection.IntrospectionUnauthorized = {
  action: "UNAUTHORIZED",
  resultCode: "A057302",
  responseContent: "Bearer error=\"invalid_token\""
}

export const introspect = (token: string, fields: Partial<Introspection.IntrospectionRequest> = {}) =>
  Introspection.process({ token, ...fields })
