/**
 * What a server has of its own: grants, resource owners, errors.
 */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Data, Effect, Layer, Option, Redacted } from "effect"
import { AuthorizationServer } from "effect-authlete"
import type { Call, Replies, Reply } from "./support.js"
import { ask, askWith, authlete, post, services } from "./support.js"

const created = {
  action: "OK",
  accessToken: "a1",
  refreshToken: "r1",
  tokenType: "Bearer",
  expiresIn: 3600,
  scopes: ["x", "y"]
}

const token = (options: AuthorizationServer.Options, replies: Replies) => {
  const calls: Array<Call> = []
  const app = AuthorizationServer.make(options).token as typeof AuthorizationServer.token
  return Effect.map(
    askWith(app, post("/token", {}), { "tokens.create": created, ...replies }, { calls }),
    ({ body, status }) => ({ status, body: JSON.parse(body) as object, calls })
  )
}

const exchanged = { "tokens.process": { action: "TOKEN_EXCHANGE", clientId: 7, subjectToken: "s1" } }

describe("RFC 8693: token exchange", () => {
  it.effect("issues the token that the hook grants to the client that asks", () =>
    Effect.map(
      token({ tokenExchange: () => Effect.succeed({ subject: "john", scopes: ["x", "y"] }) }, exchanged),
      ({ body, calls }) => {
        expect(calls[1]?.request).toEqual({
          grantType: "TOKEN_EXCHANGE",
          clientId: 7,
          subject: "john",
          scopes: ["x", "y"]
        })
        expect(body).toEqual({
          access_token: "a1",
          issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
          token_type: "Bearer",
          expires_in: 3600,
          scope: "x y",
          refresh_token: "r1"
        })
      }
    ))

  it.effect("a JWT access token goes before the opaque one", () =>
    Effect.map(
      token({ tokenExchange: () => Effect.succeed({}) }, {
        ...exchanged,
        "tokens.create": { action: "OK", accessToken: "a1", jwtAccessToken: "j1", scopes: [] }
      }),
      ({ body }) => {
        expect(body).toMatchObject({ access_token: "j1" })
        expect(body).not.toHaveProperty("scope")
      }
    ))

  it.effect("a request without a client makes a token without one", () =>
    Effect.map(
      token({ tokenExchange: () => Effect.succeed({}) }, {
        "tokens.process": { action: "TOKEN_EXCHANGE", clientId: 0 }
      }),
      ({ calls }) => {
        expect(calls[1]?.request).toEqual({ grantType: "TOKEN_EXCHANGE" })
      }
    ))

  it.effect("the hook may refuse", () =>
    Effect.map(
      token({
        tokenExchange: () =>
          Effect.fail(new AuthorizationServer.OAuthError({ error: "invalid_target", description: "no \"such\" API" }))
      }, exchanged),
      ({ body, status }) => {
        expect({ status, body }).toEqual({
          status: 400,
          body: { error: "invalid_target", error_description: "no 'such' API" }
        })
      }
    ))
})

describe("RFC 7523: an assertion as a grant", () => {
  it.effect("issues the token that the hook grants", () =>
    Effect.map(
      token({
        jwtBearer: ({ assertion }) =>
          Effect.succeed({ subject: assertion === undefined ? "" : Redacted.value(assertion) })
      }, { "tokens.process": { action: "JWT_BEARER", clientId: 7, assertion: "a.b.c" } }),
      ({ body, calls }) => {
        expect(calls[1]?.request).toEqual({ grantType: "JWT_BEARER", clientId: 7, subject: "a.b.c" })
        expect(body).not.toHaveProperty("issued_token_type")
      }
    ))
})

describe("OpenID Connect Native SSO", () => {
  it.effect("goes on with the device secret of the hook", () =>
    Effect.map(
      token({ nativeSso: () => Effect.succeed({ deviceSecret: "d1", claims: "{}" }) }, {
        "tokens.process": { action: "NATIVE_SSO", accessToken: "a1", jwtAccessToken: "j1", refreshToken: "r1" },
        "nativeSso.process": { action: "OK", responseContent: "{\"device_secret\":\"d1\"}" }
      }),
      ({ body, calls }) => {
        expect(calls[1]?.request).toEqual({ accessToken: "j1", refreshToken: "r1", deviceSecret: "d1", claims: "{}" })
        expect(body).toEqual({ device_secret: "d1" })
      }
    ))
})

describe("OpenID Connect Core, section 12.2: an ID token with a refresh", () => {
  const refreshed = {
    "tokens.process": {
      action: "ID_TOKEN_REISSUABLE",
      accessToken: "a1",
      refreshToken: "r1",
      responseContent: "{\"access_token\":\"a1\"}"
    },
    "tokens.reissueIdToken": { action: "OK", responseContent: "{\"id_token\":\"i1\"}" }
  }

  it.effect("without a hook there is none", () =>
    Effect.map(token({}, refreshed), ({ body, calls }) => {
      expect(body).toEqual({ access_token: "a1" })
      expect(calls).toHaveLength(1)
    }))

  it.effect("nor if the hook does not want one", () =>
    Effect.map(token({ reissueIdToken: () => Effect.succeedNone }, refreshed), ({ body }) => {
      expect(body).toEqual({ access_token: "a1" })
    }))

  it.effect("with what the hook gives", () =>
    Effect.map(token({ reissueIdToken: () => Effect.succeedSome({ claims: "{}" }) }, refreshed), ({ body, calls }) => {
      expect(calls[1]?.request).toEqual({ accessToken: "a1", refreshToken: "r1", claims: "{}" })
      expect(body).toEqual({ id_token: "i1" })
    }))
})

