/**
 * The value of the WWW-Authenticate header.
 */
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as Challenge from "../../src/internal/server/challenge.js"
import type { Malformed } from "../../src/internal/server/presentedToken.js"

describe("a challenge", () => {
  it("without parameters is the scheme alone", () => {
    expect(Challenge.render({ scheme: "Bearer", parameters: {} })).toBe("Bearer")
  })

  it("leaves out what is undefined", () => {
    expect(Challenge.render({ scheme: "Bearer", parameters: { realm: undefined, scope: "a b" } }))
      .toBe("Bearer scope=\"a b\"")
  })

  it("escapes quotes and backslashes of a realm", () => {
    expect(Challenge.render({ scheme: "Bearer", parameters: { realm: "the \"API\" \\ 1" } }))
      .toBe("Bearer realm=\"the \\\"API\\\" \\\\ 1\"")
  })

  it("has no quotes and backslashes in a description, as RFC 6750 says", () => {
    expect(Challenge.render({ scheme: "Bearer", parameters: { error_description: "a \"b\" \\ c" } }))
      .toBe("Bearer error_description=\"a 'b' ' c\"")
  })

  it("stands in one header with others", () => {
    expect(Challenge.render(
      { scheme: "Bearer", parameters: { realm: "api" } },
      { scheme: "DPoP", parameters: { algs: "ES256 PS256" } }
    )).toBe("Bearer realm=\"api\", DPoP algs=\"ES256 PS256\"")
  })

  it("is one line of ASCII, whatever it holds", () => {
    fc.assert(fc.property(
      fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
      (parameters) => {
        expect(Challenge.render({ scheme: "Bearer", parameters })).toMatch(/^[\x20-\x7e]*$/)
      }
    ))
  })

  it("cannot be broken out of by a value", () => {
    fc.assert(fc.property(fc.string({ unit: "binary-ascii" }), fc.string({ unit: "binary-ascii" }), (realm, scope) => {
      const parsed = Challenge.parse(Challenge.render({ scheme: "Bearer", parameters: { realm, scope } }))
      expect(Object.keys(parsed?.parameters ?? {})).toEqual(["realm", "scope"])
    }))
  })

  it("is read as it was written", () => {
    const challenge = { scheme: "DPoP", parameters: { realm: "a \"b\", c=\"d\"", algs: "ES256", max_age: "5" } }
    expect(Challenge.parse(Challenge.render(challenge))).toEqual(challenge)
  })

  it("of Authlete is read, without spaces between its parameters", () => {
    expect(
      Challenge.parse("Bearer error=\"invalid_token\",error_description=\"[A057302] x, y.\",error_uri=\"https://u/#A\"")
    )
      .toEqual({
        scheme: "Bearer",
        parameters: { error: "invalid_token", error_description: "[A057302] x, y.", error_uri: "https://u/#A" }
      })
  })

  it.each([
    "",
    "Bearer error=",
    "Bearer error=\"open",
    "Bearer a b",
    "Bearer, Basic",
    "Bearer __proto__=\"x\"",
    "\r\n"
  ])(
    "is not read from %j",
    (text) => expect(Challenge.parse(text)).toBeUndefined()
  )

  it("keeps a parameter that the new one does not have", () => {
    const challenge = { scheme: "Bearer", parameters: { error: "invalid_token", scope: "a" } }
    expect(Challenge.withParameters(challenge, { scope: undefined, realm: "api" }).parameters)
      .toEqual({ error: "invalid_token", scope: "a", realm: "api" })
  })

  it("for a missing scope names the scopes", () => {
    expect(Challenge.render(Challenge.insufficientScope("Bearer", ["history.read", "timeline.read"])))
      .toContain("error=\"insufficient_scope\"")
    expect(Challenge.insufficientScope("Bearer", ["a", "b"]).parameters.scope).toBe("a b")
  })

  it("for step-up names what is needed, and nothing else", () => {
    expect(Challenge.insufficientAuthentication("Bearer", { acrValues: ["gold", "silver"] }).parameters)
      .toMatchObject({ error: "insufficient_user_authentication", acr_values: "gold silver", max_age: undefined })
    expect(Challenge.insufficientAuthentication("DPoP", { maxAge: 5, acrValues: [] }).parameters)
      .toMatchObject({ acr_values: undefined, max_age: "5" })
  })

  it("has the status of its error", () => {
    const errors = [
      "invalid_request",
      "invalid_token",
      "insufficient_scope",
      "insufficient_user_authentication",
      "invalid_dpop_proof",
      "use_dpop_nonce",
      undefined
    ]
    expect(errors.map(Challenge.statusOf)).toEqual([400, 401, 403, 401, 401, 401, 401])
  })

  it("for credentials that cannot be used has their scheme, error and description", () => {
    const malformed: Malformed = { _tag: "Malformed", scheme: "DPoP", error: "invalid_dpop_proof", description: "why" }
    expect(Challenge.ofMalformed(malformed))
      .toEqual({ scheme: "DPoP", parameters: { error: "invalid_dpop_proof", error_description: "why" } })
  })
})
