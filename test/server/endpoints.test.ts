/**
 * What the specifications of single endpoints ask for, where Authlete leaves it to the server.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { basic, claimed, get, post, proof, recorded, token, userInfo } from "./support.js"

const bearer = { authorization: `Bearer ${token}` }

describe("RFC 6750, sections 2 and 3, at the userinfo endpoint", () => {
  it.effect("a token in the Authorization header", () =>
    Effect.map(userInfo(get("/userinfo", bearer)), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ token })
    }))

  it.effect("a token in a form", () =>
    Effect.map(userInfo(post("/userinfo", { access_token: token })), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ token })
    }))

  it.effect("POST with a token in the header needs no body", () =>
    Effect.map(
      userInfo(new Request("https://as.example.com/userinfo", { method: "POST", headers: bearer })),
      ({ status }) => {
        expect(status).toBe(200)
      }
    ))

  it.effect("without a token the challenge tells no error", () =>
    Effect.map(userInfo(get("/userinfo")), ({ body, calls, headers, status }) => {
      expect({ status, body, calls, challenge: headers["www-authenticate"] }).toEqual({
        status: 401,
        body: "",
        calls: [],
        challenge: "Bearer, DPoP"
      })
    }))

  it.effect("a token in the query is refused", () =>
    Effect.map(userInfo(get(`/userinfo?access_token=${token}`)), ({ headers, status }) => {
      expect(status).toBe(400)
      expect(headers["www-authenticate"]).toContain("error=\"invalid_request\"")
    }))

  it.effect("a challenge that would begin another header is a fault of the server", () =>
    Effect.map(
      userInfo(get("/userinfo", bearer), {
        "userInfo.process": { action: "UNAUTHORIZED", responseContent: "Bearer\r\nset-cookie: a=b" }
      }),
      ({ cookies, status }) => {
        expect({ status, cookies }).toEqual({ status: 500, cookies: [] })
      }
    ))
})

describe("OpenID Connect Core, section 5.3: the claims of the userinfo endpoint", () => {
  const claimsOf = (fields: object) =>
    Effect.map(
      userInfo(get("/userinfo", bearer), {
        ...claimed,
        "userInfo.process": { action: "OK", subject: "john", ...fields }
      }),
      ({ calls }) => calls[1]?.request["claims"]
    )

  it.effect("no more than was asked for", () =>
    Effect.map(claimsOf({ claims: ["name", "phone_number"] }), (claims) => {
      expect(claims).toBe("{\"name\":\"John\"}")
    }))

  it.effect("what the claims parameter asks for as well", () =>
    Effect.map(claimsOf({ claims: ["name"], userInfoClaims: "{\"email\":{\"essential\":true}}" }), (claims) => {
      expect(claims).toBe("{\"name\":\"John\",\"email\":\"john@example.com\"}")
    }))

  it.effect("no more than the resource owner consented to", () =>
    Effect.map(claimsOf({ claims: ["name", "email"], consentedClaims: ["email"] }), (claims) => {
      expect(claims).toBe("{\"email\":\"john@example.com\"}")
    }))

  it.effect("values for transformed claims, one list for each that is asked for", () =>
    Effect.map(
      userInfo(get("/userinfo", bearer), {
        ...claimed,
        "userInfo.process": {
          action: "OK",
          subject: "john",
          requestedClaimsForTx: ["name"],
          requestedVerifiedClaimsForTx: [["email"], ["phone_number"]]
        }
      }),
      ({ calls }) => {
        expect(calls[1]?.request).toEqual({
          token,
          claimsForTx: "{\"name\":\"John\"}",
          verifiedClaimsForTx: ["{\"email\":\"john@example.com\"}", "{}"]
        })
      }
    ))

  it.effect("a resource owner who is no more makes the token invalid", () =>
    Effect.map(
      userInfo(get("/userinfo", bearer), { "userInfo.process": { action: "OK", subject: "jane" } }),
      ({ headers, status }) => {
        expect(status).toBe(401)
        expect(headers["www-authenticate"]).toContain("error=\"invalid_token\"")
      }
    ))

  it.effect("a signed response has its signature in the headers", () =>
    Effect.map(
      userInfo(get("/userinfo", bearer), {
        ...claimed,
        "userInfo.issue": {
          action: "JSON",
          responseContent: "{}",
          signature: "sig1=:a:",
          signatureInput: "sig1=()",
          contentDigest: "sha-256=:b:"
        }
      }),
      ({ headers }) => {
        expect(headers).toMatchObject({
          signature: "sig1=:a:",
          "signature-input": "sig1=()",
          "content-digest": "sha-256=:b:"
        })
      }
    ))
})

describe("RFC 7009, section 2.1: revocation", () => {
  it.effect("the client authenticates by the header, and the form goes on as it is", () =>
    Effect.map(
      recorded(
        AuthorizationServer.revocation,
        post("/revocation", { token: "a b", token_type_hint: "access_token" }, basic("client", "s")),
        { "revocation.process": { action: "OK" } }
      ),
      ({ calls }) => {
        expect(calls[0]?.request).toEqual({
          parameters: "token=a+b&token_type_hint=access_token",
          clientId: "client",
          clientSecret: "s"
        })
      }
    ))

  it.effect("section 2.3: a callback is refused, since any page could run the script", () =>
    Effect.map(
      recorded(AuthorizationServer.revocation, post("/revocation", { token: "a", callback: "f" }), {}),
      ({ calls, status }) => {
        expect({ calls, status }).toEqual({ calls: [], status: 400 })
      }
    ))
})

describe("RFC 7009, section 2.2: the response to a revocation", () => {
  it.effect("is 200 without a body", () =>
    Effect.map(
      recorded(AuthorizationServer.revocation, post("/revocation", { token: "none" }), {
        "revocation.process": { action: "OK" }
      }),
      ({ body, status }) => {
        expect({ body, status }).toEqual({ body: "", status: 200 })
      }
    ))
})

describe("RFC 7662, section 2.1: who asks is authenticated", () => {
  const active = { "introspection.standardProcess": { action: "OK", responseContent: "{\"active\":true}" } }
  const ask = (form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>) =>
    recorded(AuthorizationServer.introspection, post("/introspection", form, headers), active)

  it.effect("by the header", () =>
    Effect.map(ask({ token }, basic("history-api", "s")), ({ body, calls }) => {
      expect(body).toBe("{\"active\":true}")
      expect(calls[0]?.request).toEqual({ parameters: `token=${token}` })
    }))

  it.effect("by the body, whose secret Authlete does not get", () =>
    Effect.map(ask({ token, client_id: "history-api", client_secret: "s" }), ({ calls, status }) => {
      expect({ status, request: calls[0]?.request }).toEqual({ status: 200, request: { parameters: `token=${token}` } })
    }))

  it.effect.each(
    [
      ["nobody", {}, {}],
      ["another one", {}, basic("other", "s")],
      ["one without a secret in the body", { client_id: "history-api" }, {}],
      ["one whose header cannot be read", {}, { authorization: "Basic ???" }]
    ] as const
  )(
    "%s is told nothing",
    ([, form, headers]) =>
      Effect.map(ask({ token, ...form }, headers), ({ body, calls, headers, status }) => {
        expect({ status, calls }).toEqual({ status: 401, calls: [] })
        expect(headers["www-authenticate"]).toMatch(/^Basic /)
        expect(JSON.parse(body)).toMatchObject({ error: "invalid_client" })
      })
  )

  it.effect("a bearer token is for the user's own check to read", () => {
    const { introspection } = AuthorizationServer.make({
      resourceServers: {
        authenticate: (credentials) => Effect.succeed(Option.isNone(credentials) ? Option.some({}) : Option.none())
      }
    })
    return Effect.map(
      recorded(introspection, post("/introspection", { token }, bearer), active),
      ({ status }) => {
        expect(status).toBe(200)
      }
    )
  })
})

describe("RFC 7662, section 2.2: the response to an introspection", () => {
  it.effect("tells of a token that is not active nothing else", () =>
    Effect.map(
      recorded(AuthorizationServer.introspection, post("/introspection", { token }, basic("history-api", "s")), {
        "introspection.standardProcess": { action: "OK", responseContent: "{\"active\":false}" }
      }),
      ({ body, headers, status }) => {
        expect({ body, status, caching: headers["cache-control"] }).toEqual({
          body: "{\"active\":false}",
          status: 200,
          caching: "no-store"
        })
      }
    ))

  it.effect("RFC 9701, section 4: what the caller accepts is passed on, and what the server says of it", () => {
    const { introspection } = AuthorizationServer.make({
      resourceServers: { authenticate: () => Effect.succeed(Option.some({ rsUri: "https://api.example.com" })) }
    })
    return Effect.map(
      recorded(introspection, post("/introspection", { token }, { accept: "application/token-introspection+jwt" }), {
        "introspection.standardProcess": { action: "JWT", responseContent: "a.b.c" }
      }),
      ({ calls, headers }) => {
        expect(calls[0]?.request).toMatchObject({
          httpAcceptHeader: "application/token-introspection+jwt",
          rsUri: "https://api.example.com"
        })
        expect(headers["content-type"]).toBe("application/token-introspection+jwt")
      }
    )
  })
})

describe("RFC 9126, section 2: pushed authorization requests", () => {
  it.effect("take what proves the client, by whatever way", () => {
    const { pushedAuthorization } = AuthorizationServer.make({ clientCertificates: () => ["own", "above"] })
    return Effect.map(
      recorded(
        pushedAuthorization,
        post("/par", { client_id: "client" }, {
          dpop: proof,
          "oauth-client-attestation": "a.b.c",
          "oauth-client-attestation-pop": "d.e.f"
        }),
        {
          "pushedAuthorization.create": {
            action: "CREATED",
            responseContent: "{}",
            dpopNonce: "n1",
            attestationChallenge: "c1"
          }
        }
      ),
      ({ calls, headers, status }) => {
        expect(calls[0]?.request).toEqual({
          parameters: "client_id=client",
          clientCertificate: "own",
          clientCertificatePath: ["above"],
          oauthClientAttestation: "a.b.c",
          oauthClientAttestationPop: "d.e.f",
          dpop: proof,
          htm: "POST"
        })
        expect({ status, headers }).toMatchObject({
          status: 201,
          headers: { "dpop-nonce": "n1", "oauth-client-attestation-challenge": "c1" }
        })
      }
    )
  })

  it.effect.each(
    [
      ["max_age=0&prompt=consent", "max_age=0&prompt=login+consent"],
      ["max_age=0", "max_age=0&prompt=login"],
      ["max_age=%2B00&prompt=login", "max_age=%2B00&prompt=login"],
      ["max_age=0&prompt=none", "max_age=1&prompt=none"],
      ["max_age=10&prompt=consent", "max_age=10&prompt=consent"]
    ] as const
  )("%s tells Authlete that the resource owner is to be authenticated now, if so", ([sent, parameters]) =>
    Effect.map(
      recorded(AuthorizationServer.pushedAuthorization, post("/par", sent), {
        "pushedAuthorization.create": { action: "CREATED", responseContent: "{}" }
      }),
      ({ calls }) => {
        expect(calls[0]?.request).toEqual({ parameters })
      }
    ))
})

describe("RFC 8628, section 3.1: device authorization", () => {
  it.effect("a public client names itself in the body", () =>
    Effect.map(
      recorded(AuthorizationServer.deviceAuthorization, post("/device", { client_id: "tv" }), {
        "deviceFlow.authorize": { action: "OK", responseContent: "{\"device_code\":\"d\"}" }
      }),
      ({ body, calls, headers }) => {
        expect(calls[0]?.request).toEqual({ parameters: "client_id=tv" })
        expect({ body, caching: headers["cache-control"] }).toEqual({
          body: "{\"device_code\":\"d\"}",
          caching: "no-store"
        })
      }
    ))
})

describe("RFC 9207, section 2: the issuer in an authorization response", () => {
  it.effect("is left as Authlete has put it there", () =>
    Effect.map(
      recorded(AuthorizationServer.authorization, get("/authorize"), {
        "authorization.process": {
          action: "LOCATION",
          responseContent: "https://client.example.com/cb?error=access_denied&iss=https%3A%2F%2Fas.example.com"
        }
      }),
      ({ headers }) => {
        expect(headers["location"]).toBe(
          "https://client.example.com/cb?error=access_denied&iss=https%3A%2F%2Fas.example.com"
        )
      }
    ))
})
