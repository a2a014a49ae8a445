/**
 * RFC 6749, where Authlete leaves it to the server.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { AuthorizationServer } from "effect-authlete"
import type { Call } from "./support.js"
import { askWith, basic, get, post } from "./support.js"

const ok = { "tokens.process": { action: "OK", accessToken: "a1", responseContent: "{\"access_token\":\"a1\"}" } }

const sentTo = (request: Request) => {
  const calls: Array<Call> = []
  return Effect.map(askWith(AuthorizationServer.token, request, ok, { calls }), (response) => ({ calls, response }))
}

const invalidClient = (request: Request) =>
  Effect.map(sentTo(request), ({ calls, response }) => {
    expect(calls).toEqual([])
    expect(response.status).toBe(401)
    expect(response.headers["www-authenticate"]).toMatch(/^Basic realm=/)
    expect(JSON.parse(response.body)).toMatchObject({ error: "invalid_client" })
  })

const invalidRequest = (request: Request) =>
  Effect.map(sentTo(request), ({ calls, response }) => {
    expect(calls).toEqual([])
    expect(response.status).toBe(400)
    expect(JSON.parse(response.body)).toMatchObject({ error: "invalid_request" })
  })

describe("RFC 6749, section 2.3.1: Basic credentials are form-encoded", () => {
  it.effect.each([
    { header: "a-b_c:s-e_c~r.e*t", clientId: "a-b_c", clientSecret: "s-e_c~r.e*t" },
    { header: "client:100%25", clientId: "client", clientSecret: "100%" },
    { header: "client:a+b%2Bc", clientId: "client", clientSecret: "a b+c" },
    { header: "https%3A%2F%2Fclient.example.com:s%3At", clientId: "https://client.example.com", clientSecret: "s:t" },
    { header: "client:caf%C3%A9", clientId: "client", clientSecret: "café" },
    { header: "client:a:b:c", clientId: "client", clientSecret: "a:b:c" }
  ])("$header", ({ clientId, clientSecret, header }) =>
    Effect.map(
      sentTo(post("/token", { grant_type: "x" }, {
        authorization: `Basic ${Buffer.from(header).toString("base64")}`
      })),
      ({ calls }) => {
        expect(calls[0]?.request).toEqual({ parameters: "grant_type=x", clientId, clientSecret })
      }
    ))

  it.effect("a blank secret is none", () =>
    Effect.map(sentTo(post("/token", {}, basic("client", ""))), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ parameters: "", clientId: "client" })
    }))

  it.effect.each(
    [
      ["a secret with a stray percent sign", `Basic ${btoa("client:100%")}`],
      ["bytes that are not UTF-8", "Basic Y2xpZW50Ov//"],
      ["no colon", `Basic ${btoa("client")}`],
      ["no client id", `Basic ${btoa(":secret")}`],
      ["a line break in the secret", `Basic ${btoa("client:a%0D%0Ab")}`],
      ["what is not Base64", "Basic ???"],
      ["nothing", "Basic"],
      ["two headers", "Basic YTpi, Basic YTpi"],
      ["another scheme", "Bearer abc"],
      ["Digest", "Digest username=\"client\""]
    ] as const
  )("%s authenticates nobody", ([, authorization]) => invalidClient(post("/token", {}, { authorization })))
})

describe("RFC 6749, section 2.3: one way to authenticate", () => {
  it.effect.each(
    [
      ["a secret in the body", { client_secret: "s" }],
      ["an assertion in the body", { client_assertion: "a.b.c" }],
      ["another client_id in the body", { client_id: "other" }]
    ] as const
  )("the header and %s", ([, form]) => invalidRequest(post("/token", { ...form }, basic("client", "s"))))

  it.effect("the same client_id in the body is no second way", () =>
    Effect.map(sentTo(post("/token", { client_id: "client" }, basic("client", "s"))), ({ response }) => {
      expect(response.status).toBe(200)
    }))

  it.effect("credentials of the body are left to Authlete", () =>
    Effect.map(sentTo(post("/token", { client_id: "client", client_secret: "a b" })), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ parameters: "client_id=client&client_secret=a+b" })
    }))
})

describe("RFC 6749, section 3.1: the authorization endpoint", () => {
  const error = {
    "authorization.process": { action: "BAD_REQUEST", responseContent: "{\"error\":\"invalid_request\"}" }
  }

  const parametersOf = (request: Request) => {
    const calls: Array<Call> = []
    return Effect.map(
      askWith(AuthorizationServer.authorization, request, error, { calls }),
      () => calls[0]?.request["parameters"]
    )
  }

  it.effect("takes GET, and passes the query on as it is", () =>
    Effect.map(parametersOf(get("/authorize?client_id=1&state=a%20b+c&state=")), (parameters) => {
      expect(parameters).toBe("client_id=1&state=a%20b+c&state=")
    }))

  it.effect("takes POST, and passes the form on as it is", () =>
    Effect.map(parametersOf(post("/authorize?client_id=2", "client_id=1")), (parameters) => {
      expect(parameters).toBe("client_id=1")
    }))

  it.effect("never redirects where Authlete does not say so", () =>
    Effect.map(
      askWith(AuthorizationServer.authorization, get("/authorize?redirect_uri=https://evil.example.com"), error),
      ({ body, headers, status }) => {
        expect({ status, body, location: headers["location"] }).toEqual({
          status: 400,
          body: "{\"error\":\"invalid_request\"}",
          location: undefined
        })
      }
    ))

  it.effect.each([
    ["a line break", "https://client.example.com/cb?x=\r\nset-cookie:a=b"],
    ["a script", "javascript:alert(1)"],
    ["data", "data:text/html,x"],
    ["a path", "/somewhere"]
  ])("%s as the place to redirect to is a fault of the server", ([, responseContent]) =>
    Effect.map(
      askWith(AuthorizationServer.authorization, get("/authorize"), {
        "authorization.process": { action: "LOCATION", responseContent }
      }),
      ({ body, headers, status }) => {
        expect({ status, body, location: headers["location"] }).toEqual({
          status: 500,
          body: "{\"error\":\"server_error\"}",
          location: undefined
        })
      }
    ))

  it.effect("the redirect URI of a native application may have a scheme of its own", () =>
    Effect.map(
      askWith(AuthorizationServer.authorization, get("/authorize"), {
        "authorization.process": { action: "LOCATION", responseContent: "com.example.app:/cb?error=x" }
      }),
      ({ headers }) => {
        expect(headers["location"]).toBe("com.example.app:/cb?error=x")
      }
    ))
})

describe("RFC 6749, section 3.2: the token endpoint", () => {
  it.effect.each(["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])("does not take %s", (method) =>
    Effect.map(
      sentTo(new Request("https://as.example.com/token", { method })),
      ({ calls, response: { headers, status } }) => {
        expect({ status, allow: headers["allow"], calls }).toEqual({ status: 405, allow: "POST", calls: [] })
      }
    ))

  it.effect("a parameter must not stand there twice", () =>
    invalidRequest(post("/token", "grant_type=client_credentials&grant_type=password")))

  it.effect("resource and audience may (RFC 8707, section 2; RFC 8693, section 2.1)", () =>
    Effect.map(sentTo(post("/token", "resource=a&resource=b&audience=c&audience=d")), ({ response }) => {
      expect(response.status).toBe(200)
    }))
})

describe("RFC 6749, section 5.1: a token response", () => {
  it.effect("is JSON that nobody may keep", () =>
    Effect.map(sentTo(post("/token", {})), ({ response: { body, headers } }) => {
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        pragma: "no-cache",
        "content-type": "application/json"
      })
      expect(body).toBe("{\"access_token\":\"a1\"}")
    }))
})

describe("RFC 6749, section 5.2: an error response", () => {
  const refused = { "tokens.process": { action: "INVALID_CLIENT", responseContent: "{\"error\":\"invalid_client\"}" } }

  it.effect("a client that tried the Authorization header is challenged", () =>
    Effect.map(
      askWith(AuthorizationServer.token, post("/token", {}, basic("client", "wrong")), refused),
      ({ headers, status }) => {
        expect(status).toBe(401)
        expect(headers["www-authenticate"]).toMatch(/^Basic /)
      }
    ))

  it.effect("one that did not gets 400", () =>
    Effect.map(
      askWith(AuthorizationServer.token, post("/token", { client_id: "client", client_secret: "wrong" }), refused),
      ({ headers, status }) => {
        expect({ status, challenge: headers["www-authenticate"] }).toEqual({ status: 400, challenge: undefined })
      }
    ))

  it.effect("a wrong password is invalid_grant", () =>
    Effect.map(
      askWith(AuthorizationServer.token, post("/token", {}), {
        "tokens.process": { action: "PASSWORD", ticket: "t1", username: "jane", password: "x" },
        "tokens.fail": { action: "BAD_REQUEST", responseContent: "{\"error\":\"invalid_request\"}" }
      }),
      ({ body, status }) => {
        expect({ status, error: (JSON.parse(body) as { error: string }).error }).toEqual({
          status: 400,
          error: "invalid_grant"
        })
      }
    ))
})
