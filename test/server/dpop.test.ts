/**
 * DPoP at the endpoints: RFC 9449.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { claimed, get, post, proof, recorded, token, userInfo } from "./support.js"

describe("RFC 9449, section 8: the nonce of DPoP at the token endpoint", () => {
  const nonce = { dpopNonce: "n1" }

  it.effect.each(
    [
      ["OK", { accessToken: "a1", responseContent: "{}" }, 200],
      ["BAD_REQUEST", { responseContent: "{\"error\":\"use_dpop_nonce\"}" }, 400],
      ["TOKEN_EXCHANGE", {}, 400],
      ["INTERNAL_SERVER_ERROR", {}, 500]
    ] as const
  )("goes with %s", ([action, fields, status]) =>
    Effect.map(
      recorded(AuthorizationServer.token, post("/token", {}, { dpop: proof }), {
        "tokens.process": { action, ...nonce, ...fields }
      }),
      ({ calls, headers, ...response }) => {
        expect({ status: response.status, nonce: headers["dpop-nonce"] }).toEqual({ status, nonce: "n1" })
        expect(calls[0]?.request).toEqual({ parameters: "", dpop: proof, htm: "POST" })
      }
    ))

  it.effect.each(
    [
      ["two proofs", `${proof}, ${proof}`],
      ["what is no JWT", "abc"]
    ] as const
  )(
    "section 4.3: %s are refused",
    ([, dpop]) =>
      Effect.map(recorded(AuthorizationServer.token, post("/token", {}, { dpop }), {}), ({ body, calls, status }) => {
        expect({ status, calls, error: (JSON.parse(body) as { error: string }).error }).toEqual({
          status: 400,
          calls: [],
          error: "invalid_dpop_proof"
        })
      })
  )
})

describe("RFC 9449, section 9: the nonce of DPoP at the userinfo endpoint", () => {
  it.effect("goes with the final response", () =>
    Effect.map(
      userInfo(get("/userinfo", { authorization: `DPoP ${token}`, dpop: proof }), {
        ...claimed,
        "userInfo.process": { action: "OK", subject: "john", dpopNonce: "n1" }
      }),
      ({ calls, headers, status }) => {
        expect({ status, nonce: headers["dpop-nonce"] }).toEqual({ status: 200, nonce: "n1" })
        expect(calls[0]?.request).toEqual({ token, dpop: proof, htm: "GET" })
      }
    ))

  it.effect("goes with a refusal", () =>
    Effect.map(
      userInfo(get("/userinfo", { authorization: `DPoP ${token}`, dpop: proof }), {
        "userInfo.process": {
          action: "UNAUTHORIZED",
          responseContent: "DPoP error=\"use_dpop_nonce\"",
          dpopNonce: "n1"
        }
      }),
      ({ headers, status }) => {
        expect({ status, nonce: headers["dpop-nonce"], challenge: headers["www-authenticate"] }).toEqual({
          status: 401,
          nonce: "n1",
          challenge: "DPoP error=\"use_dpop_nonce\""
        })
      }
    ))
})
