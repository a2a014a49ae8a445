/**
 * How a request presents an access token.
 */
import { FastCheck as fc, Redacted } from "effect"
import { describe, expect, it } from "vitest"
import type { Parts, Places, Presented } from "../../src/internal/server/presentedToken.js"
import { presentedToken } from "../../src/internal/server/presentedToken.js"

const proof = "eyJ0eXAi.eyJqdGki.c2lnbmF0dXJl"

const told = (presented: Presented) => {
  switch (presented._tag) {
    case "Token":
      return `${presented.scheme} ${Redacted.value(presented.token)} ${presented.place}`
    case "NoToken":
      return "none"
    case "Malformed":
      return `${presented.scheme} ${presented.error}`
  }
}

const cases: ReadonlyArray<readonly [name: string, parts: Parts, expected: string, places?: Places]> = [
  ["a bearer token", { authorization: "Bearer mF_9.B5f-4.1JqM" }, "Bearer mF_9.B5f-4.1JqM header"],
  ["all characters of a token", { authorization: "Bearer AZaz09-._~+/==" }, "Bearer AZaz09-._~+/== header"],
  ["the scheme in any case", { authorization: "bEARER good" }, "Bearer good header"],
  ["several spaces after the scheme", { authorization: "Bearer   good" }, "Bearer good header"],
  ["spaces around the header", { authorization: "  Bearer good  " }, "Bearer good header"],
  ["no header", { authorization: undefined }, "none"],
  ["an empty header", { authorization: "" }, "none"],
  ["Basic", { authorization: "Basic Z29vZDo=" }, "none"],
  ["a scheme as long as Bearer", { authorization: "Digest good" }, "none"],
  ["a scheme that begins with Bearer", { authorization: "BearerX good" }, "none"],
  ["a token without a scheme", { authorization: "good" }, "none"],
  ["the scheme alone", { authorization: "Bearer" }, "Bearer invalid_request"],
  ["the scheme and a space", { authorization: "Bearer " }, "Bearer invalid_request"],
  ["two words after the scheme", { authorization: "Bearer good bad" }, "Bearer invalid_request"],
  ["two headers that were joined", { authorization: "Bearer good, Bearer bad" }, "Bearer invalid_request"],
  [
    "two headers of which one was dropped",
    { authorization: "Bearer good", isRepeated: true },
    "Bearer invalid_request"
  ],
  ["a tab in the token", { authorization: "Bearer go\tod" }, "Bearer invalid_request"],
  ["a tab after the scheme", { authorization: "Bearer\tgood" }, "none"],
  ["a quoted token", { authorization: "Bearer \"good\"" }, "Bearer invalid_token"],
  ["an equals sign inside", { authorization: "Bearer go=od" }, "Bearer invalid_token"],
  ["equals signs alone", { authorization: "Bearer ==" }, "Bearer invalid_token"],
  ["a letter that is not ASCII", { authorization: "Bearer goöd" }, "Bearer invalid_token"],
  ["a NUL", { authorization: "Bearer go\0od" }, "Bearer invalid_token"],
  ["a parameter", { authorization: "Bearer token=good" }, "Bearer invalid_token"],
  ["DPoP with a proof", { authorization: "DPoP good", dpop: proof }, "DPoP good header"],
  ["DPoP in any case", { authorization: "dpop good", dpop: proof }, "DPoP good header"],
  ["DPoP without a proof", { authorization: "DPoP good" }, "DPoP invalid_dpop_proof"],
  ["DPoP with an empty proof", { authorization: "DPoP good", dpop: "" }, "DPoP invalid_dpop_proof"],
  ["DPoP with two proofs", { authorization: "DPoP good", dpop: `${proof}, ${proof}` }, "DPoP invalid_dpop_proof"],
  ["DPoP with a proof that is no JWT", { authorization: "DPoP good", dpop: "proof" }, "DPoP invalid_dpop_proof"],
  ["DPoP without a token", { authorization: "DPoP", dpop: proof }, "DPoP invalid_request"],
  ["a proof alone", { authorization: undefined, dpop: proof }, "none"],
  ["Bearer with a proof", { authorization: "Bearer good", dpop: proof }, "Bearer good header"],
  ["DPoP where it is not taken", { authorization: "DPoP good", dpop: proof }, "none", { schemes: ["Bearer"] }],
  ["Bearer where DPoP is required", { authorization: "Bearer good" }, "none", { schemes: ["DPoP"] }],
  ["the query", { authorization: undefined, query: "access_token=good" }, "Bearer invalid_request"],
  ["the query beside the header", { authorization: "Bearer good", query: "access_token=x" }, "Bearer invalid_request"],
  [
    "the query beside DPoP",
    { authorization: "DPoP a", dpop: proof, query: "access_token=x" },
    "Bearer invalid_request"
  ],
  [
    "the query, spelled with percent signs",
    { authorization: undefined, query: "%61ccess_token=x" },
    "Bearer invalid_request"
  ],
  ["another parameter", { authorization: "Bearer good", query: "token=x&my_access_token=y" }, "Bearer good header"],
  ["the query where it is taken", { authorization: undefined, query: "?a=b&access_token=good" }, "Bearer good query", {
    query: true
  }],
  ["the query without a value", { authorization: undefined, query: "access_token=" }, "Bearer invalid_request", {
    query: true
  }],
  ["the query twice", { authorization: undefined, query: "access_token=a&access_token=b" }, "Bearer invalid_request", {
    query: true
  }],
  ["the query beside Basic", { authorization: "Basic x", query: "access_token=a" }, "Bearer a query", { query: true }],
  ["a form", { authorization: undefined, form: "access_token=good&x=y" }, "Bearer good form"],
  ["a form beside the header", { authorization: "Bearer good", form: "access_token=good" }, "Bearer invalid_request"],
  [
    "a form beside the query",
    { authorization: undefined, form: "access_token=a", query: "access_token=a" },
    "Bearer invalid_request",
    { query: true }
  ],
  [
    "a form with a space in the token",
    { authorization: undefined, form: "access_token=a+b" },
    "Bearer invalid_request"
  ],
  ["a form where DPoP is required", { authorization: undefined, form: "access_token=a" }, "Bearer invalid_request", {
    schemes: ["DPoP"]
  }],
  [
    "the query where DPoP is required",
    { authorization: undefined, query: "access_token=a" },
    "Bearer invalid_request",
    {
      query: true,
      schemes: ["DPoP"]
    }
  ],
  ["a form without a token", { authorization: undefined, form: "x=y" }, "none"]
]

describe("a request presents", () => {
  for (const [name, parts, expected, places] of cases) {
    it(name, () => expect(told(presentedToken(parts, places))).toBe(expected))
  }

  it("nothing that is repeated in a description", () => {
    fc.assert(fc.property(fc.stringMatching(/^[^\x41-\x7a]{3,20}$/), (text) => {
      const presented = presentedToken({ authorization: `Bearer ${text}` })
      if (presented._tag === "Malformed") expect(presented.description).not.toContain(text)
    }))
  })

  it("one token at most, whatever the header holds", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const presented = presentedToken({ authorization: `Bearer ${text}` })
      if (presented._tag === "Token") expect(Redacted.value(presented.token)).toMatch(/^[\w.~+/-]+=*$/)
      else expect(presented._tag).toBe("Malformed")
    }))
  })
})
