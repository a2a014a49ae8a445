import { describe, expect } from "@effect/vitest"
import { Clock, Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import type { CryptoKey } from "jose"
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose"
import { X509Certificate } from "node:crypto"
import { certificate, otherCertificate } from "./holders.js"
import type { JsonResponse } from "./support.js"
import { content, create, inProcess, introspect, post } from "./support.js"

const issuer = "https://issuer.example.com"

const [own, stranger] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")])

const secret = "a secret that is long enough for HS256"

const x5c = [new X509Certificate(certificate).raw.toString("base64")]

const options: Options = {
  service: { tokenEndpoint: "https://as.example.com/token" },
  seed: {
    clients: [
      {
        clientId: 7,
        alias: "signer",
        tokenAuthMethod: "PRIVATE_KEY_JWT",
        jwks: JSON.stringify({ keys: [await exportJWK(own.publicKey)] })
      },
      { clientId: 8, secret, tokenAuthMethod: "CLIENT_SECRET_JWT" },
      { clientId: 9, tokenAuthMethod: "PRIVATE_KEY_JWT" },
      {
        clientId: 10,
        tokenAuthMethod: "SELF_SIGNED_TLS_CLIENT_AUTH",
        jwks: JSON.stringify({ keys: [{ kty: "EC", x5c }] })
      },
      { clientId: 11, secret: "s", tokenAuthMethod: "TLS_CLIENT_AUTH" }
    ]
  }
}

const test: typeof inProcess.test = (name, effect) => inProcess.test(name, effect, options)

type Claims = Readonly<Record<string, unknown>>

const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

const signed = (key: CryptoKey | Uint8Array, alg: string, claims: Claims = {}) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    Effect.promise(() => {
      const seconds = Math.floor(now / 1000)
      return new SignJWT({ iss: "7", sub: "7", aud: issuer, jti: "id", iat: seconds, exp: seconds + 60, ...claims })
        .setProtectedHeader({ alg })
        .sign(key)
    }))

const byKey = (claims?: Claims) => signed(own.privateKey, "ES256", claims)

const ask = (client_assertion: string, more: Readonly<Record<string, string>> = {}) =>
  post("/auth/token", {
    parameters: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: type,
      client_assertion,
      ...more
    }).toString()
  })

const outcome = ({ body }: JsonResponse) => [body["action"], body["resultCode"]]

