/**
 * The guard of `ResourceServer` as a middleware of `@effect/rpc`, which it needs; so it is not part of the root export.
 *
 * @since 0.2.0
 */
import * as Headers from "@effect/platform/Headers"
import * as RpcMiddleware from "@effect/rpc/RpcMiddleware"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { ConfigError } from "./internal/edge/config.js"
import { TaggedError } from "./internal/edge/schema.js"
import { AccessToken } from "./internal/resource/accessToken.js"
import type { Refusal } from "./internal/resource/refusal.js"
import type { Requirements } from "./internal/resource/requirements.js"
import { checkRequirements } from "./internal/resource/requirements.js"
import { maybe } from "./internal/schema/fields.js"
import { ResourceServer } from "./ResourceServer.js"

/**
 * A call that the guard refused. The responses of RPC have no headers and no status of their own, so the error has them.
 *
 * @since 0.2.0
 * @category errors
 */
export class Refused extends TaggedError<Refused>("effect-authlete/ResourceServerRpc/Refused")("Refused", {
  /** What the status of the response would be: 400, 401, 403, 500 or 503. */
  status: Schema.Number,
  /** The code of RFC 6750, RFC 9449 or RFC 9470, such as `insufficient_scope`. */
  error: maybe(Schema.String),
  /** The challenge that `WWW-Authenticate` would hold. */
  challenge: maybe(Schema.String),
  /** In how many seconds to try again, when Authlete cannot be reached. */
  retryAfter: maybe(Schema.Number),
  /** The nonce for the next DPoP proof. */
  dpopNonce: maybe(Schema.String)
}) {
  override get message(): string {
    return `the call was refused: ${this.error ?? this.status}`
  }
}

const refusedOf = ({ error, headers, status }: Refusal): Refused => {
  const [challenge, nonce, wait] = [headers["www-authenticate"], headers["dpop-nonce"], headers["retry-after"]]
  return new Refused({
    status,
    ...(error !== undefined && { error }),
    ...(challenge !== undefined && { challenge }),
    ...(wait !== undefined && { retryAfter: Number(wait) }),
    ...(nonce !== undefined && { dpopNonce: nonce })
  })
}

/**
 * A guard for the calls and groups of `@effect/rpc`.
 *
 * @since 0.2.0
 * @category models
 */
export type GuardTag<Self, Name extends string> =
  & RpcMiddleware.TagClass<Self, Name, { readonly provides: typeof AccessToken; readonly failure: typeof Refused }>
  & {
    /** The layer that a server with this guard needs. */
    readonly layer: Layer.Layer<Self, ConfigError, ResourceServer>
  }

/**
 * Makes a guard for `@effect/rpc`: a middleware that provides `ResourceServer.AccessToken`. The access token is in the
 * `authorization` header of the call, or of the HTTP request that carries it. A DPoP proof must be for `POST` and `path`,
 * below the `origin` of `ResourceServer.layer`.
 *
 * @example
 * ```ts
 * import { Rpc, RpcGroup } from "@effect/rpc"
 * import { Effect, Layer, Schema } from "effect"
 * import { ResourceServer } from "effect-authlete"
 * import * as ResourceServerRpc from "effect-authlete/ResourceServerRpc"
 *
 * class History extends ResourceServerRpc.Tag<History>()("History", { scopes: ["history.read"] }) {}
 *
 * class Calls extends RpcGroup.make(
 *   Rpc.make("whoAmI", { success: Schema.UndefinedOr(Schema.String) })
 * ).middleware(History) {}
 *
 * const CallsLive = Calls.toLayer({
 *   whoAmI: () => Effect.map(ResourceServer.AccessToken, ({ subject }) => subject)
 * }).pipe(Layer.provide(History.layer))
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const Tag = <Self>() =>
<const Name extends string>(
  name: Name,
  requirements: Requirements = {},
  { path = "/rpc" }: { readonly path?: string | undefined } = {}
): GuardTag<Self, Name> => {
  const base = RpcMiddleware.Tag<Self>()(name, { provides: AccessToken, failure: Refused })
  const guarding = Effect.gen(function*() {
    yield* checkRequirements(name, requirements)
    const guard = (yield* ResourceServer).guardParts(requirements)
    return ({ headers }: { readonly headers: Headers.Headers }) =>
      Effect.matchEffect(
        guard({ authorization: headers["authorization"], dpop: headers["dpop"], method: "POST", path }),
        {
          onFailure: (refusal) => Effect.fail(refusedOf(refusal)),
          onSuccess: ({ info }) => Effect.succeed(info)
        }
      )
  })
  return Object.assign(base, {
    // The class of `Tag` has no type that could be written here; `GuardTag` has the type of the whole.
    layer: Layer.effect(base as never, guarding as never)
  }) as unknown as GuardTag<Self, Name>
}

/**
 * For a client of guarded calls: sends an access token along with each, as a bearer token. The Effect is run for each call,
 * so that tokens can be renewed.
 *
 * @since 0.2.0
 * @category layers
 */
export const layerClient = <Self, Name extends string>(
  tag: GuardTag<Self, Name>,
  accessToken: Effect.Effect<Redacted.Redacted>
): Layer.Layer<RpcMiddleware.ForClient<Self>> =>
  RpcMiddleware.layerClient(tag, ({ request }) =>
    Effect.map(accessToken, (token) => ({
      ...request,
      headers: Headers.set(request.headers, "authorization", `Bearer ${Redacted.value(token)}`)
    })))
