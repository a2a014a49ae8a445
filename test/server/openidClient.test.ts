/**
 * openid-client as relying party of the example server.
 */
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Struct } from "effect"
import * as client from "openid-client"
import { demoClient } from "../../examples/authorization-server/emulated.js"
import type { Running } from "./browsing.js"
import { Browser, startExample } from "./browsing.js"

let server: Running
let config: client.Configuration

const secret = "emulator-client-secret"
const insecure = { execute: [client.allowInsecureRequests] }

const discover = (id: string, auth: client.ClientAuth, metadata?: Partial<client.ClientMetadata>) =>
  client.discovery(new URL(server.issuer), id, metadata, auth, insecure)

beforeAll(async () => {
  server = await startExample()
  config = await discover(demoClient, client.ClientSecretBasic(secret))
})

afterAll(() => server.stop())

interface Asked {
  readonly parameters: Record<string, string>
  readonly checks: client.AuthorizationCodeGrantChecks
}

const ask = async (more: Record<string, string> = {}): Promise<Asked> => {
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
  return {
    parameters: {
      redirect_uri: `${server.issuer}/callback`,
      scope: "openid profile email history.read",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      ...more
    },
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
  }
}

const login = async (browser = new Browser(server.issuer), more: Record<string, string> = {}) => {
  const { checks, parameters } = await ask(more)
  const callback = await browser.decide(client.buildAuthorizationUrl(config, parameters), "allow")
  return { callback, checks, tokens: await client.authorizationCodeGrant(config, callback, checks) }
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: unknown) => error instanceof client.ResponseBodyError ? error.error : String(error)
  )

