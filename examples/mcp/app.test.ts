/**
 * The MCP server, asked by the official client of the Model Context Protocol: from the challenge to an authorized call.
 */
import { HttpApp, HttpServerResponse } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js"
import { Client } from "@modelcontextprotocol/sdk/client/index.js"
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js"
import { Effect, Layer, Redacted, Runtime } from "effect"
import { AuthleteEmulator, IntrospectionCache, Tokens } from "effect-authlete"
import { app, layer } from "./app.js"

const resource = "https://mcp.example.com/mcp"
const issuer = "https://as.example.com"

/** As much of an authorization server as the client needs: its metadata, and a token endpoint for one code. */
const makeAuthorizationServer = (create: (resource: string | null) => Promise<string>) => async (request: Request) => {
  const { pathname } = new URL(request.url)
  if (pathname === "/.well-known/oauth-authorization-server") {
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none"]
    })
  }
  if (pathname !== "/token") return new Response(null, { status: 404 })
  const form = new URLSearchParams(await request.text())
  return form.get("code") === "the-code"
    ? Response.json({ access_token: await create(form.get("resource")), token_type: "Bearer", expires_in: 3600 })
    : Response.json({ error: "invalid_grant" }, { status: 400 })
}

/** The user's agent, which keeps what the client learns. */
const makeProvider = () => {
  const kept: { tokens?: Awaited<ReturnType<OAuthClientProvider["tokens"]>>; verifier?: string; sentTo?: URL } = {}
  const provider: OAuthClientProvider = {
    redirectUrl: "http://localhost/callback",
    clientMetadata: { redirect_uris: ["http://localhost/callback"] },
    clientInformation: () => ({ client_id: "26888344961664" }),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens
    },
    redirectToAuthorization: (url) => {
      kept.sentTo = url
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier ?? ""
  }
  return { kept, provider }
}

const setUp = Effect.gen(function*() {
  const runtime = yield* Layer.toRuntime(
    layer(resource).pipe(
      Layer.provideMerge(IntrospectionCache.layer()),
      Layer.provideMerge(AuthleteEmulator.layerClient())
    )
  )
  const handler = HttpApp.toWebHandlerRuntime(runtime)(
    app({ resource, authorizationServer: issuer }).pipe(
      Effect.catchTag("RouteNotFound", () => HttpServerResponse.empty({ status: 404 })),
      Effect.orDie
    )
  )
  const create = (resource: string | null) =>
    Runtime.runPromise(runtime)(Effect.map(
      Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId: 26888344961664,
        subject: "john",
        scopes: ["history.read"],
        ...(resource !== null && { resources: [resource] })
      }),
      ({ accessToken }) => Redacted.value(accessToken)
    ))
  const authorizationServer = makeAuthorizationServer(create)
  const statuses: Array<number> = []
  const fetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(url, init)
    if (new URL(request.url).origin === issuer) return authorizationServer(request)
    const response = await handler(request)
    statuses.push(response.status)
    return response
  }
  return { create, fetch, statuses }
})

describe("the official client", () => {
  it.scoped("finds the authorization server by the challenge, gets a token for this resource, and calls a tool", () =>
    Effect.gen(function*() {
      const { fetch } = yield* setUp
      yield* Effect.promise(async () => {
        const { kept, provider } = makeProvider()
        const connect = () => {
          const transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: provider, fetch })
          return { transport, client: new Client({ name: "test", version: "1.0.0" }) }
        }
        const first = connect()
        await expect(first.client.connect(first.transport)).rejects.toThrow("Unauthorized")
        expect(kept.sentTo?.origin).toBe(issuer)
        expect(kept.sentTo?.searchParams.get("resource")).toBe(resource)
        expect(kept.sentTo?.searchParams.get("scope")).toBe("history.read")

        await first.transport.finishAuth("the-code")
        const { client, transport } = connect()
        await client.connect(transport)
        expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["who_am_i"])
        expect((await client.callTool({ name: "who_am_i" })).content).toEqual([{ type: "text", text: "You are john." }])
        await client.close()
      })
    }))

  it.scoped("is refused with a token for another resource, or for none", () =>
    Effect.gen(function*() {
      const { create, fetch, statuses } = yield* setUp
      yield* Effect.promise(async () => {
        for (const other of ["https://other.example.com/mcp", null]) {
          const { kept, provider } = makeProvider()
          kept.tokens = { access_token: await create(other), token_type: "Bearer" }
          const transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: provider, fetch })
          await expect(new Client({ name: "test", version: "1.0.0" }).connect(transport)).rejects.toThrow(
            "Unauthorized"
          )
          expect(statuses[0]).toBe(401)
          statuses.length = 0
        }
      })
    }))
})
