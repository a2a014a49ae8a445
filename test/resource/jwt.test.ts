/**
 * JWT access tokens that are checked where they arrive.
 */
import { HttpApp, HttpServerResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, TestClock } from "effect"
import { AuthleteClient, ResourceServer } from "effect-authlete"
import * as AuthleteError from "effect-authlete/AuthleteError"
import * as ResourceServerJwt from "effect-authlete/ResourceServerJwt"
import type { JWK, JWTPayload } from "jose"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { good, refused } from "../cache/support.js"
import { bearer, dpop, replyOf } from "./support.js"

const issuer = "https://as.example.com"

const makeKey = async (kid: string, alg = "ES256") => {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" }
  return { alg, kid, jwk, privateKey }
}

type Key = Awaited<ReturnType<typeof makeKey>>

const keys = Promise.all([makeKey("one"), makeKey("two"), makeKey("one")])

const claims: JWTPayload = {
  iss: issuer,
  sub: "john",
  client_id: "1",
  scope: "history.read timeline.read",
  exp: 60,
  iat: 0,
  jti: "token",
  auth_time: 0,
  acr: "gold"
}

const sign = ({ alg, kid, privateKey }: Key, fields: JWTPayload = {}, header: Record<string, unknown> = {}) =>
  Effect.promise(() =>
    new SignJWT(JSON.parse(JSON.stringify({ ...claims, ...fields }))).setProtectedHeader({
      alg,
      kid,
      typ: "at+jwt",
      ...header
    }).sign(privateKey)
  )

const outage = new AuthleteError.TransportError({
  operation: "services.jwks",
  server: "us.authlete.com",
  attempts: 1,
  outcome: "unknown",
  reason: "Reset"
})

interface Setup {
  readonly jwt?: Partial<ResourceServerJwt.Options>
  readonly requirements?: ResourceServer.Requirements
  readonly options?: ResourceServer.Options
}

/** A guarded app, an Authlete whose keys can be changed, and what was asked of it. */
const setUp = ({ jwt, options, requirements = {} }: Setup = {}) =>
  Effect.gen(function*() {
    const [one, two, other] = yield* Effect.promise(() => keys)
    const authlete = {
      keys: [one.jwk] as ReadonlyArray<JWK>,
      isDown: false,
      introspection: good() as ReturnType<typeof good> | typeof refused,
      asked: { keys: 0, introspections: 0 }
    }
    const client = Layer.succeed(AuthleteClient.AuthleteClient, {
      execute: (operation) =>
        Effect.suspend(() => {
          const isForKeys = operation.name === "services.jwks"
          authlete.asked[isForKeys ? "keys" : "introspections"]++
          if (authlete.isDown) return Effect.fail(outage)
          return Effect.succeed((isForKeys ? { keys: authlete.keys } : authlete.introspection) as never)
        })
    })
    const app = Effect.flatMap(ResourceServer.AccessToken, ({ clientId, expiresAt, introspection, scopes, subject }) =>
      HttpServerResponse.json({ clientId, expiresAt, isIntrospected: introspection !== undefined, scopes, subject }))
    const runtime = yield* Layer.toRuntime(
      ResourceServer.layer(options).pipe(
        Layer.provide(ResourceServerJwt.layer({ issuer, ...jwt })),
        Layer.provide(client)
      )
    )
    const handler = HttpApp.toWebHandlerRuntime(runtime)(
      Effect.orDie(ResourceServer.protect(app, requirements)).pipe(Effect.withClock(yield* Effect.clock))
    )
    const ask = (init: RequestInit) =>
      Effect.promise(async () =>
        replyOf(await handler(new Request("http://localhost/", init)))
      )
    return { ask, authlete, one, two, other }
  })