describe("a client assertion", () => {
  test("authenticates a client by its key, and names it", () =>
    Effect.gen(function*() {
      const { body } = yield* ask(yield* byKey())
      expect(body).toMatchObject({ action: "OK", clientId: 7, clientAuthMethod: "PRIVATE_KEY_JWT" })
    }))

  test("may name the client by its alias, and be for an endpoint", () =>
    Effect.gen(function*() {
      const assertion = yield* byKey({ iss: "signer", sub: "signer", aud: ["https://as.example.com/token"] })
      expect((yield* ask(assertion, { client_id: "7" })).body["action"]).toBe("OK")
    }))

  test("authenticates a client by its secret", () =>
    Effect.gen(function*() {
      const assertion = yield* signed(new TextEncoder().encode(secret), "HS256", { iss: "8", sub: "8" })
      expect((yield* ask(assertion)).body).toMatchObject({ action: "OK", clientAuthMethod: "CLIENT_SECRET_JWT" })
    }))

  test("authenticates a client at the revocation endpoint", () =>
    Effect.gen(function*() {
      yield* create({ clientId: 7, accessToken: "access" })
      const revoking = (client_assertion: string) =>
        post("/auth/revocation", {
          parameters: new URLSearchParams({ token: "access", client_assertion_type: type, client_assertion }).toString()
        })
      expect(outcome(yield* revoking(yield* signed(stranger.privateKey, "ES256")))).toEqual([
        "INVALID_CLIENT",
        "A157326"
      ])
      expect((yield* introspect("access")).body["usable"]).toBe(true)
      expect(outcome(yield* revoking(yield* byKey()))).toEqual(["OK", "A113001"])
      expect((yield* introspect("access")).body["existent"]).toBe(false)
    }))

  const refusals: ReadonlyArray<readonly [what: string, claims: Claims, code: string]> = [
    ["of another issuer", { iss: "8" }, "A157315"],
    ["about another subject", { sub: "8" }, "A157316"],
    ["for another audience", { aud: "https://other.example.com" }, "A157318"],
    ["without an expiry", { exp: undefined }, "A157319"],
    ["that has expired", { exp: 0 }, "A157320"],
    ["that is not valid yet", { nbf: 1 }, "A157322"],
    ["of the future", { iat: 1 }, "A157323"],
    ["without an id", { jti: undefined }, "A157324"]
  ]
  for (const [what, claims, code] of refusals) {
    test(`${what} is refused with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* ask(yield* byKey(claims), { client_id: "7" })
        expect(outcome(response)).toEqual(["INVALID_CLIENT", code])
        expect(content(response)["error"]).toBe("invalid_client")
      }))
  }

  test("of somebody else's key is refused", () =>
    Effect.gen(function*() {
      expect(outcome(yield* ask(yield* signed(stranger.privateKey, "ES256")))).toEqual(["INVALID_CLIENT", "A157326"])
    }))

  test("without a signature is refused", () =>
    Effect.gen(function*() {
      const unsigned = new UnsecuredJWT({ jti: "id" }).setIssuer("7").setSubject("7").setAudience(issuer)
        .setExpirationTime(60).encode()
      expect(outcome(yield* ask(unsigned))).toEqual(["INVALID_CLIENT", "A157313"])
    }))

  test("of a client with a key is not taken with a secret, nor the other way", () =>
    Effect.gen(function*() {
      const bySecret = yield* signed(new TextEncoder().encode(secret), "HS256")
      expect(outcome(yield* ask(bySecret))).toEqual(["INVALID_CLIENT", "A157313"])
      const byOwnKey = yield* byKey({ iss: "8", sub: "8" })
      expect(outcome(yield* ask(byOwnKey))).toEqual(["INVALID_CLIENT", "A157313"])
    }))

  test("is worth nothing if the client has no keys", () =>
    Effect.gen(function*() {
      const assertion = yield* byKey({ iss: "9", sub: "9" })
      expect(outcome(yield* ask(assertion))).toEqual(["INVALID_CLIENT", "A156301"])
    }))

  test("is refused if it is no JWT", () =>
    Effect.gen(function*() {
      expect(outcome(yield* ask("assertion", { client_id: "7" }))).toEqual(["INVALID_CLIENT", "A157312"])
    }))

  const forms: ReadonlyArray<readonly [what: string, form: string, code: string]> = [
    ["no assertion", "", "A157311"],
    ["no type", "&client_assertion=a", "A158302"],
    ["an empty type", "&client_assertion=a&client_assertion_type=", "A158303"],
    ["two types", "&client_assertion=a&client_assertion_type=a&client_assertion_type=a", "A158304"],
    ["two assertions", "&client_assertion=a&client_assertion=a", "A158305"],
    ["another type", "&client_assertion=a&client_assertion_type=a", "A157310"]
  ]
  for (const [what, form, code] of forms) {
    test(`is missed in a form with ${what}: ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* post("/auth/token", { parameters: `grant_type=client_credentials&client_id=7${form}` })
        expect(outcome(response)).toEqual(["INVALID_CLIENT", code])
      }))
  }

  test("takes the place of no secret", () =>
    Effect.gen(function*() {
      const response = yield* post("/auth/token", {
        parameters: "grant_type=client_credentials",
        clientId: "8",
        clientSecret: secret
      })
      expect(outcome(response)).toEqual(["INVALID_CLIENT", "A157311"])
    }))
})

describe("a certificate", () => {
  const ask = (clientId: string, clientCertificate: string | undefined) =>
    post("/auth/token", { parameters: `grant_type=client_credentials&client_id=${clientId}`, clientCertificate })

  test("authenticates a client that it is registered with", () =>
    Effect.gen(function*() {
      const { body } = yield* ask("10", certificate)
      expect(body).toMatchObject({ action: "OK", clientAuthMethod: "SELF_SIGNED_TLS_CLIENT_AUTH" })
    }))

  for (const [what, presented] of [["another", otherCertificate], ["no", undefined], ["a broken", "PEM"]] as const) {
    test(`does not authenticate a client that presents ${what} certificate`, () =>
      Effect.gen(function*() {
        expect((yield* ask("10", presented)).body["action"]).toBe("INVALID_CLIENT")
      }))
  }

  test("of an authority authenticates nobody: the emulator checks no chains", () =>
    Effect.gen(function*() {
      expect((yield* ask("11", certificate)).body["action"]).toBe("INVALID_CLIENT")
    }))
})
