/**
 * How a guard refuses, and what it asks of Authlete.
 */
import { Redacted } from "effect"
import { Duration } from "effect"
import type { Introspection, ResourceServer } from "effect-authlete"
import * as AuthleteError from "effect-authlete/AuthleteError"
import { describe, expect, it } from "vitest"
import { good } from "../cache/support.js"
import { authlete, bearer, dpop, proof, server } from "./support.js"

const resource = "https://api.example.com/v1"
const metadata = "resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource/v1\""

const asking = (
  introspect: Parameters<typeof authlete>[0],
  init: RequestInit,
  requirements: ResourceServer.Requirements = {},
  options: ResourceServer.Options = {},
  path?: string
) => server(authlete(introspect).layer, requirements, options).ask(init, path)

const refusedWith = (
  action: "BAD_REQUEST" | "FORBIDDEN" | "UNAUTHORIZED",
  responseContent: string | undefined,
  fields: object = {}
) =>
(): Introspection.IntrospectionResponse => ({
  action,
  resultCode: "A",
  ...(responseContent !== undefined && { responseContent }),
  ...fields
})

const identity = {
  operation: "introspection.process",
  server: "us.authlete.com",
  attempts: 1,
  outcome: "unknown"
} as const

describe("without credentials", () => {
  it("the challenge names the scheme and the scopes, and no error", async () => {
    const { requests, layer } = authlete()
    const { challenge, status } = await server(layer, { scopes: ["history.read", "b"] }).ask()
    expect([status, challenge]).toEqual([401, "Bearer scope=\"history.read b\""])
    expect(requests).toEqual([])
  })

  it("the challenge is the scheme alone if nothing else is to tell", async () => {
    expect((await asking(undefined, {})).challenge).toBe("Bearer")
  })

  it("the challenge tells the realm and the metadata of the resource", async () => {
    const { challenge } = await asking(undefined, {}, {}, { realm: "the \"API\"", resource })
    expect(challenge).toBe(`Bearer realm="the \\"API\\"", ${metadata}`)
  })

  it("the challenge offers DPoP beside Bearer if it is set up", async () => {
    const { challenge } = await asking(undefined, {}, {}, { dpop: { algorithms: ["ES256"] }, origin: "https://a" })
    expect(challenge).toBe("Bearer, DPoP algs=\"ES256\"")
  })

  it("the challenge is for DPoP alone if that is required", async () => {
    const options = { dpop: { required: true, algorithms: ["ES256"] }, origin: "https://a" }
    expect((await asking(undefined, {}, {}, options)).challenge).toBe("DPoP algs=\"ES256\"")
    expect((await asking(undefined, bearer("good"), {}, options)).status).toBe(401)
  })

  it("of a scheme of ours, it is as if there were none", async () => {
    const basic = await asking(undefined, { headers: { authorization: "Basic Z29vZDo=" } })
    expect([basic.status, basic.challenge]).toEqual([401, "Bearer"])
  })

  it("there is no body, and nothing is cached", async () => {
    const { body, headers } = await asking(undefined, {})
    expect([body, headers.get("cache-control")]).toEqual(["", "no-store"])
  })
})

