import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import { base64url, UnsecuredJWT } from "jose"
import { hashOf, holder } from "./holders.js"
import type { JsonResponse } from "./support.js"
import { confidential, content, create, inProcess, introspect, post, publicClient, setClock, token } from "./support.js"

const { test } = inProcess

const endpoint = "https://as.example.com/token"
const resource = "https://api.example.com/history"

const atToken = { htm: "POST", htu: endpoint }
const atResource = { htm: "GET", htu: resource }

const clientCredentials = { grant_type: "client_credentials" }

const outcome = ({ body }: JsonResponse) => [body["action"], body["resultCode"]]

const withEndpoint: Options = { service: { tokenEndpoint: endpoint } }

describe("DPoP at the token endpoint", () => {
  test("binds the token to the key", () =>
    Effect.gen(function*() {
      const { proof, thumbprint } = yield* holder
      const response = yield* token(clientCredentials, { dpop: yield* proof(atToken), ...atToken })
      expect(outcome(response)).toEqual(["OK", "A052001"])
      expect(content(response)["token_type"]).toBe("DPoP")
      const told = yield* post("/auth/introspection/standard", {
        parameters: `token=${String(response.body["accessToken"])}`
      })
      expect(content(told)).toMatchObject({ token_type: "DPoP", cnf: { jkt: thumbprint } })
    }))

  test("goes by POST and by the service's endpoint if the call says nothing else", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const accepted = yield* token(clientCredentials, { dpop: yield* proof(atToken) })
      expect(outcome(accepted)).toEqual(["OK", "A052001"])
      const refused = yield* token(clientCredentials, { dpop: yield* proof({ ...atToken, htu: resource }) })
      expect(outcome(refused)).toEqual(["BAD_REQUEST", "A254301"])
    }), withEndpoint)

  test("takes the URL of the proof without its query", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const dpop = yield* proof({ ...atToken, htu: `${endpoint}?a=1#b` })
      expect(outcome(yield* token(clientCredentials, { dpop }))).toEqual(["OK", "A052001"])
    }), withEndpoint)

  const refusals: ReadonlyArray<readonly [what: string, claims: object, header: object, code: string]> = [
    ["for another method", { htm: "GET" }, {}, "A254301"],
    ["for another URL", { htu: resource }, {}, "A254301"],
    ["without a URL", { htu: undefined }, {}, "A254301"],
    ["of long ago", { iat: -301 }, {}, "A254301"],
    ["of the future", { iat: 301 }, {}, "A254301"],
    ["without a time", { iat: undefined }, {}, "A254301"],
    ["without an id", { jti: undefined }, {}, "A254301"],
    ["of another type", {}, { typ: "JWT" }, "A254301"],
    ["without a key", {}, { jwk: undefined }, "A254303"],
    ["with a private key", {}, { jwk: { kty: "OKP", d: "d" } }, "A254303"]
  ]
  for (const [what, claims, header, code] of refusals) {
    test(`refuses a proof ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const { proof } = yield* holder
        const dpop = yield* proof({ ...atToken, ...claims }, { ...header })
        const response = yield* token(clientCredentials, { dpop })
        expect(outcome(response)).toEqual(["BAD_REQUEST", code])
        expect(content(response)["error"]).toBe("invalid_dpop_proof")
      }), withEndpoint)
  }

  const forgeries: ReadonlyArray<readonly [what: string, code: string, forge: (proof: string) => string]> = [
    ["that is no JWT", "A254301", () => "proof"],
    ["without a signature", "A254301", () => new UnsecuredJWT(atToken).encode()],
    ["with another signature", "A254301", (proof) => `${proof.slice(0, proof.lastIndexOf("."))}.${"A".repeat(86)}`],
    ["without an algorithm", "A254304", (proof) => {
      const header = base64url.encode(JSON.stringify({ typ: "dpop+jwt" }))
      return [header, ...proof.split(".").slice(1)].join(".")
    }],
    ["with a symmetric algorithm", "A254302", (proof) => {
      const header = base64url.encode(JSON.stringify({ typ: "dpop+jwt", alg: "HS256", jwk: { kty: "oct", k: "k" } }))
      return [header, ...proof.split(".").slice(1)].join(".")
    }]
  ]
  for (const [what, code, forge] of forgeries) {
    test(`refuses a proof ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const { proof } = yield* holder
        const dpop = forge(yield* proof(atToken))
        expect(outcome(yield* token(clientCredentials, { dpop }))).toEqual(["BAD_REQUEST", code])
      }), withEndpoint)
  }

  test("refuses a proof that somebody else has signed", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const { jwk } = yield* holder
      const dpop = yield* proof(atToken, { jwk })
      expect(outcome(yield* token(clientCredentials, { dpop }))).toEqual(["BAD_REQUEST", "A254301"])
    }), withEndpoint)

  test("is demanded of a client that has to use it", () =>
    Effect.gen(function*() {
      const basic = { clientId: "7", clientSecret: "s" }
      const refused = yield* token(clientCredentials, basic)
      expect(refused.body["action"]).toBe("BAD_REQUEST")
      expect(content(refused)["error"]).toBe("invalid_dpop_proof")
      const { proof } = yield* holder
      const accepted = yield* token(clientCredentials, { ...basic, dpop: yield* proof(atToken), ...atToken })
      expect(accepted.body["action"]).toBe("OK")
    }), { seed: { clients: [{ clientId: 7, secret: "s", dpopRequired: true }] } })

  test("outlives the check of a password", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const dpop = yield* proof(atToken)
      const { body: { ticket } } = yield* token({ grant_type: "password", username: "u", password: "p" }, { dpop })
      const issued = yield* post("/auth/token/issue", { ticket, subject: "john" })
      expect(content(issued)["token_type"]).toBe("DPoP")
    }), withEndpoint)

  const refreshing = (dpop: string | undefined, fields: object = {}) =>
    token({ grant_type: "refresh_token", refresh_token: "refresh" }, { dpop, ...fields })

  const asPublic = { clientId: String(publicClient), clientSecret: undefined }

  test("keeps a public client to its key on a refresh", () =>
    Effect.gen(function*() {
      const { proof, thumbprint } = yield* holder
      const other = yield* holder
      yield* create({ clientId: publicClient, refreshToken: "refresh", dpopKeyThumbprint: thumbprint })
      for (const dpop of [undefined, yield* other.proof(atToken)]) {
        const refused = yield* refreshing(dpop, asPublic)
        expect(outcome(refused)).toEqual(["BAD_REQUEST", "A053311"])
        expect(content(refused)["error"]).toBe("invalid_grant")
      }
      const accepted = yield* refreshing(yield* proof(atToken), asPublic)
      expect(content(accepted)["token_type"]).toBe("DPoP")
    }), withEndpoint)

  test("lets a confidential client change its key with a refresh", () =>
    Effect.gen(function*() {
      const { thumbprint } = yield* holder
      const other = yield* holder
      yield* create({ clientId: confidential, refreshToken: "refresh", dpopKeyThumbprint: thumbprint })
      const { body } = yield* refreshing(yield* other.proof(atToken))
      const told = yield* post("/auth/introspection/standard", { parameters: `token=${String(body["accessToken"])}` })
      expect(content(told)["cnf"]).toEqual({ jkt: other.thumbprint })
    }), withEndpoint)
})

