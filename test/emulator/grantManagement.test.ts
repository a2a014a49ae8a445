import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import { AuthleteEmulator } from "effect-authlete/AuthleteEmulator"
import { certificate, certificateThumbprint, hashOf, holder } from "./holders.js"
import type { JsonResponse } from "./support.js"
import {
  confidential,
  content,
  create,
  documented,
  inProcess,
  introspect,
  post,
  publicClient,
  setClock,
  token
} from "./support.js"

const { test } = inProcess

const options: Options = {
  service: {
    scopes: ["history.read", "grant_management_query", "grant_management_revoke"].map((name) => ({ name }))
  }
}

const grant = {
  grantId: "the-grant",
  clientId: confidential,
  subject: "john",
  scopes: [{ scope: "history.read timeline.read" }, { scope: "email", resource: ["https://api.example.com"] }],
  claims: ["given_name"],
  authorizationDetails: { elements: [{ type: "payment", otherFields: "{\"amount\":1}" }] }
}

/** A grant, with two tokens that belong to it and one that does not. */
const granted = Effect.gen(function*() {
  yield* create({ accessToken: "one", refreshToken: "refresh one" })
  yield* create({ accessToken: "two", refreshToken: "refresh two" })
  yield* create({ accessToken: "other", refreshToken: "refresh other" })
  const emulator = yield* AuthleteEmulator
  const snapshot = yield* emulator.snapshot
  const tokens = snapshot.tokens.map((record) =>
    record.access.value === "other" ? record : { ...record, grantId: grant.grantId }
  )
  yield* emulator.restore({ ...snapshot, tokens, grants: [grant] })
})

const manager = (fields: object = {}) =>
  create({
    grantType: "CLIENT_CREDENTIALS",
    accessToken: "manager",
    scopes: ["grant_management_query", "grant_management_revoke"],
    ...fields
  })

const manage = (gmAction: string, fields: object = {}) =>
  post("/gm", { accessToken: "manager", gmAction, grantId: grant.grantId, ...fields })

const refresh = (refreshToken: string) => token({ grant_type: "refresh_token", refresh_token: refreshToken })

const outcome = ({ body }: JsonResponse) => [body["action"], body["resultCode"]]

const challenge = ({ body }: JsonResponse) => String(body["responseContent"])

describe("a query of a grant", () => {
  test("tells what the grant covers", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager()
      const response = yield* manage("QUERY")
      expect(outcome(response)).toEqual(["OK", "A277001"])
      expect(content(response)).toEqual({
        scopes: grant.scopes,
        claims: grant.claims,
        authorization_details: [{ type: "payment", amount: 1 }]
      })
    }), options)

  test("does not ask whose grant it is", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager({ clientId: documented })
      expect(outcome(yield* manage("QUERY"))).toEqual(["OK", "A277001"])
    }), options)

  test("finds no grant that does not exist", () =>
    Effect.gen(function*() {
      yield* manager()
      const response = yield* manage("QUERY")
      expect(response.body["action"]).toBe("NOT_FOUND")
      expect(challenge(response)).toMatch(/^Bearer error="invalid_request"/)
    }), options)
})

describe("the revocation of a grant", () => {
  test("takes its refresh tokens, and leaves its access tokens until they expire", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager()
      expect((yield* manage("REVOKE")).body["action"]).toBe("NO_CONTENT")
      expect((yield* refresh("refresh one")).body["resultCode"]).toBe("A053305")
      expect((yield* refresh("refresh two")).body["resultCode"]).toBe("A053305")
      expect((yield* introspect("one")).body).toMatchObject({ action: "OK", refreshable: false })
      expect((yield* refresh("refresh other")).body["action"]).toBe("OK")
    }), options)

  test("ends the grant", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager()
      yield* manage("REVOKE")
      expect((yield* manage("QUERY")).body["action"]).toBe("NOT_FOUND")
      expect((yield* introspect("one")).body).not.toHaveProperty("grant")
    }), options)
})

describe("the management of grants", () => {
  for (const [action, scope] of [["QUERY", "grant_management_query"], ["REVOKE", "grant_management_revoke"]] as const) {
    test(`needs ${scope} for ${action}`, () =>
      Effect.gen(function*() {
        yield* granted
        yield* manager({ scopes: options.service?.scopes?.map(({ name }) => name).filter((name) => name !== scope) })
        const response = yield* manage(action)
        expect(response.body["action"]).toBe("FORBIDDEN")
        expect(challenge(response)).toMatch(new RegExp(`^Bearer error="insufficient_scope",.*,scope="${scope}"$`))
        expect((yield* refresh("refresh one")).body["action"]).toBe("OK")
      }), options)
  }

  test("is not for public clients", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager({ clientId: publicClient })
      expect(outcome(yield* manage("REVOKE"))).toEqual(["FORBIDDEN", "A285311"])
    }), options)

  test("refuses an unknown token", () =>
    Effect.gen(function*() {
      const response = yield* manage("QUERY")
      expect(response.body["action"]).toBe("UNAUTHORIZED")
      expect(challenge(response)).toMatch(/^Bearer error="invalid_token"/)
    }), options)

  test("refuses a token that has expired", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager()
      yield* setClock(3_600_000)
      expect((yield* manage("QUERY")).body["action"]).toBe("UNAUTHORIZED")
    }), options)

  test("wants a proof for a token that is bound to a key", () =>
    Effect.gen(function*() {
      yield* granted
      const { proof, thumbprint } = yield* holder
      yield* manager({ dpopKeyThumbprint: thumbprint })
      const refused = yield* manage("QUERY")
      expect(outcome(refused)).toEqual(["UNAUTHORIZED", "A281305"])
      expect(challenge(refused)).toMatch(/^DPoP /)
      const request = { htm: "GET", htu: "https://as.example.com/gm/the-grant" }
      const dpop = yield* proof({ ...request, ath: hashOf("manager") })
      expect((yield* manage("QUERY", { dpop, ...request })).body["action"]).toBe("OK")
    }), options)

  test("wants the certificate that a token is bound to", () =>
    Effect.gen(function*() {
      yield* granted
      yield* manager({ certificateThumbprint: certificateThumbprint(certificate) })
      expect((yield* manage("QUERY")).body["action"]).toBe("UNAUTHORIZED")
      expect((yield* manage("QUERY", { clientCertificate: certificate })).body["action"]).toBe("OK")
    }), options)

  for (const field of ["accessToken", "gmAction", "grantId"]) {
    test(`is a mistake of the caller without ${field}`, () =>
      Effect.gen(function*() {
        yield* granted
        yield* manager()
        expect((yield* manage("QUERY", { [field]: null })).body["action"]).toBe("CALLER_ERROR")
      }), options)
  }
})

describe("the grant of a token", () => {
  test("is told at introspection", () =>
    Effect.gen(function*() {
      yield* granted
      const { authorizationDetails, claims, grantId, scopes } = grant
      expect((yield* introspect("one")).body).toMatchObject({
        grantId,
        grant: { authorizationDetails, claims, scopes }
      })
      const told = yield* post("/auth/introspection/standard", { parameters: "token=one" })
      expect(content(told)["grant_id"]).toBe(grantId)
    }), options)

  test("is named in the token response of a refresh", () =>
    Effect.gen(function*() {
      yield* granted
      const response = yield* refresh("refresh one")
      expect(response.body["grantId"]).toBe(grant.grantId)
      expect(content(response)["grant_id"]).toBe(grant.grantId)
    }), options)
})