describe("with credentials that cannot be used", () => {
  const malformed: ReadonlyArray<readonly [string, RequestInit, number, string]> = [
    ["the scheme alone", { headers: { authorization: "Bearer" } }, 400, "invalid_request"],
    ["two tokens in a header", { headers: { authorization: "Bearer a, Bearer b" } }, 400, "invalid_request"],
    ["odd characters", { headers: { authorization: "Bearer \"a\"" } }, 401, "invalid_token"]
  ]
  for (const [name, init, status, error] of malformed) {
    it(`${name}: ${status} ${error}, and Authlete is not asked`, async () => {
      const { requests, layer } = authlete()
      const reply = await server(layer).ask(init)
      expect(reply.status).toBe(status)
      expect(reply.challenge).toContain(`Bearer error="${error}"`)
      expect(requests).toEqual([])
    })
  }

  it("a token in the query is refused", async () => {
    const { challenge, status } = await asking(undefined, {}, {}, {}, "/history?access_token=good")
    expect(status).toBe(400)
    expect(challenge).toContain("invalid_request")
  })

  it("a token in the query is taken if that is set up, and the response is private", async () => {
    const reply = await asking(undefined, {}, {}, { alsoFrom: { query: true } }, "/history?access_token=good")
    expect([reply.status, reply.headers.get("cache-control")]).toEqual([200, "private"])
  })

  const form = (body: string, headers: Record<string, string> = {}): RequestInit => ({
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers }
  })

  it("a token in a form is not looked for", async () => {
    expect((await asking(undefined, form("access_token=good"))).challenge).toBe("Bearer")
  })

  it("a token in a form is taken if that is set up", async () => {
    expect((await asking(undefined, form("a=b&access_token=good"), {}, { alsoFrom: { form: true } })).status).toBe(200)
  })

  it("a token in a form and one in the header are two", async () => {
    const init = form("access_token=good", { authorization: "Bearer good" })
    expect((await asking(undefined, init, {}, { alsoFrom: { form: true } })).status).toBe(400)
  })

  it("a body of another type is not read for a token", async () => {
    const init = form("access_token=good", { "content-type": "text/plain" })
    expect((await asking(undefined, init, {}, { alsoFrom: { form: true } })).challenge).toBe("Bearer")
  })
})

describe("a token that Authlete refuses", () => {
  it("is told by Authlete's challenge, with what all challenges tell", async () => {
    const reply = await asking(
      refusedWith("UNAUTHORIZED", "Bearer error=\"invalid_token\",error_description=\"[A057302] It does not exist.\""),
      bearer("bad"),
      {},
      { resource }
    )
    expect(reply.status).toBe(401)
    expect(reply.challenge)
      .toBe(`Bearer error="invalid_token", error_description="[A057302] It does not exist.", ${metadata}`)
  })

  it("is invalid_token if Authlete's challenge cannot be read", async () => {
    for (const content of [undefined, "", "\r\nSet-Cookie: a=b", "Bearer error="]) {
      const reply = await asking(refusedWith("UNAUTHORIZED", content), bearer("bad"))
      expect([reply.status, reply.challenge]).toEqual([401, "Bearer error=\"invalid_token\""])
    }
  })

  it("for its scopes is 403 with the scopes that are needed", async () => {
    const reply = await asking(refusedWith("FORBIDDEN", "Bearer error=\"insufficient_scope\""), bearer("t"), {
      scopes: ["history.read"]
    })
    expect([reply.status, reply.challenge]).toEqual([
      403,
      "Bearer error=\"insufficient_scope\", scope=\"history.read\""
    ])
  })

  it("for its subject is 403", async () => {
    expect((await asking(refusedWith("FORBIDDEN", "Bearer error=\"invalid_token\""), bearer("t"))).status).toBe(403)
  })

  for (const action of ["UNAUTHORIZED", "FORBIDDEN"] as const) {
    it(`for the authentication is 401 with what is needed, when Authlete says ${action}`, async () => {
      const reply = await asking(
        refusedWith(action, "Bearer error=\"insufficient_user_authentication\""),
        bearer("t"),
        { acrValues: ["gold", "silver"], maxAge: 300 }
      )
      expect([reply.status, reply.challenge])
        .toEqual([
          401,
          "Bearer error=\"insufficient_user_authentication\", acr_values=\"gold silver\", max_age=\"300\""
        ])
    })
  }

  it("as no token is 400", async () => {
    expect((await asking(refusedWith("BAD_REQUEST", undefined), bearer("t"))).status).toBe(400)
  })

  it("because Authlete fails is 500 without a challenge", async () => {
    const reply = await asking(() => ({ action: "INTERNAL_SERVER_ERROR", resultCode: "A" }), bearer("t"))
    expect([reply.status, reply.challenge]).toEqual([500, null])
  })
})