describe("openid-client", () => {
  it("discovers the server", () => {
    expect(config.serverMetadata()).toMatchObject({
      issuer: server.issuer,
      token_endpoint: `${server.issuer}/token`,
      authorization_response_iss_parameter_supported: true
    })
  })

  it("gets tokens for a code, with PKCE and a nonce, and an ID token that it accepts", async () => {
    const { tokens } = await login()
    expect(tokens.claims()).toMatchObject({ iss: server.issuer, sub: "john", aud: expect.anything() as unknown })
    expect(tokens).toMatchObject({
      token_type: "bearer",
      expires_in: 3600,
      refresh_token: expect.any(String) as string
    })
  })

  it("gets the claims of the resource owner, and no more than were asked for", async () => {
    const { tokens } = await login()
    expect(await client.fetchUserInfo(config, tokens.access_token, "john")).toEqual({
      sub: "john",
      name: "John Smith",
      email: "john@example.com"
    })
  })

  it("refreshes, and the refresh token before is no longer good", async () => {
    const { tokens: { refresh_token: before = "" } } = await login()
    const refreshed = await client.refreshTokenGrant(config, before)
    expect(refreshed.refresh_token).not.toBe(before)
    expect(await errorOf(client.refreshTokenGrant(config, before))).toBe("invalid_grant")
  })

  it("pushes its authorization request", async () => {
    const { checks, parameters } = await ask()
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters)
    expect([...url.searchParams.keys()].sort()).toEqual(["client_id", "request_uri"])
    const callback = await new Browser(server.issuer).decide(url, "allow")
    expect((await client.authorizationCodeGrant(config, callback, checks)).claims()?.sub).toBe("john")
  })

  it("gets a token for itself", async () => {
    const { access_token } = await client.clientCredentialsGrant(config, { scope: "history.read" })
    expect(access_token).toEqual(expect.any(String))
  })

  it("revokes a token, which is inactive afterwards", async () => {
    const api = await discover("api", client.ClientSecretBasic("api-secret"))
    const { tokens: { access_token: token } } = await login()
    expect(await client.tokenIntrospection(api, token)).toMatchObject({ active: true, sub: "john" })
    await client.tokenRevocation(config, token)
    expect(await client.tokenIntrospection(api, token)).toEqual({ active: false })
  })

  it("is told of a denial", async () => {
    const { checks, parameters } = await ask()
    const callback = await new Browser(server.issuer).decide(client.buildAuthorizationUrl(config, parameters), "deny")
    expect(callback.searchParams.get("iss")).toBe(server.issuer)
    const error = await client.authorizationCodeGrant(config, callback, checks).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(client.AuthorizationResponseError)
    expect(error).toMatchObject({ error: "access_denied" })
  })

  it("registers itself, and the registration can be read, changed and deleted", async () => {
    const registered = await client.dynamicClientRegistration(
      new URL(server.issuer),
      { redirect_uris: ["https://client.example.com/cb"], client_name: "Mine" },
      undefined,
      insecure
    )
    const { client_id, registration_access_token, registration_client_uri } = registered.clientMetadata()
    const manage = (method: string, body?: object) =>
      fetch(String(registration_client_uri), {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${String(registration_access_token)}`
        }
      })
    expect(await (await manage("GET")).json()).toMatchObject({ client_id, client_name: "Mine" })
    const changed = await manage("PUT", {
      client_id,
      client_name: "Yours",
      redirect_uris: ["https://client.example.com/cb"]
    })
    expect(await changed.json()).toMatchObject({ client_name: "Yours" })
    expect((await manage("DELETE")).status).toBe(204)
    expect([400, 401]).toContain((await manage("GET")).status)
  })
})

describe("prompt=none", () => {
  const silent = async (browser: Browser, more: Record<string, string> = {}) => {
    const { parameters } = await ask({ prompt: "none", ...more })
    const { url } = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    return new URL(url).searchParams
  }

  it("is login_required when nobody is logged in", async () => {
    expect((await silent(new Browser(server.issuer))).get("error")).toBe("login_required")
  })

  it("is consent_required for a scope that was not granted before", async () => {
    const browser = new Browser(server.issuer)
    await login(browser)
    expect((await silent(browser, { scope: "openid timeline.read" })).get("error")).toBe("consent_required")
  })

  it("is a code when all was granted before", async () => {
    const browser = new Browser(server.issuer)
    await login(browser)
    expect((await silent(browser)).get("code")).toEqual(expect.any(String))
  })

  it("is login_required with max_age=0", async () => {
    const browser = new Browser(server.issuer)
    await login(browser)
    expect((await silent(browser, { max_age: "0" })).get("error")).toBe("login_required")
  })
})

describe("what must fail", () => {
  const granted = async () => {
    const { checks, parameters } = await ask()
    const callback = await new Browser(server.issuer).decide(client.buildAuthorizationUrl(config, parameters), "allow")
    return { callback, checks }
  }

  it("RFC 7636, section 4.6: a wrong verifier", async () => {
    const { callback, checks } = await granted()
    const wrong = { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() }
    expect(await errorOf(client.authorizationCodeGrant(config, callback, wrong))).toBe("invalid_grant")
  })

  it("RFC 7636, section 4.4.1: no challenge where one is required", async () => {
    const { parameters } = await ask()
    const without = Struct.omit(parameters, "code_challenge", "code_challenge_method")
    const { url } = await new Browser(server.issuer).visit(client.buildAuthorizationUrl(config, without))
    expect(new URL(url).searchParams.get("error")).toBe("invalid_request")
  })

  it("RFC 6749, section 4.1.2: a code that was used", async () => {
    const { callback, checks } = await granted()
    await client.authorizationCodeGrant(config, callback, checks)
    expect(await errorOf(client.authorizationCodeGrant(config, callback, checks))).toBe("invalid_grant")
  })

  it("RFC 6749, section 4.1.3: a code of another client", async () => {
    const { callback, checks } = await granted()
    const other = await discover("26862190133482", client.None())
    expect(await errorOf(client.authorizationCodeGrant(other, callback, checks))).not.toBe("no error")
  })

  it("RFC 6749, section 3.1.2.4: a redirect URI that is not registered is not gone to", async () => {
    const { parameters } = await ask({ redirect_uri: "https://evil.example.com/cb" })
    const { headers, status } = await new Browser(server.issuer).visit(client.buildAuthorizationUrl(config, parameters))
    expect({ status, location: headers.get("location") }).toEqual({ status: 400, location: null })
  })

  it("a wrong password does not log in", async () => {
    const { parameters } = await ask()
    const browser = new Browser(server.issuer)
    const first = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    const again = await browser.submit(first, { username: "john", password: "wrong" })
    expect(again.html).toContain("is wrong")
  })

  it("a decision from another site does not count", async () => {
    const { parameters } = await ask()
    const browser = new Browser(server.issuer)
    const first = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    const consent = await browser.submit(first, { username: "john", password: "correct horse" })
    const foreign = await browser.submit(consent, { decision: "allow" }, { origin: "https://evil.example.com" })
    expect(foreign.status).toBe(403)
  })

  it("a decision of another browser does not count", async () => {
    const { parameters } = await ask()
    const browser = new Browser(server.issuer)
    const first = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    const consent = await browser.submit(first, { username: "john", password: "correct horse" })
    const foreign = await new Browser(server.issuer).submit(consent, { decision: "allow" })
    expect(foreign.status).toBe(400)
  })

  it("a form that is sent twice at once decides once", async () => {
    const { parameters } = await ask()
    const browser = new Browser(server.issuer)
    const first = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    const consent = await browser.submit(first, { username: "john", password: "correct horse" })
    const both = await Promise.all([
      browser.submit(consent, { decision: "allow" }),
      browser.submit(consent, { decision: "allow" })
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([302, 400])
  })

  it("a form that is sent again later is too late", async () => {
    const { parameters } = await ask()
    const browser = new Browser(server.issuer)
    const first = await browser.visit(client.buildAuthorizationUrl(config, parameters))
    const consent = await browser.submit(first, { username: "john", password: "correct horse" })
    await browser.submit(consent, { decision: "allow" })
    expect((await browser.submit(consent, { decision: "allow" })).status).toBe(400)
  })
})
