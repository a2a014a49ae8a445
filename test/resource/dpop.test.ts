/**
 * Tokens that are bound to a key, with real proofs: over sockets, the client of this library, and the emulator.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import type { Holder } from "../emulator/holders.js"
import { hashOf, holder } from "../emulator/holders.js"
import type { Setup } from "./guardedServer.js"
import { bearerHeaders, guardedServer } from "./guardedServer.js"

const origin = "https://api.example.com"
const request = { htm: "GET", htu: `${origin}/history` }

const dpopHeaders = (token: string, proof: string) => ({ authorization: `DPoP ${token}`, dpop: proof })

/** A server, a key, and a token that is bound to it. */
const bound = (options: Setup["options"] = {}, setup: Setup = {}) =>
  Effect.gen(function*() {
    const server = yield* guardedServer({
      ...setup,
      options: { origin, dpop: { algorithms: ["ES256"] }, ...options }
    })
    const key = yield* holder
    const token = yield* server.issue({ dpopKeyThumbprint: key.thumbprint })
    /** Asks with a proof for the request and the token, unless other claims are given. */
    const askWith = (claims: object = {}, { proof }: Pick<Holder, "proof"> = key, path?: string) =>
      Effect.flatMap(
        proof({ ...request, ath: hashOf(token), ...claims }),
        (proof) => server.ask({ headers: dpopHeaders(token, proof), ...(path !== undefined && { path }) })
      )
    return { ...server, askWith, key, token }
  })

describe("a token that is bound to a key", () => {
  it.scoped("passes with a proof for the request and the token", () =>
    Effect.gen(function*() {
      const { askWith } = yield* bound()
      const { body, status } = yield* askWith()
      expect(status).toBe(200)
      expect(JSON.parse(body)).toMatchObject({ scheme: "DPoP", subject: "john" })
    }))

  it.scoped("passes whatever the query is, which proofs leave out", () =>
    Effect.gen(function*() {
      const { askWith } = yield* bound()
      expect((yield* askWith({}, undefined, "/history?page=2")).status).toBe(200)
    }))

  it.scoped("is refused as a bearer token, before and after it has passed with a proof", () =>
    Effect.gen(function*() {
      const { ask, askWith, token } = yield* bound()
      for (let round = 0; round < 2; round++) {
        const { challenge, status } = yield* ask({ headers: bearerHeaders(token) })
        expect(status).toBe(401)
        expect(challenge).toMatch(/^DPoP error="invalid_token".* algs="ES256"$/)
        expect((yield* askWith()).status).toBe(200)
      }
    }))

  it.scoped("is refused as a bearer token although the request has a good proof", () =>
    Effect.gen(function*() {
      const { ask, key, token } = yield* bound()
      const proof = yield* key.proof({ ...request, ath: hashOf(token) })
      expect((yield* ask({ headers: { ...bearerHeaders(token), dpop: proof } })).status).toBe(401)
    }))

  const refusals: ReadonlyArray<readonly [name: string, claims: object]> = [
    ["without a hash of the token", { ath: undefined }],
    ["with the hash of another token", { ath: hashOf("another") }],
    ["for another method", { htm: "POST" }],
    ["for another path", { htu: `${origin}/timeline` }],
    ["for another host", { htu: "https://evil.example.com/history" }],
    ["for the address that the server listens at", { htu: "http://127.0.0.1/history" }],
    ["of long ago", { iat: -301 }],
    ["without an id", { jti: undefined }]
  ]
  for (const [name, claims] of refusals) {
    it.scoped(`is refused with a proof ${name}`, () =>
      Effect.gen(function*() {
        const { askWith } = yield* bound()
        const { challenge, status } = yield* askWith(claims)
        expect(status).toBe(401)
        expect(challenge).toMatch(/^DPoP error="invalid_dpop_proof".* algs="ES256"$/)
      }))
  }

  it.scoped("is refused with the proof of somebody else", () =>
    Effect.gen(function*() {
      const { askWith } = yield* bound()
      const { challenge, status } = yield* askWith({}, yield* holder)
      expect(status).toBe(401)
      expect(challenge).toMatch(/^DPoP error="invalid_token"/)
    }))

  it.scoped("is refused without a proof, and with two", () =>
    Effect.gen(function*() {
      const { ask, key, token } = yield* bound()
      const proof = yield* key.proof({ ...request, ath: hashOf(token) })
      const authorization = `DPoP ${token}`
      for (const headers of [{ authorization }, { authorization, dpop: [proof, proof] }]) {
        const { challenge, status } = yield* ask({ headers })
        expect(status).toBe(401)
        expect(challenge).toMatch(/^DPoP error="invalid_dpop_proof".* algs="ES256"$/)
      }
    }))

  it.scoped("is refused with a proof that was good, once the proof is old", () =>
    Effect.gen(function*() {
      const { ask, key, token } = yield* bound()
      const headers = dpopHeaders(token, yield* key.proof({ ...request, ath: hashOf(token) }))
      expect((yield* ask({ headers })).status).toBe(200)
      yield* TestClock.adjust("301 seconds")
      expect((yield* ask({ headers })).status).toBe(401)
    }))

  it.scoped("is told the nonce that proofs must have, and the next one with each response", () =>
    Effect.gen(function*() {
      const { askWith } = yield* bound({ dpop: { nonceRequired: true, algorithms: ["ES256"] } })
      const first = yield* askWith()
      expect(first.status).toBe(401)
      expect(first.challenge).toMatch(/^DPoP error="use_dpop_nonce".* algs="ES256"$/)
      const nonce = first.headers["dpop-nonce"]
      const second = yield* askWith({ nonce })
      expect([second.status, second.headers["dpop-nonce"]]).toEqual([200, nonce])
      expect((yield* askWith({ nonce: "made up" })).status).toBe(401)
    }))

  it.scoped("is refused at a server that no proof can be for", () =>
    Effect.gen(function*() {
      const { askWith } = yield* bound({ origin: undefined })
      const { challenge, status } = yield* askWith()
      expect([status, challenge]).toEqual([401, "Bearer, DPoP algs=\"ES256\""])
    }))

  it.scoped("passes as a JWT, with a proof for the JWT", () =>
    Effect.gen(function*() {
      const { ask, askWith, token } = yield* bound({}, {
        emulator: { service: { accessTokenSignAlg: "ES256" } },
        jwt: { issuer: "https://issuer.example.com", revocation: "ignore" }
      })
      expect(token.split(".")).toHaveLength(3)
      expect((yield* askWith()).status).toBe(200)
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(401)
    }))
})

describe("a token that is bound to no key", () => {
  it.scoped("is refused with a proof: anybody can make one", () =>
    Effect.gen(function*() {
      const { ask, issue, key } = yield* bound()
      const token = yield* issue()
      const proof = yield* key.proof({ ...request, ath: hashOf(token) })
      const { challenge, status } = yield* ask({ headers: dpopHeaders(token, proof) })
      expect(status).toBe(401)
      expect(challenge).toContain("error=\"invalid_token\"")
      expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(200)
    }))

  it.scoped("is refused where DPoP is required, with a challenge for that alone", () =>
    Effect.gen(function*() {
      const { ask, askWith, issue } = yield* bound({ dpop: { required: true, algorithms: ["ES256"] } })
      const { challenge, status } = yield* ask({ headers: bearerHeaders(yield* issue()) })
      expect([status, challenge]).toEqual([401, "DPoP algs=\"ES256\""])
      expect((yield* askWith()).status).toBe(200)
    }))
})