describe("nonces of DPoP at the token endpoint", () => {
  const required: Options = { service: { tokenEndpoint: endpoint, dpopNonceRequired: true, dpopNonceDuration: 60 } }

  test(
    "are told with the refusal of a proof that lacks one, and with the response to one that does not",
    () =>
      Effect.gen(function*() {
        const { proof } = yield* holder
        const refused = yield* token(clientCredentials, { dpop: yield* proof(atToken) })
        expect(outcome(refused)).toEqual(["BAD_REQUEST", "A254307"])
        expect(content(refused)["error"]).toBe("use_dpop_nonce")
        const nonce = refused.body["dpopNonce"]
        expect(nonce).toEqual(expect.any(String))
        const accepted = yield* token(clientCredentials, { dpop: yield* proof({ ...atToken, nonce }) })
        expect(accepted.body).toMatchObject({ action: "OK", dpopNonce: nonce })
      }),
    required
  )

  test("are good until the one after the next", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const { body: { dpopNonce: nonce } } = yield* token(clientCredentials, { dpop: yield* proof(atToken) })
      yield* setClock(119_999)
      const accepted = yield* token(clientCredentials, { dpop: yield* proof({ ...atToken, nonce }) })
      expect(accepted.body["action"]).toBe("OK")
      expect(accepted.body["dpopNonce"]).not.toBe(nonce)
      yield* setClock(120_000)
      const refused = yield* token(clientCredentials, { dpop: yield* proof({ ...atToken, nonce }) })
      expect(outcome(refused)).toEqual(["BAD_REQUEST", "A254307"])
    }), required)

  test("are asked for by the call where the service does not", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const fields = { dpop: yield* proof(atToken), dpopNonceRequired: true }
      expect(outcome(yield* token(clientCredentials, fields))).toEqual(["BAD_REQUEST", "A254307"])
    }), withEndpoint)

  test("are not told where nobody asks for one", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const { body } = yield* token(clientCredentials, { dpop: yield* proof(atToken) })
      expect(body).not.toHaveProperty("dpopNonce")
    }), withEndpoint)

  test("of a refusal leave the refresh token alone", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      yield* create({ refreshToken: "refresh" })
      const refreshing = (dpop: string) => token({ grant_type: "refresh_token", refresh_token: "refresh" }, { dpop })
      const { body: { dpopNonce: nonce } } = yield* refreshing(yield* proof(atToken))
      expect(outcome(yield* refreshing(yield* proof({ ...atToken, nonce })))).toEqual(["OK", "A053001"])
    }), required)
})

