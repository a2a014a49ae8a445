/**
 * oauth4webapi as client of the example server: what openid-client does not do, and DPoP.
 */
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import * as oauth from "oauth4webapi"
import { demoClient } from "../../examples/authorization-server/emulated.js"
import type { Running } from "./browsing.js"
import { Browser, startExample } from "./browsing.js"

let server: Running
let as: oauth.AuthorizationServer

const client: oauth.Client = { client_id: demoClient }
const auth = oauth.ClientSecretBasic("emulator-client-secret")
const http = { [oauth.allowInsecureRequests]: true }

const discover = async (algorithm: "oauth2" | "oidc") => {
  const issuer = new URL(server.issuer)
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...http, algorithm }))
}

beforeAll(async () => {
  server = await startExample()
  as = await discover("oidc")
})

afterAll(() => server.stop())

const codeFlow = async (more: Record<string, string> = {}, DPoP?: oauth.DPoPHandle) => {
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce()
  ]
  const redirectUri = `${server.issuer}/callback`
  const parameters = new URLSearchParams({
    client_id: demoClient,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid profile",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...more
  })
  const callback = await new Browser(server.issuer).decide(`${as.authorization_endpoint}?${parameters}`, "allow")
  const validated = oauth.validateAuthResponse(as, client, callback, state)
  const send = () =>
    oauth.authorizationCodeGrantRequest(as, client, auth, validated, redirectUri, verifier, {
      ...http,
      ...(DPoP !== undefined && { DPoP })
    })
  const response = await send()
  const processed = oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce })
  return { response, tokens: await processed }
}

describe("oauth4webapi", () => {
  it("discovers the server by RFC 8414 as by OpenID Connect", async () => {
    expect(await discover("oauth2")).toEqual(await discover("oidc"))
  })

  it("accepts the ID token and its signature", async () => {
    const { response, tokens } = await codeFlow()
    await oauth.validateApplicationLevelSignature(as, response, http)
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ iss: server.issuer, sub: "john" })
  })

  it("gets tokens bound to a key, which the userinfo endpoint holds it to (RFC 9449)", async () => {
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair("ES256"))
    const { tokens } = await codeFlow({}, DPoP)
    expect(tokens.token_type).toBe("dpop")
    const told = await oauth.userInfoRequest(as, client, tokens.access_token, { ...http, DPoP })
    expect(await oauth.processUserInfoResponse(as, client, "john", told)).toMatchObject({ name: "John Smith" })
    const stolen = await fetch(String(as.userinfo_endpoint), {
      headers: { authorization: `Bearer ${tokens.access_token}` }
    })
    expect(stolen.status).toBe(401)
    expect(stolen.headers.get("www-authenticate")).toContain("error=")
  })

  it("refreshes with a proof, and the new token is bound to the key as well", async () => {
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair("ES256"))
    const { tokens: { refresh_token: refreshToken = "" } } = await codeFlow({}, DPoP)
    const response = await oauth.refreshTokenGrantRequest(as, client, auth, refreshToken, { ...http, DPoP })
    const refreshed = await oauth.processRefreshTokenResponse(as, client, response)
    expect(refreshed.token_type).toBe("dpop")
    const told = await oauth.userInfoRequest(as, client, refreshed.access_token, { ...http, DPoP })
    expect(await oauth.processUserInfoResponse(as, client, "john", told)).toMatchObject({ name: "John Smith" })
    const other = oauth.DPoP(client, await oauth.generateKeyPair("ES256"))
    const stolen = await oauth.userInfoRequest(as, client, refreshed.access_token, { ...http, DPoP: other })
    expect(stolen.status).toBe(401)
  })

  it("is challenged when its secret is wrong", async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      client,
      oauth.ClientSecretBasic("wrong"),
      { scope: "history.read" },
      http
    )
    await expect(oauth.processClientCredentialsResponse(as, client, response)).rejects.toMatchObject({
      cause: [{ scheme: "basic", parameters: { realm: "authorization server" } }]
    })
  })

  it("queries and revokes a grant (Grant Management for OAuth 2.0)", async () => {
    const { tokens } = await codeFlow({
      scope: "openid grant_management_query grant_management_revoke",
      grant_management_action: "create"
    })
    const send = (method: string) =>
      fetch(`${String(as["grant_management_endpoint"])}/${String(tokens["grant_id"])}`, {
        method,
        headers: { authorization: `Bearer ${tokens.access_token}` }
      })
    const queried = await send("GET")
    expect({ status: queried.status, grant: await queried.json() as unknown }).toMatchObject({
      status: 200,
      grant: { scopes: [expect.anything()] }
    })
    expect((await send("DELETE")).status).toBe(204)
    expect((await send("GET")).status).toBe(404)
  })
})
