import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import { certificate, certificateThumbprint, otherCertificate } from "./holders.js"
import type { JsonResponse } from "./support.js"
import { content, create, inProcess, introspect, post, token } from "./support.js"

const { test } = inProcess

const clientCredentials = { grant_type: "client_credentials" }

const outcome = ({ body }: JsonResponse) => [body["action"], body["resultCode"]]

const basic = { clientId: "7", clientSecret: "s" }

const binding = { tlsClientCertificateBoundAccessTokens: true }
const withClient: Options = {
  seed: {
    clients: [{ clientId: 7, secret: "s", ...binding }, { clientId: 8, type: "PUBLIC", ...binding }]
  }
}

describe("certificates at the token endpoint", () => {
  test("bind the tokens of a client that wants that", () =>
    Effect.gen(function*() {
      const { body } = yield* token(clientCredentials, { ...basic, clientCertificate: certificate })
      const told = yield* post("/auth/introspection/standard", { parameters: `token=${String(body["accessToken"])}` })
      expect(content(told)["cnf"]).toEqual({ "x5t#S256": certificateThumbprint(certificate) })
    }), withClient)

  test("bind no tokens of other clients", () =>
    Effect.gen(function*() {
      const { body } = yield* token(clientCredentials, { clientCertificate: certificate })
      expect((yield* introspect(body["accessToken"])).body).not.toHaveProperty("certificateThumbprint")
    }))

  for (const [what, clientCertificate] of [["none", undefined], ["one that cannot be read", "certificate"]] as const) {
    test(`are demanded of a client whose tokens they bind: ${what} is refused`, () =>
      Effect.gen(function*() {
        const response = yield* token(clientCredentials, { ...basic, clientCertificate })
        expect(response.body["action"]).toBe("BAD_REQUEST")
        expect(content(response)["error"]).toBe("invalid_request")
      }), withClient)
  }

  test("keep a public client to its certificate on a refresh", () =>
    Effect.gen(function*() {
      const thumbprint = certificateThumbprint(certificate)
      yield* create({ clientId: 8, refreshToken: "refresh", certificateThumbprint: thumbprint })
      const refreshing = (clientCertificate: string) =>
        token({ grant_type: "refresh_token", refresh_token: "refresh" }, {
          clientId: "8",
          clientSecret: undefined,
          clientCertificate
        })
      const refused = yield* refreshing(otherCertificate)
      expect(refused.body["action"]).toBe("BAD_REQUEST")
      expect(content(refused)["error"]).toBe("invalid_grant")
      expect((yield* refreshing(certificate)).body["action"]).toBe("OK")
    }), withClient)
})

describe("certificates at introspection", () => {
  const bound = create({ accessToken: "access", certificateThumbprint: certificateThumbprint(certificate) })

  const cases: ReadonlyArray<readonly [what: string, clientCertificate: string | undefined, expected: object]> = [
    ["the one that the token is bound to", certificate, ["OK", "A056001"]],
    ["none", undefined, ["UNAUTHORIZED", "A065304"]],
    ["another one", otherCertificate, ["UNAUTHORIZED", "A065305"]],
    ["one that cannot be read", "certificate", ["UNAUTHORIZED", "A065306"]]
  ]
  for (const [what, clientCertificate, expected] of cases) {
    test(`give ${String(Object.values(expected)[0])} to ${what}`, () =>
      Effect.gen(function*() {
        yield* bound
        expect(outcome(yield* introspect("access", { clientCertificate }))).toEqual(expected)
      }))
  }

  test("do no harm to a token that is bound to none", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      expect(outcome(yield* introspect("access", { clientCertificate: certificate }))).toEqual(["OK", "A056001"])
    }))
})