class Down extends Data.TaggedError("Down") {}

describe("errors of the user's own services", () => {
  it.effect("pass through the endpoint, for the user to catch", () => {
    const { userInfo } = AuthorizationServer.make({
      resourceOwners: { authenticate: () => Effect.succeedNone, claims: () => Effect.fail(new Down()) }
    })
    const caught = Effect.catchTag(
      userInfo,
      "Down",
      () => AuthorizationServer.respond("userInfo.process", { action: "INTERNAL_SERVER_ERROR" })
    )
    return Effect.map(
      askWith(caught, post("/userinfo", { access_token: "a1" }), {
        "userInfo.process": { action: "OK", subject: "john" }
      }),
      ({ status }) => {
        expect(status).toBe(500)
      }
    )
  })
})

describe("OpenID Connect CIBA Core, section 7: whom a request is about", () => {
  const identification = { "ciba.process": { action: "USER_IDENTIFICATION", ticket: "t1", hint: "john" } }

  it.effect("asks the resource owner once the request is accepted", () => {
    const asked: Array<string> = []
    const { backchannelAuthentication } = AuthorizationServer.make({
      backchannel: {
        identify: ({ hint }) =>
          Effect.succeed({ _tag: "Identified", subject: hint === undefined ? "" : Redacted.value(hint) }),
        ask: ({ ticket }, subject) => Effect.sync(() => void asked.push(`${Redacted.value(ticket)} ${subject}`))
      }
    })
    return Effect.map(
      askWith(backchannelAuthentication, post("/bc", {}), {
        ...identification,
        "ciba.issue": { action: "OK", responseContent: "{\"auth_req_id\":\"x\"}" }
      }),
      ({ body }) => {
        expect({ asked, body }).toEqual({ asked: ["t1 john"], body: "{\"auth_req_id\":\"x\"}" })
      }
    )
  })

  it.effect("without a hook each request is refused", () => {
    const calls: Array<Call> = []
    return Effect.map(
      askWith(AuthorizationServer.backchannelAuthentication, post("/bc", {}), {
        ...identification,
        "ciba.fail": { action: "BAD_REQUEST", responseContent: "{\"error\":\"unauthorized_client\"}" }
      }, { calls }),
      ({ status }) => {
        expect({ status, request: calls[1]?.request }).toEqual({
          status: 400,
          request: { ticket: "t1", reason: "UNAUTHORIZED_CLIENT" }
        })
      }
    )
  })
})

describe("OpenID Connect CIBA Core, section 10: notifications", () => {
  interface Sent {
    readonly url: string
    readonly authorization: string | undefined
    readonly body: string
  }

  const completed = (completion: Reply, status: number) => {
    const sent: Array<Sent> = []
    const client = HttpClient.make((request, url) => {
      const { body, headers } = request
      sent.push({
        url: String(url),
        authorization: headers["authorization"],
        body: body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
      })
      return Effect.succeed(HttpClientResponse.fromWeb(request, new Response(null, { status })))
    })
    return AuthorizationServer.completeBackchannelAuthentication({
      ticket: "t1",
      result: "AUTHORIZED",
      subject: "john"
    }).pipe(
      Effect.provide(authlete({ "ciba.complete": completion })),
      Effect.provide(Layer.succeed(HttpClient.HttpClient, client)),
      Effect.either,
      Effect.map((result) => ({ result, sent }))
    )
  }

  const notification = {
    action: "NOTIFICATION",
    responseContent: "{\"auth_req_id\":\"x\"}",
    clientNotificationEndpoint: "https://client.example.com/cb",
    clientNotificationToken: "n1"
  }

  it.effect("ping and push: the client application is told", () =>
    Effect.map(completed(notification, 204), ({ result, sent }) => {
      expect(result._tag).toBe("Right")
      expect(sent).toEqual([{
        url: "https://client.example.com/cb",
        authorization: "Bearer n1",
        body: "{\"auth_req_id\":\"x\"}"
      }])
    }))

  it.effect("poll: nobody is", () =>
    Effect.map(completed({ action: "NO_ACTION" }, 204), ({ sent }) => {
      expect(sent).toEqual([])
    }))

  it.effect.each([302, 400, 500])(
    "a response with %d is an error",
    (status) =>
      Effect.map(completed(notification, status), ({ result }) => {
        expect(result).toMatchObject({
          _tag: "Left",
          left: { _tag: "NotificationError", host: "client.example.com", status }
        })
      })
  )
})

describe("the services of the context", () => {
  it.effect("are used where make got no values", () =>
    Effect.map(
      ask(AuthorizationServer.make({}).userInfo, post("/userinfo", { access_token: "a1" })).pipe(
        Effect.provide(Layer.merge(
          services(Option.none()),
          authlete({
            "userInfo.process": { action: "OK", subject: "john", claims: [] },
            "userInfo.issue": { action: "JSON", responseContent: "{\"sub\":\"john\"}" }
          })
        ))
      ),
      ({ body }) => {
        expect(body).toBe("{\"sub\":\"john\"}")
      }
    ))
})