describe("a JWT", () => {
  it.effect("that is good is asked about all the same, since it may have been revoked", () =>
    Effect.gen(function*() {
      const { ask, authlete, one } = yield* setUp()
      const token = yield* sign(one)
      expect((yield* ask(bearer(token))).status).toBe(200)
      authlete.introspection = refused
      expect((yield* ask(bearer(token))).status).toBe(401)
      expect(authlete.asked).toEqual({ keys: 1, introspections: 2 })
    }).pipe(Effect.scoped))

  it.effect("that is good passes by itself if revocation is ignored, and its claims are told", () =>
    Effect.gen(function*() {
      const { ask, authlete, one } = yield* setUp({
        jwt: { revocation: "ignore" },
        requirements: { scopes: ["history.read"] }
      })
      const reply = yield* ask(bearer(yield* sign(one)))
      expect(JSON.parse(reply.body)).toEqual({
        clientId: "1",
        expiresAt: 60_000,
        isIntrospected: false,
        scopes: ["history.read", "timeline.read"],
        subject: "john"
      })
      expect(authlete.asked).toEqual({ keys: 1, introspections: 0 })
    }).pipe(Effect.scoped))

  const bad: ReadonlyArray<readonly [string, JWTPayload, Record<string, unknown>]> = [
    ["of another issuer", { iss: "https://other.example.com" }, {}],
    ["without an issuer", { iss: undefined } as never, {}],
    ["that has expired", { exp: 0 }, {}],
    ["without an expiry", { exp: undefined } as never, {}],
    ["that is not good yet", { nbf: 30 }, {}],
    ["that is an ID token", {}, { typ: "JWT" }],
    ["without a type", {}, { typ: undefined }],
    ["that does not tell its key", {}, { kid: undefined }]
  ]
  for (const [name, fields, header] of bad) {
    it.effect(`${name} is refused, without a word to Authlete about it`, () =>
      Effect.gen(function*() {
        const { ask, authlete, one } = yield* setUp()
        const reply = yield* ask(bearer(yield* sign(one, fields, header)))
        expect(reply.status).toBe(401)
        expect(reply.challenge).toContain("Bearer error=\"invalid_token\"")
        expect(authlete.asked.introspections).toBe(0)
      }).pipe(Effect.scoped))
  }

  it.effect("that expires is refused from then on", () =>
    Effect.gen(function*() {
      const { ask, one } = yield* setUp({ jwt: { revocation: "ignore" } })
      const token = yield* sign(one)
      yield* TestClock.adjust("59 seconds")
      expect((yield* ask(bearer(token))).status).toBe(200)
      yield* TestClock.adjust("1 seconds")
      expect((yield* ask(bearer(token))).status).toBe(401)
    }).pipe(Effect.scoped))

  it.effect("with the id of a key of the service but another signature is refused", () =>
    Effect.gen(function*() {
      const { ask, authlete, other } = yield* setUp()
      expect((yield* ask(bearer(yield* sign(other)))).status).toBe(401)
      expect(authlete.asked.introspections).toBe(0)
    }).pipe(Effect.scoped))

  it.effect("without a signature, or with a symmetric one, is refused", () =>
    Effect.gen(function*() {
      const { ask, authlete, one } = yield* setUp()
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
      const none = `${encode({ alg: "none", kid: "one", typ: "at+jwt" })}.${encode(claims)}.x`
      const symmetric = yield* Effect.promise(() =>
        new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "one", typ: "at+jwt" })
          .sign(new TextEncoder().encode(JSON.stringify(one.jwk)))
      )
      for (const token of [none, symmetric]) expect((yield* ask(bearer(token))).status).toBe(401)
      expect(authlete.asked).toEqual({ keys: 0, introspections: 0 })
    }).pipe(Effect.scoped))

  const needs: ReadonlyArray<
    readonly [string, ResourceServer.Requirements, JWTPayload, ResourceServer.Options, number, string]
  > = [
    ["a scope that it lacks", { scopes: ["a"] }, {}, {}, 403, "error=\"insufficient_scope\""],
    ["part of the name of its scope", { scopes: ["history"] }, {}, {}, 403, "scope=\"history\""],
    ["another class", { acrValues: ["silver"] }, {}, {}, 401, "acr_values=\"silver\""],
    ["a younger authentication", { maxAge: 10 }, { auth_time: -30 }, {}, 401, "max_age=\"10\""],
    ["an authentication that it does not tell", { maxAge: 10 }, { auth_time: undefined }, {}, 401, "max_age=\"10\""],
    ["another resource", {}, { aud: "https://b" }, { resource: "https://a" }, 401, "error=\"invalid_token\""],
    ["a resource", {}, {}, { resource: "https://a" }, 401, "error=\"invalid_token\""],
    ["a binding", {}, {}, { senderConstrained: true }, 401, "error=\"invalid_token\""]
  ]
  for (const [name, requirements, fields, options, status, challenge] of needs) {
    it.effect(`is refused where ${name} is needed`, () =>
      Effect.gen(function*() {
        const { ask, one } = yield* setUp({ jwt: { revocation: "ignore" }, requirements, options })
        const reply = yield* ask(bearer(yield* sign(one, fields)))
        expect(reply.status).toBe(status)
        expect(reply.challenge).toContain(challenge)
      }).pipe(Effect.scoped))
  }

  it.effect("passes where all that is needed is in it", () =>
    Effect.gen(function*() {
      const { ask, one } = yield* setUp({
        jwt: { revocation: "ignore" },
        requirements: { scopes: ["timeline.read"], acrValues: ["silver", "gold"], maxAge: 10 },
        options: { resource: "https://a" }
      })
      expect((yield* ask(bearer(yield* sign(one, { aud: ["https://b", "https://a"] })))).status).toBe(200)
    }).pipe(Effect.scoped))

  it.effect("that is bound to a key or a certificate is left to Authlete, if its signature is good", () =>
    Effect.gen(function*() {
      const { ask, authlete, one, other } = yield* setUp({
        jwt: { revocation: "ignore" },
        options: { origin: "https://a" }
      })
      const cnf = { "x5t#S256": "x" }
      yield* ask(bearer(yield* sign(one, { cnf })))
      expect(authlete.asked.introspections).toBe(1)
      yield* ask(bearer(yield* sign(other, { cnf })))
      expect(authlete.asked.introspections).toBe(1)
      yield* ask(dpop(yield* sign(one)))
      expect(authlete.asked.introspections).toBeGreaterThan(1)
    }).pipe(Effect.scoped))
})

