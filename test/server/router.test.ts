/**
 * Where the endpoints are, and who may call them from a browser.
 */
import { HttpRouter, HttpServerResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { AuthorizationServer } from "effect-authlete"
import type { Call, Replies, Reply } from "./support.js"
import { ask, askWith, authlete, get, post, services } from "./support.js"

const metadata = {
  issuer: "https://as.example.com",
  authorization_endpoint: "https://as.example.com/oauth/authorize",
  token_endpoint: "https://as.example.com/oauth/token",
  userinfo_endpoint: "https://as.example.com/me",
  jwks_uri: "https://as.example.com/keys",
  registration_endpoint: "https://as.example.com/clients",
  introspection_endpoint: "https://as.example.com/introspect",
  revocation_endpoint: "https://as.example.com/revoke",
  pushed_authorization_request_endpoint: "https://as.example.com/par",
  device_authorization_endpoint: "https://as.example.com/device",
  backchannel_authentication_endpoint: "https://as.example.com/bc",
  grant_management_endpoint: "https://as.example.com/grants"
}

const routed = (request: Request, configuration: Reply = metadata, replies: Replies = {}) => {
  const calls: Array<Call> = []
  const layer = Layer.merge(
    services(),
    authlete({ "services.configuration": configuration, "services.jwks": { keys: [] }, ...replies }, calls)
  )
  return Effect.gen(function*() {
    const router = yield* AuthorizationServer.router
    return { ...yield* ask(router, request), calls: calls.slice(1) }
  }).pipe(Effect.provide(layer))
}

describe("the router mounts endpoints by the metadata of the service", () => {
  it.effect.each(
    [
      ["authorization", () => get("/oauth/authorize"), "authorization.process"],
      ["token", () => post("/oauth/token", {}), "tokens.process"],
      ["userInfo", () => get("/me", { authorization: "Bearer a" }), "userInfo.process"],
      ["pushedAuthorization", () => post("/par", {}), "pushedAuthorization.create"],
      ["revocation", () => post("/revoke", {}), "revocation.process"],
      ["deviceAuthorization", () => post("/device", {}), "deviceFlow.authorize"],
      ["backchannelAuthentication", () => post("/bc", {}), "ciba.process"],
      ["grantManagement", () => get("/grants/g1", { authorization: "Bearer a" }), "grantManagement.process"],
      ["registration", () => get("/clients/c1", { authorization: "Bearer a" }), "dynamicRegistration.get"],
      ["jwks", () => get("/keys"), "services.jwks"]
    ] as const
  )("%s", ([, request, operation]) =>
    Effect.map(
      routed(request(), metadata, {
        "authorization.process": { action: "BAD_REQUEST" },
        "tokens.process": { action: "BAD_REQUEST" },
        "userInfo.process": { action: "FORBIDDEN", responseContent: "Bearer" },
        "pushedAuthorization.create": { action: "BAD_REQUEST" },
        "revocation.process": { action: "OK" },
        "deviceFlow.authorize": { action: "BAD_REQUEST" },
        "ciba.process": { action: "BAD_REQUEST" },
        "grantManagement.process": { action: "NO_CONTENT" },
        "dynamicRegistration.get": { action: "BAD_REQUEST" }
      }),
      ({ calls }) => {
        expect(calls.map(({ name }) => name)).toEqual([operation])
      }
    ))

  it.effect("introspection, which asks who calls first", () =>
    Effect.map(routed(post("/introspect", {})), ({ calls, status }) => {
      expect({ calls, status }).toEqual({ calls: [], status: 401 })
    }))

  it.effect("an endpoint that the metadata does not name is not there", () =>
    Effect.map(routed(post("/revoke", {}), { issuer: "https://as.example.com" }), ({ status }) => {
      expect(status).toBe(404)
    }))

  it.effect("two endpoints at one path are an error that names it", () =>
    Effect.map(
      Effect.flip(routed(get("/"), { ...metadata, revocation_endpoint: metadata.token_endpoint })),
      (error) => {
        expect(error).toMatchObject({ _tag: "MetadataError", path: "/oauth/token" })
      }
    ))

  it.effect("pages of one's own stand beside it", () =>
    Effect.gen(function*() {
      const router = yield* AuthorizationServer.router
      const pages = HttpRouter.get(HttpRouter.empty, "/login", HttpServerResponse.text("login"))
      expect((yield* ask(HttpRouter.concat(router, pages), get("/login"))).body).toBe("login")
    }).pipe(Effect.provide(Layer.merge(services(), authlete({ "services.configuration": metadata })))))
})

describe("RFC 8414, section 3, and OpenID Connect Discovery, section 4: the metadata", () => {
  it.effect.each(
    [
      ["https://as.example.com", "/.well-known/openid-configuration"],
      ["https://as.example.com/", "/.well-known/openid-configuration"],
      ["https://as.example.com", "/.well-known/oauth-authorization-server"],
      ["https://as.example.com/tenant", "/tenant/.well-known/openid-configuration"],
      ["https://as.example.com/tenant", "/.well-known/oauth-authorization-server/tenant"]
    ] as const
  )(
    "of the issuer %s is at %s",
    ([issuer, path]) =>
      Effect.map(routed(get(path), { issuer }), ({ body, headers, status }) => {
        expect({ status, body: JSON.parse(body) as unknown, type: headers["content-type"] }).toEqual({
          status: 200,
          body: { issuer },
          type: "application/json"
        })
        expect(headers["cache-control"]).toBe("public, max-age=300")
      })
  )
})

describe("the JWK Set", () => {
  it.effect("may be cached", () =>
    Effect.map(
      askWith(AuthorizationServer.jwks, get("/jwks"), { "services.jwks": { keys: [{ kty: "EC" }] } }),
      ({ body, headers }) => {
        expect(body).toBe("{\"keys\":[{\"kty\":\"EC\"}]}")
        expect(headers).toMatchObject({
          "cache-control": "public, max-age=300",
          "content-type": "application/jwk-set+json"
        })
      }
    ))
})

const script = { origin: "https://app.example.com" }
const question = { ...script, "access-control-request-method": "POST", "access-control-request-headers": "dpop" }
const endpoints = AuthorizationServer.make({ cors: ["https://app.example.com"] })

const asked = (headers: Readonly<Record<string, string>>, app = endpoints.token) =>
  askWith(app, new Request("https://as.example.com/token", { method: "OPTIONS", headers }))

describe("CORS", () => {
  it.effect("a browser that asks first is told what may be sent", () =>
    Effect.map(asked(question), ({ headers, status }) => {
      expect({ status, headers }).toMatchObject({
        status: 204,
        headers: {
          "access-control-allow-origin": "https://app.example.com",
          "access-control-allow-methods": "POST",
          "access-control-allow-headers":
            "authorization, content-type, dpop, oauth-client-attestation, oauth-client-attestation-pop",
          vary: "Origin"
        }
      })
      expect(headers["access-control-allow-credentials"]).toBeUndefined()
    }))

  it.effect("the response can be read, errors and what they need as well", () =>
    Effect.map(askWith(endpoints.token, post("/token", "a=1&a=2", script)), ({ headers, status }) => {
      expect({ status, headers }).toMatchObject({
        status: 400,
        headers: {
          "access-control-allow-origin": "https://app.example.com",
          "access-control-expose-headers":
            "www-authenticate, retry-after, dpop-nonce, oauth-client-attestation-challenge"
        }
      })
    }))

  it.effect("another origin may not", () =>
    Effect.map(asked({ ...question, origin: "https://evil.example.com" }), ({ headers, status }) => {
      expect({ status, allowed: headers["access-control-allow-origin"] }).toEqual({ status: 405, allowed: undefined })
    }))

  it.effect("nobody may unless the server says so", () =>
    Effect.map(asked(question, AuthorizationServer.token), ({ headers, status }) => {
      expect({ status, allowed: headers["access-control-allow-origin"] }).toEqual({ status: 405, allowed: undefined })
    }))

  it.effect("nor at the authorization endpoint, ever", () =>
    Effect.map(
      askWith(endpoints.authorization, get("/authorize", script), {
        "authorization.process": { action: "BAD_REQUEST" }
      }),
      ({ headers }) => {
        expect(headers["access-control-allow-origin"]).toBeUndefined()
      }
    ))

  it.effect("any origin, if the server wants that", () =>
    Effect.map(
      askWith(AuthorizationServer.make({ cors: "*" }).jwks, get("/jwks", script), { "services.jwks": { keys: [] } }),
      ({ headers }) => {
        expect(headers["access-control-allow-origin"]).toBe("*")
      }
    ))
})