describe("when Authlete cannot be asked", () => {
  const outages: ReadonlyArray<readonly [string, AuthleteError.AuthleteError, string]> = [
    ["the connection is broken", new AuthleteError.TransportError({ ...identity, reason: "Reset" }), "5"],
    ["it fails", new AuthleteError.UnexpectedStatus({ ...identity, status: 503 }), "5"],
    [
      "it asks for a pause",
      new AuthleteError.TooManyRequests({ ...identity, retryAfter: Duration.millis(1_500) }),
      "2"
    ]
  ]
  for (const [name, error, wait] of outages) {
    it(`because ${name}: 503 with Retry-After, and no challenge`, async () => {
      const reply = await asking(() => error, bearer("good"))
      expect([reply.status, reply.headers.get("retry-after"), reply.challenge]).toEqual([503, wait, null])
    })
  }

  it("the wait is that of the options", async () => {
    const error = new AuthleteError.TransportError({ ...identity, reason: "Reset" })
    const reply = await asking(() => error, bearer("good"), {}, { retryAfter: "1 minute" })
    expect(reply.headers.get("retry-after")).toBe("60")
  })

  it("because it refuses the access token of this server: 500, since no client application can do anything", async () => {
    const reply = await asking(() => new AuthleteError.Unauthorized({ ...identity, status: 401 }), bearer("good"))
    expect([reply.status, reply.challenge]).toEqual([500, null])
  })
})

describe("a good token", () => {
  it("lets the request pass, and the handler knows its facts", async () => {
    const reply = await asking(
      () => good({ acr: "gold", authTime: 5, accessTokenResources: ["https://a"] }),
      bearer("t")
    )
    expect(JSON.parse(reply.body)).toEqual({
      subject: "john",
      clientId: "26888344961664",
      scopes: ["history.read"],
      expiresAt: 3_600_000,
      resources: ["https://a"],
      scheme: "Bearer",
      claims: {
        sub: "john",
        client_id: "26888344961664",
        scope: "history.read",
        exp: 3_600,
        aud: ["https://a"],
        acr: "gold",
        auth_time: 5
      }
    })
  })

  it("is asked about with what the resource needs", async () => {
    const { requests, layer } = authlete()
    await server(layer, { scopes: ["a"], acrValues: ["gold"], maxAge: 5 }).ask(bearer("t"))
    expect(
      requests.map(({ token, ...others }) => ({
        ...others,
        token: Redacted.isRedacted(token) && Redacted.value(token)
      }))
    )
      .toEqual([{ token: "t", scopes: ["a"], acrValues: ["gold"], maxAge: 5 }])
  })

  it.each([[{ scopes: [""] }], [{ scopes: ["a b"] }], [{ maxAge: 1.5 }], [{ acrValues: [" "] }]])(
    "does not pass where %j is asked for: what is blank does not count as nothing",
    async (requirements) => {
      const { requests, layer } = authlete()
      expect((await server(layer, requirements).ask(bearer("t"))).status).toBe(500)
      expect(requests).toEqual([])
    }
  )
})

describe("the audience", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<string> | undefined, ResourceServer.Options, number]> = [
    ["of this resource", [resource], { resource }, 200],
    ["of this resource among others", ["https://b", resource], { resource }, 200],
    ["of another resource", ["https://b"], { resource }, 401],
    ["of another path", ["https://api.example.com/v2"], { resource }, 401],
    ["of none", undefined, { resource }, 401],
    ["of none, where it is optional", undefined, { resource, audience: "optional" }, 200],
    ["of another resource, where it is optional", ["https://b"], { resource, audience: "optional" }, 401],
    ["with a slash", ["https://api.example.com/"], { resource: "https://api.example.com" }, 200],
    ["of any resource, where there is no identifier", ["https://b"], {}, 200]
  ]
  for (const [name, resources, options, status] of cases) {
    it(`${name}: ${status}`, async () => {
      const fields = resources === undefined ? {} : { accessTokenResources: resources }
      expect((await asking(() => good(fields), bearer("t"), {}, options)).status).toBe(status)
    })
  }
})