describe("DPoP at introspection", () => {
  /** A token with the one who holds its key. */
  const bound = Effect.tap(holder, ({ thumbprint }) => create({ accessToken: "access", dpopKeyThumbprint: thumbprint }))

  const ath = hashOf("access")

  test("accepts the proof of whoever holds the key", () =>
    Effect.gen(function*() {
      const { proof } = yield* bound
      const response = yield* introspect("access", { dpop: yield* proof({ ...atResource, ath }), ...atResource })
      expect(outcome(response)).toEqual(["OK", "A056001"])
    }))

  test("refuses a bound token without a proof, with a challenge of the scheme", () =>
    Effect.gen(function*() {
      yield* bound
      const response = yield* introspect("access")
      expect(outcome(response)).toEqual(["UNAUTHORIZED", "A065308"])
      expect(response.body["responseContent"]).toMatch(/^DPoP error="invalid_token"/)
    }))

  test("refuses the proof of another key", () =>
    Effect.gen(function*() {
      yield* bound
      const { proof } = yield* holder
      const response = yield* introspect("access", { dpop: yield* proof({ ...atResource, ath }), ...atResource })
      expect(outcome(response)).toEqual(["UNAUTHORIZED", "A065309"])
    }))

  test("refuses a token that is bound to no key if it comes with a proof", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      const { proof } = yield* holder
      const response = yield* introspect("access", { dpop: yield* proof({ ...atResource, ath }), ...atResource })
      expect(outcome(response)).toEqual(["UNAUTHORIZED", "A065309"])
    }))

  const refusals: ReadonlyArray<readonly [what: string, claims: object, header: object, code: string]> = [
    ["for another token", { ath: hashOf("other") }, {}, "A065310"],
    ["for no token", { ath: undefined }, {}, "A065310"],
    ["for another method", { htm: "POST" }, {}, "A065310"],
    ["for another URL", { htu: "https://api.example.com/timeline" }, {}, "A065310"],
    ["without a key", {}, { jwk: undefined }, "A065312"]
  ]
  for (const [what, claims, header, code] of refusals) {
    test(`refuses a proof ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const { proof } = yield* bound
        const dpop = yield* proof({ ...atResource, ath, ...claims }, { ...header })
        const response = yield* introspect("access", { dpop, ...atResource })
        expect(outcome(response)).toEqual(["UNAUTHORIZED", code])
        expect(response.body["responseContent"]).toMatch(/^DPoP error="invalid_dpop_proof"/)
      }))
  }

  test("refuses a proof that it is not told the request for", () =>
    Effect.gen(function*() {
      const { proof } = yield* bound
      const dpop = yield* proof({ ...atResource, ath })
      expect(outcome(yield* introspect("access", { dpop }))).toEqual(["UNAUTHORIZED", "A065310"])
    }))

  test("asks for a nonce where it is asked to", () =>
    Effect.gen(function*() {
      const { proof } = yield* bound
      const asking = (claims: object) =>
        Effect.flatMap(proof({ ...atResource, ath, ...claims }), (dpop) =>
          introspect("access", { dpop, ...atResource, dpopNonceRequired: true }))
      const refused = yield* asking({})
      expect(refused.body["action"]).toBe("UNAUTHORIZED")
      expect(refused.body["responseContent"]).toMatch(/^DPoP error="use_dpop_nonce"/)
      expect((yield* asking({ nonce: refused.body["dpopNonce"] })).body["action"]).toBe("OK")
    }))
})
