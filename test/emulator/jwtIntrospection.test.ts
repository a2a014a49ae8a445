import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { createLocalJWKSet, jwtVerify } from "jose"
import { content, create, get, inProcess, post } from "./support.js"

const { test } = inProcess

const accepting = {
  httpAcceptHeader: "application/json;q=0.5, application/token-introspection+jwt",
  rsUri: "https://api.example.com"
}

const standard = (fields: object) => post("/auth/introspection/standard", { parameters: "token=access", ...fields })

describe("an introspection response that is a JWT", () => {
  test("is signed with a key of the service, for the resource server that asks", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      const { body } = yield* standard(accepting)
      expect(body).toMatchObject({ action: "JWT", resultCode: "A145001" })
      const keys = createLocalJWKSet((yield* get("/service/jwks/get")).body as never)
      const { payload, protectedHeader } = yield* Effect.promise(() => jwtVerify(String(body["responseContent"]), keys))
      expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "token-introspection+jwt" })
      expect(payload).toEqual({
        iss: "https://issuer.example.com",
        aud: accepting.rsUri,
        iat: 0,
        token_introspection: content(yield* standard({}))
      })
    }))

  test("may be signed with a secret of the resource server", () =>
    Effect.gen(function*() {
      const sharedKeyForSign = "a secret of the resource server, 32 bytes"
      const { body } = yield* standard({ ...accepting, introspectionSignAlg: "HS256", sharedKeyForSign })
      const { payload } = yield* Effect.promise(() =>
        jwtVerify(String(body["responseContent"]), new TextEncoder().encode(sharedKeyForSign))
      )
      expect(payload["token_introspection"]).toEqual({ active: false })
    }))

  test("tells a resource server nothing of a token for others", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", resources: ["https://other.example.com"] })
      const { body } = yield* standard(accepting)
      const keys = createLocalJWKSet((yield* get("/service/jwks/get")).body as never)
      const { payload } = yield* Effect.promise(() => jwtVerify(String(body["responseContent"]), keys))
      expect(payload["token_introspection"]).toEqual({ active: false })
    }))

  const refusals: ReadonlyArray<readonly [what: string, fields: object, action: string]> = [
    ["without the resource server", { rsUri: undefined }, "BAD_REQUEST"],
    [
      "with a secret that is too short",
      { introspectionSignAlg: "HS256", sharedKeyForSign: "s" },
      "INTERNAL_SERVER_ERROR"
    ],
    ["with an algorithm that the service has no key for", { introspectionSignAlg: "ES512" }, "INTERNAL_SERVER_ERROR"],
    ["without a signature", { introspectionSignAlg: "NONE" }, "INTERNAL_SERVER_ERROR"],
    ["with encryption", { introspectionEncryptionAlg: "RSA_OAEP_256" }, "INTERNAL_SERVER_ERROR"]
  ]
  for (const [what, fields, action] of refusals) {
    test(`is not made ${what}`, () =>
      Effect.gen(function*() {
        expect((yield* standard({ ...accepting, ...fields })).body["action"]).toBe(action)
      }))
  }

  test("is not made for one that accepts JSON", () =>
    Effect.gen(function*() {
      const { body } = yield* standard({ ...accepting, httpAcceptHeader: "application/json" })
      expect(body["action"]).toBe("OK")
    }))
})