describe("DPoP", () => {
  const origin = "https://api.example.com"
  /** Authlete, for a token that is bound to a key. */
  const bound = ({ dpop }: Introspection.IntrospectionRequest): Introspection.IntrospectionResponse =>
    dpop === undefined
      ? { action: "UNAUTHORIZED", resultCode: "A065308", responseContent: "DPoP error=\"invalid_token\"" }
      : good()

  it("hands the proof on, for the method and the URL under which the server is seen", async () => {
    const { requests, layer } = authlete(bound)
    const { ask } = server(layer, {}, { origin: `${origin}/base/` })
    const reply = await ask({ ...dpop("t"), method: "POST" }, "/history?x=y")
    expect(reply.status).toBe(200)
    const [request] = requests
    expect(request?.dpop).toEqual(Redacted.make(proof))
    expect([request?.htm, request?.htu]).toEqual(["POST", `${origin}/base/history`])
  })

  it("is not taken where nothing says what the URL is: the Host header could be anybody's", async () => {
    const { requests, layer } = authlete(bound)
    const reply = await server(layer).ask(dpop("t"))
    expect([reply.status, reply.challenge, requests]).toEqual([401, "Bearer", []])
  })

  it("refuses a bound token that is presented as a bearer token", async () => {
    const reply = await asking(bound, bearer("t"), {}, { origin, dpop: { algorithms: ["ES256"] } })
    expect([reply.status, reply.challenge]).toEqual([401, "DPoP error=\"invalid_token\", algs=\"ES256\""])
  })

  it("refuses a token that is not bound, whatever the proof", async () => {
    const reply = await asking(() => good(), dpop("t"), {}, { origin })
    expect(reply.status).toBe(401)
    expect(reply.challenge).toContain("DPoP error=\"invalid_token\", error_description=\"The access token is not bound")
  })

  it("asks once only whether a token is bound", async () => {
    const { requests, layer } = authlete(bound)
    const { ask } = server(layer, {}, { origin })
    await ask(dpop("t"))
    await ask(dpop("t"))
    expect(requests.map(({ dpop }) => dpop !== undefined)).toEqual([true, false, true])
  })

  it("without a proof, or with two, is invalid_dpop_proof", async () => {
    for (const headers of [{ authorization: "DPoP t" }, { authorization: "DPoP t", dpop: `${proof}, ${proof}` }]) {
      const reply = await asking(bound, { headers }, {}, { origin, dpop: { algorithms: ["ES256"] } })
      expect(reply.status).toBe(401)
      expect(reply.challenge).toMatch(/^DPoP error="invalid_dpop_proof".*algs="ES256"/)
    }
  })

  it("asks for a nonce, and tells it", async () => {
    const nonce = refusedWith("UNAUTHORIZED", "DPoP error=\"use_dpop_nonce\"", { dpopNonce: "n-1" })
    const { requests, layer } = authlete(nonce)
    const reply = await server(layer, {}, { origin, dpop: { nonceRequired: true } }).ask(dpop("t"))
    expect([reply.status, reply.headers.get("dpop-nonce")]).toEqual([401, "n-1"])
    expect(reply.challenge).toContain("DPoP error=\"use_dpop_nonce\"")
    expect(requests[0]?.dpopNonceRequired).toBe(true)
  })

  it("tells the next nonce with a response", async () => {
    const reply = await asking(
      (request) => request.dpop === undefined ? bound(request) : good({ dpopNonce: "n-2" }),
      dpop("t"),
      {},
      { origin }
    )
    expect([reply.status, reply.headers.get("dpop-nonce")]).toEqual([200, "n-2"])
  })
})

describe("a certificate", () => {
  const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
  const certificate = () => pem

  it("goes to Authlete", async () => {
    const { requests, layer } = authlete()
    await server(layer, {}, { certificate }).ask(bearer("t"))
    expect(requests[0]?.clientCertificate).toBe(pem)
  })

  it("is not taken from a header unless that is set up", async () => {
    const { requests, layer } = authlete()
    await server(layer).ask({ headers: { authorization: "Bearer t", "client-cert": ":MIIB:" } })
    expect(requests[0]?.clientCertificate).toBeUndefined()
  })

  it("is needed where tokens must be bound to their client application", async () => {
    const options = { senderConstrained: true, certificate }
    expect((await asking(() => good(), bearer("t"), {}, options)).status).toBe(401)
    expect((await asking(() => good({ certificateThumbprint: "x" }), bearer("t"), {}, options)).status).toBe(200)
  })
})