describe("a token that is no JWT", () => {
  for (const token of ["opaque", "a.b", "a.b.c", "e30.e30.", "....", "a.b.c.d.e"]) {
    it.effect(`goes to Authlete: ${token}`, () =>
      Effect.gen(function*() {
        const { ask, authlete } = yield* setUp({ jwt: { revocation: "ignore" } })
        yield* ask(bearer(token))
        expect(authlete.asked).toEqual({ keys: 0, introspections: 1 })
      }).pipe(Effect.scoped))
  }
})

describe("the keys of the service", () => {
  it.effect("are asked for again when a token names a key that is not among them", () =>
    Effect.gen(function*() {
      const { ask, authlete, one, two } = yield* setUp({ jwt: { revocation: "ignore" } })
      yield* ask(bearer(yield* sign(one)))
      authlete.keys = [one.jwk, two.jwk]
      yield* TestClock.adjust("1 minute")
      expect((yield* ask(bearer(yield* sign(two, { exp: 600 })))).status).toBe(200)
      expect(authlete.asked.keys).toBe(2)
    }).pipe(Effect.scoped))

  it.effect("are asked for once a minute at most, however many tokens name keys that do not exist", () =>
    Effect.gen(function*() {
      const { ask, authlete, one, two } = yield* setUp({ jwt: { revocation: "ignore" } })
      yield* ask(bearer(yield* sign(one)))
      for (let index = 0; index < 20; index++) {
        expect((yield* ask(bearer(yield* sign(two, {}, { kid: `made up ${index}` })))).status).toBe(401)
      }
      expect(authlete.asked.keys).toBe(1)
    }).pipe(Effect.scoped))

  it.effect("are asked for once by requests at the same time", () =>
    Effect.gen(function*() {
      const { ask, authlete, one } = yield* setUp({ jwt: { revocation: "ignore" } })
      const token = yield* sign(one)
      const replies = yield* Effect.all(Array.from({ length: 20 }, () => ask(bearer(token))), {
        concurrency: "unbounded"
      })
      expect(replies.every(({ status }) => status === 200)).toBe(true)
      expect(authlete.asked.keys).toBe(1)
    }).pipe(Effect.scoped))

  it.effect("are asked for when they are old, so that one that was withdrawn is no longer taken", () =>
    Effect.gen(function*() {
      const { ask, authlete, one, two } = yield* setUp({ jwt: { revocation: "ignore" } })
      const token = yield* sign(one, { exp: 3_600 })
      expect((yield* ask(bearer(token))).status).toBe(200)
      authlete.keys = [two.jwk]
      yield* TestClock.adjust("10 minutes")
      expect((yield* ask(bearer(token))).status).toBe(401)
    }).pipe(Effect.scoped))

  it.effect("that are old do as long as Authlete is down, and a key that is not known is 503", () =>
    Effect.gen(function*() {
      const { ask, authlete, one, two } = yield* setUp({ jwt: { revocation: "ignore" } })
      const token = yield* sign(one, { exp: 3_600 })
      yield* ask(bearer(token))
      authlete.isDown = true
      yield* TestClock.adjust("10 minutes")
      expect((yield* ask(bearer(token))).status).toBe(200)
      yield* TestClock.adjust("1 minute")
      expect((yield* ask(bearer(yield* sign(two, { exp: 3_600 })))).status).toBe(503)
    }).pipe(Effect.scoped))

  it.effect("that are not for signatures are not taken", () =>
    Effect.gen(function*() {
      const { ask, authlete, one } = yield* setUp({ jwt: { revocation: "ignore" } })
      authlete.keys = [{ ...one.jwk, use: "enc" }]
      expect((yield* ask(bearer(yield* sign(one)))).status).toBe(401)
    }).pipe(Effect.scoped))
})

describe("the options", () => {
  const wrong: ReadonlyArray<readonly [string, Partial<ResourceServerJwt.Options>]> = [
    ["issuer", { issuer: " " }],
    ["algorithms", { algorithms: ["HS256"] }],
    ["algorithms", { algorithms: ["none"] }],
    ["algorithms", { algorithms: [] }],
    ["clockTolerance", { clockTolerance: "soon" as never }],
    ["revocation", { revocation: "maybe" as never }]
  ]
  for (const [name, jwt] of wrong) {
    it.effect(`refuse ${JSON.stringify(jwt)}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(setUp({ jwt }))
        expect(String(error)).toContain(`${name} must be`)
      }).pipe(Effect.scoped))
  }
})
