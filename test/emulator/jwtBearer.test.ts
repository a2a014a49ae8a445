import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import * as jose from "jose"
import type { JsonResponse } from "./support.js"
import { confidential, confidentialSecret, content, inProcess, parameters, post, setClock } from "./support.js"

const { test } = inProcess

const credentials = { clientId: String(confidential), clientSecret: confidentialSecret }

const issuer = "https://as.example"
const tokenEndpoint = "https://as.example/token"
const options: Options = { service: { issuer, tokenEndpoint } }

type Form = Readonly<Record<string, string>>

const present = (form: Form, as: object = credentials) =>
  post("/auth/token", {
    parameters: parameters({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", ...form }),
    ...as
  })

const secret = new TextEncoder().encode("a secret that is as long as a key for HS256 has to be")

const signed = (claims: jose.JWTPayload) =>
  Effect.promise(() => new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(secret))

const good = { iss: "https://idp.example", sub: "john", aud: issuer, exp: 200 }

const refused = (
  { body }: JsonResponse
) => [body["action"], body["resultCode"], content({ body } as JsonResponse)["error"]]

describe("an assertion as a grant", () => {
  test("is for the authorization server to grant", () =>
    Effect.gen(function*() {
      const assertion = yield* signed(good)
      const { body } = yield* present({ assertion, scope: "history.read unknown", resource: "https://api.example.com" })
      expect(body).toMatchObject({
        action: "JWT_BEARER",
        grantType: "JWT_BEARER",
        clientId: confidential,
        assertion,
        scopes: ["history.read"],
        resources: ["https://api.example.com"]
      })
      expect(body).not.toHaveProperty("responseContent")
      expect(body).not.toHaveProperty("accessToken")
    }), options)

  test("may be for the token endpoint, among others", () =>
    Effect.gen(function*() {
      const assertion = yield* signed({ ...good, aud: ["https://other.example", tokenEndpoint] })
      expect((yield* present({ assertion })).body["action"]).toBe("JWT_BEARER")
    }), options)

  test("needs no client", () =>
    Effect.gen(function*() {
      const { body } = yield* present({ assertion: yield* signed(good) }, {})
      expect(body).toMatchObject({ action: "JWT_BEARER", clientId: 0 })
    }), options)

  test("needs a client where the service says so", () =>
    Effect.gen(function*() {
      expect(refused(yield* present({ assertion: yield* signed(good) }, {})))
        .toEqual(["INVALID_CLIENT", "A999472", "invalid_client"])
    }), { service: { issuer, jwtGrantByIdentifiableClientsOnly: true } })

  for (
    const [what, claims, code] of [
      ["has no issuer", { ...good, iss: "" }, "A999468"],
      ["has no subject", { ...good, sub: "" }, "A999469"],
      ["is for another audience", { ...good, aud: "https://api.example.com" }, "A314314"],
      ["has no time of expiry", { iss: good.iss, sub: good.sub, aud: good.aud }, "A314305"],
      ["has expired", { ...good, exp: 100 }, "A314309"],
      ["was issued in the future", { ...good, iat: 101 }, "A999470"],
      ["is not valid yet", { ...good, nbf: 101 }, "A999471"]
    ] as const
  ) {
    test(`is refused if it ${what}`, () =>
      Effect.gen(function*() {
        yield* setClock(100_000)
        expect(refused(yield* present({ assertion: yield* signed(claims) })))
          .toEqual(["BAD_REQUEST", code, "invalid_grant"])
      }), options)
  }

  for (
    const [what, form, code, error] of [
      ["is missing", {}, "A999463", "invalid_request"],
      ["is empty", { assertion: "" }, "A999464", "invalid_request"],
      ["is no JWT", { assertion: "a.b" }, "A999466", "invalid_grant"]
    ] as const
  ) {
    test(`is refused if it ${what}`, () =>
      Effect.gen(function*() {
        expect(refused(yield* present(form))).toEqual(["BAD_REQUEST", code, error])
      }), options)
  }

  const unsigned = new jose.UnsecuredJWT(good).encode()
  const encrypted = Effect.promise(() =>
    new jose.EncryptJWT(good).setProtectedHeader({ alg: "dir", enc: "A128CBC-HS256" }).encrypt(new Uint8Array(32))
  )

  test("may lack a signature, or be encrypted", () =>
    Effect.gen(function*() {
      expect((yield* present({ assertion: unsigned })).body["action"]).toBe("JWT_BEARER")
      expect((yield* present({ assertion: yield* encrypted })).body["action"]).toBe("JWT_BEARER")
    }), options)

  test("may not where the service says so", () =>
    Effect.gen(function*() {
      expect(refused(yield* present({ assertion: unsigned }))[1]).toBe("A314310")
      expect(refused(yield* present({ assertion: yield* encrypted }))[1]).toBe("A999467")
    }), { service: { issuer, jwtGrantUnsignedJwtRejected: true, jwtGrantEncryptedJwtRejected: true } })
})
