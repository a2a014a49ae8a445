/**
 * Checks JWT access tokens (RFC 9068) where they arrive, by the keys of the service, before the guard of `ResourceServer`
 * asks Authlete about them: what was not signed by the service never gets there. It needs the package `jose`, and is not part
 * of the root export.
 *
 * A signature cannot tell whether a token was revoked. So Authlete is asked about a token that is good so far, unless
 * `revocation` is `"ignore"`. With an `IntrospectionCache`, it is asked seldom.
 *
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { decodeProtectedHeader, jwtVerify } from "jose"
import { AuthleteClient } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import { required } from "./internal/client/settings.js"
import { withCaller } from "./internal/edge/caller.js"
import type { ConfigError } from "./internal/edge/config.js"
import * as Config from "./internal/edge/config.js"
import type { DurationInput } from "./internal/edge/time.js"
import { millisNow, millisOf } from "./internal/edge/time.js"
import { makeKeys } from "./internal/jwt/keys.js"
import type { Checked } from "./internal/resource/localCheck.js"
import { LocalCheck } from "./internal/resource/localCheck.js"

export { LocalCheck } from "./internal/resource/localCheck.js"

/**
 * The options of `layer`.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /** The issuer of the tokens: the `issuer` of the service. */
  readonly issuer: string
  /** The algorithms that signatures may have. Defaults to ES256, ES384, ES512, PS256, PS384, PS512, RS256 and EdDSA. */
  readonly algorithms?: ReadonlyArray<string> | undefined
  /** How much the clocks of the servers may differ. Defaults to 0. */
  readonly clockTolerance?: DurationInput | undefined
  /**
   * Whether Authlete is asked about a token that is good so far. Defaults to `"introspect"`. With `"ignore"`, a token is
   * good until it expires, whatever happens; scopes, resource and authentication are then judged by its claims.
   */
  readonly revocation?: "introspect" | "ignore" | undefined
}

const standardAlgorithms = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA"]

/** With a symmetric algorithm, whoever can check a signature can make one. */
const isAsymmetric = (name: unknown) =>
  typeof name === "string" && /^(ES|PS|RS)(256|384|512)$|^EdDSA$|^Ed25519$/.test(name)

const unknown: Checked = { _tag: "Unknown" }

const bad = (description: string): Checked => ({ _tag: "Bad", description })

const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

interface Header {
  readonly alg: string
  readonly kid: string
}

/** The header of a JWT, or what is wrong with it, or `undefined` if the token is no JWT. */
const headerOf = (token: string, algorithms: ReadonlyArray<string>): Header | Checked => {
  if (!jwt.test(token)) return unknown
  try {
    const { alg, kid, typ } = decodeProtectedHeader(token)
    // An ID token has the same issuer and the same keys (RFC 9068, section 2.1).
    if (typ === undefined || !/^(application\/)?at\+jwt$/i.test(typ)) return bad("The JWT is no access token.")
    if (alg === undefined || !algorithms.includes(alg)) return bad("The algorithm of the signature is not taken.")
    return kid === undefined ? bad("The JWT does not tell its key.") : { alg, kid }
  } catch {
    return unknown
  }
}

/**
 * Provides the check to `ResourceServer.layer`. Tokens that are no JWTs go to Authlete, and so do those that are bound to a
 * certificate or a key, once their signature is good. If an option cannot be used, fails with a `ConfigError` that names it.
 *
 * The keys are those of `Services.jwks`. They are asked for again when they are ten minutes old, or when a token names a key
 * that is not among them, but once a minute at most.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import { AuthleteClient, IntrospectionCache, ResourceServer } from "effect-authlete"
 * import * as ResourceServerJwt from "effect-authlete/ResourceServerJwt"
 *
 * const ResourceServerLive = ResourceServer.layer({ resource: "https://api.example.com" }).pipe(
 *   Layer.provide(ResourceServerJwt.layer({ issuer: "https://as.example.com" })),
 *   Layer.provide(IntrospectionCache.layer()),
 *   Layer.provide(AuthleteClient.layerConfig()),
 *   Layer.provide(NodeHttpClient.layerUndici)
 * )
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<LocalCheck, ConfigError, AuthleteClient> =>
  Layer.effect(
    LocalCheck,
    Effect.gen(function*() {
      const { algorithms, clockTolerance, issuer, revocation } = yield* Config.collect({
        issuer: required("issuer", {
          holds: (issuer: string) => typeof issuer === "string" && issuer.trim() !== "",
          expected: "the issuer of the service"
        }, options.issuer),
        algorithms: required("algorithms", {
          holds: (names: ReadonlyArray<string>) => names.length > 0 && names.every(isAsymmetric),
          expected: "names of asymmetric JWS algorithms"
        }, options.algorithms ?? standardAlgorithms),
        clockTolerance: required("clockTolerance", {
          holds: (duration: DurationInput) => Number.isFinite(millisOf(duration) ?? Infinity),
          expected: "a finite duration"
        }, options.clockTolerance ?? 0),
        revocation: required("revocation", {
          holds: (revocation: string) => revocation === "introspect" || revocation === "ignore",
          expected: "\"introspect\" or \"ignore\""
        }, options.revocation ?? "introspect")
      })
      const keys = makeKeys(yield* AuthleteClient)
      const tolerance = (millisOf(clockTolerance) ?? 0) / 1000

      const verify = (token: string, { alg, kid }: Header): Effect.Effect<Checked, AuthleteError> =>
        withCaller(({ clock }) =>
          Effect.flatMap(keys.find(kid, alg), (key) => {
            if (key === undefined) return Effect.succeed(bad("The key of the signature is not known."))
            return Effect.promise(() =>
              jwtVerify(token, key, {
                issuer,
                algorithms: [alg],
                requiredClaims: ["exp"],
                clockTolerance: tolerance,
                currentDate: new Date(millisNow(clock))
              }).then(
                ({ payload }): Checked => payload["cnf"] === undefined ? { _tag: "Good", claims: payload } : unknown,
                // What is wrong in detail would tell what the claims of a forged token have to be.
                () => bad("The access token is not good, or not good any more.")
              )
            )
          })
        )

      return {
        check: (token) => {
          const header = headerOf(token, algorithms)
          return "_tag" in header ? Effect.succeed(header) : verify(token, header)
        },
        isIntrospected: revocation === "introspect"
      }
    })
  )
