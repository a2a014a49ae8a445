/**
 * The second half of the demo: a client application, by openid-client, gets tokens from the example server.
 */
import { HttpServer } from "@effect/platform"
import { Effect } from "effect"
import * as client from "openid-client"
import { serverAt } from "../authorization-server.js"
import { demoClient } from "./emulated.js"

type Step = (title: string, outcome: string) => void

const hidden = (html: string) => /name="interaction" value="([^"]*)"/.exec(html)?.[1] ?? ""

/** What a person does with a browser: log in, and allow what is asked for. */
const person = async (issuer: string, url: URL): Promise<URL> => {
  const cookies = new Map<string, string>()
  const visit = async (path: string | URL, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(new URL(path, issuer), {
      ...(form !== undefined && { method: "POST", body: new URLSearchParams(form) }),
      redirect: "manual",
      headers: { cookie: [...cookies].map((cookie) => cookie.join("=")).join("; ") }
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=")
      cookies.set(name, value)
    }
    return response
  }
  const login = hidden(await (await visit(url)).text())
  const loggedIn = await visit("/login", { interaction: login, username: "john", password: "correct horse" })
  const consent = hidden(await (await visit(loggedIn.headers.get("location") ?? "")).text())
  const decided = await visit("/decision", { interaction: consent, decision: "allow" })
  return new URL(decided.headers.get("location") ?? "")
}

const flow = async (issuer: string, step: Step) => {
  const config = await client.discovery(
    new URL(issuer),
    demoClient,
    undefined,
    client.ClientSecretBasic("emulator-client-secret"),
    // Without TLS, since it is this machine.
    { execute: [client.allowInsecureRequests] }
  )
  step("The client application reads the metadata", config.serverMetadata().issuer)
  const [pkceCodeVerifier, expectedNonce] = [client.randomPKCECodeVerifier(), client.randomNonce()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${issuer}/callback`,
    scope: "openid profile history.read",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    nonce: expectedNonce
  })
  const callback = await person(issuer, url)
  step("john logs in and allows it", [...callback.searchParams.keys()].join(" and "))
  const tokens = await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedNonce })
  const { aud, sub } = tokens.claims() ?? {}
  step("The code is exchanged; the ID token is right", `sub ${sub}, aud ${String(aud)}`)
  const { name } = await client.fetchUserInfo(config, tokens.access_token, "john")
  step("The userinfo endpoint tells who it is", String(name))
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "")
  step("A refresh rotates the refresh token", refreshed.refresh_token === tokens.refresh_token ? "no" : "a new one")
  await client.tokenRevocation(config, refreshed.access_token)
  step("The token is revoked", "200")
  const after = await client.fetchUserInfo(config, refreshed.access_token, "john").catch(() => "refused")
  step("So the userinfo endpoint refuses it", String(after))
}

/** Runs the server for as long as the flow takes. */
export const codeFlow = (step: Step) =>
  HttpServer.addressFormattedWith((issuer) => Effect.promise(() => flow(issuer, step))).pipe(
    Effect.provide(serverAt(0))
  )
