/**
 * Grants without a browser, as relying parties ask for them: token exchange, assertions, devices, authentication on another
 * device. The server is this library's, on the emulator.
 */
import { HttpApp, HttpClient } from "@effect/platform"
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { Effect, Layer, ManagedRuntime, Option, Redacted } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { AuthleteEmulator, Authorization, AuthorizationServer, DeviceFlow, NativeSso, Tokens } from "effect-authlete"
import * as jose from "jose"
import { createHash } from "node:crypto"
import * as oauth from "oauth4webapi"
import * as client from "openid-client"
import { services } from "./support.js"

const issuer = "https://as.example"
const web = 1001
const spa = 1002
const callback = "https://client.example/callback"

const EmulatorLive = AuthleteEmulator.layerClient({
  seed: {
    service: {
      issuer,
      authorizationEndpoint: `${issuer}/authorize`,
      tokenEndpoint: `${issuer}/token`,
      jwksUri: `${issuer}/jwks`,
      introspectionEndpoint: `${issuer}/introspection`,
      deviceAuthorizationEndpoint: `${issuer}/device`,
      deviceVerificationUri: `${issuer}/activate`,
      deviceFlowCodeDuration: 600,
      deviceFlowPollingInterval: 1,
      backchannelAuthenticationEndpoint: `${issuer}/backchannel`,
      supportedBackchannelTokenDeliveryModes: ["POLL"],
      backchannelPollingInterval: 1,
      tokenExchangeByConfidentialClientsOnly: true,
      nativeSsoSupported: true,
      supportedScopes: ["openid", "email", "device_sso", "history.read", "timeline.read"].map((name) => ({ name }))
    },
    clients: [
      {
        clientId: web,
        name: "Web",
        secret: "a secret: of the client",
        bcDeliveryMode: "POLL",
        redirectUris: [callback]
      },
      { clientId: spa, type: "PUBLIC" }
    ]
  }
})

/** Whose assertions the server trusts. */
const idp = jose.generateKeyPair("ES256")

const trusted = (assertion: string) =>
  Effect.tryPromise({
    try: async () =>
      (await jose.jwtVerify(assertion, (await idp).publicKey, { issuer: "https://idp.example" })).payload,
    catch: () =>
      new AuthorizationServer.OAuthError({ error: "invalid_grant", description: "Nobody trusts the issuer." })
  })

/** The sessions that have not ended, with the secret of the device that each is on. */
const sessions = new Map<string, string>()

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url")

/** The requests for authentication that a resource owner has not decided on yet. */
const waiting: Array<Redacted.Redacted<string>> = []

const server = AuthorizationServer.make({
  tokenExchange: ({ actorTokenInfo, audiences = [], scopes = [], subjectTokenInfo }) => {
    const covered = subjectTokenInfo?.scopes?.map(({ name }) => name) ?? []
    if (subjectTokenInfo?.subject === undefined) {
      return Effect.fail(
        new AuthorizationServer.OAuthError({ error: "invalid_request", description: "Nobody's token." })
      )
    }
    return audiences.includes("https://elsewhere.example")
      ? Effect.fail(new AuthorizationServer.OAuthError({ error: "invalid_target", description: "No such API." }))
      : Effect.succeed({
        subject: subjectTokenInfo.subject,
        scopes: scopes.filter((scope) => covered.includes(scope)),
        properties: actorTokenInfo?.subject === undefined ? [] : [{ key: "actor", value: actorTokenInfo.subject }]
      })
  },
  jwtBearer: ({ assertion = Redacted.make(""), scopes = [] }) =>
    Effect.map(trusted(Redacted.value(assertion)), ({ sub = "" }) => ({ subject: sub, scopes })),
  nativeSso: ({ deviceSecretHash, sessionId = "" }) => {
    const deviceSecret = sessions.get(sessionId)
    return deviceSecret === undefined || (deviceSecretHash ?? hashOf(deviceSecret)) !== hashOf(deviceSecret)
      ? Effect.fail(new AuthorizationServer.OAuthError({ error: "invalid_grant", description: "The session is over." }))
      : Effect.succeed({ deviceSecret })
  },
  backchannel: {
    identify: ({ hint = "" }) =>
      Effect.succeed(
        Redacted.isRedacted(hint) && Redacted.value(hint) === "john"
          ? { _tag: "Identified", subject: "john" }
          : { _tag: "Refused", reason: "UNKNOWN_USER_ID" }
      ),
    ask: ({ ticket }) => Effect.sync(() => void waiting.push(ticket))
  },
  resourceServers: { authenticate: (credentials) => Effect.succeed(Option.as(credentials, {})) }
})

const runtime = ManagedRuntime.make(Layer.merge(EmulatorLive, services()))

/** Carries out a call of this library on the emulator that the server is on. */
const run = <A, E>(effect: Effect.Effect<A, E, AuthleteClient.AuthleteClient>) => runtime.runPromise(effect)

let handle: (request: Request) => Promise<Response>
let config: client.Configuration
let publicConfig: client.Configuration
let as: oauth.AuthorizationServer

const fetching = (...[url, init]: Parameters<typeof fetch>) => handle(new Request(url, init))

/** The client application, as oauth4webapi is told of it with each request. */
const relying: oauth.Client = { client_id: String(web) }
const auth = oauth.ClientSecretBasic("a secret: of the client")
const options = { [oauth.customFetch]: fetching }

const discover = async (id: number, auth: client.ClientAuth) => {
  const options = { [client.customFetch]: fetching as client.CustomFetch }
  const found = await client.discovery(new URL(issuer), String(id), undefined, auth, options)
  found[client.customFetch] = fetching as client.CustomFetch
  return found
}

beforeAll(async () => {
  const router = await runtime.runPromise(server.router)
  handle = HttpApp.toWebHandlerRuntime(await runtime.runtime())(router)
  config = await discover(web, client.ClientSecretBasic("a secret: of the client"))
  publicConfig = await discover(spa, client.None())
  as = config.serverMetadata()
})

afterAll(() => runtime.dispose())

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: unknown) => error instanceof client.ResponseBodyError ? error.error : String(error)
  )

const introspected = (token: string) => client.tokenIntrospection(config, token)

const tokenOf = async (subject: string, clientId = web, scopes = ["history.read", "timeline.read"]) => {
  const created = await run(Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId, subject, scopes }))
  return {
    access: Redacted.value(created.accessToken),
    refresh: Redacted.value(created.refreshToken ?? created.accessToken)
  }
}

const accessTokenType = "urn:ietf:params:oauth:token-type:access_token"

describe("RFC 8693: token exchange", () => {
  const exchange = (token: string, more: Record<string, string> = {}, as = config) =>
    client.genericGrantRequest(as, "urn:ietf:params:oauth:grant-type:token-exchange", {
      subject_token: token,
      subject_token_type: accessTokenType,
      ...more
    })

  it("gives a token of fewer scopes for the same subject", async () => {
    const { access } = await tokenOf("john")
    const exchanged = await exchange(access, { scope: "history.read email" })
    expect(exchanged).toMatchObject({ token_type: "bearer", scope: "history.read", issued_token_type: accessTokenType })
    expect(await introspected(exchanged.access_token)).toMatchObject({
      active: true,
      sub: "john",
      scope: "history.read"
    })
    expect(await introspected(access)).toMatchObject({ active: true })
  })

  it("gives a token that says who acts", async () => {
    const exchanged = await exchange((await tokenOf("john")).access, {
      scope: "history.read",
      actor_token: (await tokenOf("jane")).access,
      actor_token_type: accessTokenType
    })
    expect(await introspected(exchanged.access_token)).toMatchObject({ sub: "john", actor: "jane" })
  })

  it("gives no token for one that is not good any more", async () => {
    const { access } = await tokenOf("john")
    await run(Tokens.revoke({ accessTokenIdentifier: access }))
    expect(await errorOf(exchange(access))).toBe("invalid_request")
  })

  it("may be refused by the hook", async () => {
    const { access } = await tokenOf("john")
    expect(await errorOf(exchange(access, { audience: "https://elsewhere.example" }))).toBe("invalid_target")
  })

  it("is not for a client that the service keeps from it", async () => {
    const { access } = await tokenOf("john")
    expect(await errorOf(exchange(access, {}, publicConfig))).toBe("unauthorized_client")
  })
})

describe("RFC 7523: an assertion as a grant", () => {
  const assertion = async (signer = idp) =>
    new jose.SignJWT({ iss: "https://idp.example", sub: "john", aud: issuer })
      .setProtectedHeader({ alg: "ES256" })
      .setExpirationTime("1 minute")
      .sign((await signer).privateKey)

  const present = async (value: string) =>
    client.genericGrantRequest(config, "urn:ietf:params:oauth:grant-type:jwt-bearer", {
      assertion: value,
      scope: "history.read"
    })

  it("gives a token for the subject of the assertion", async () => {
    const { access_token: token, scope } = await present(await assertion())
    expect(scope).toBe("history.read")
    expect(await introspected(token)).toMatchObject({ active: true, sub: "john" })
  })

  it("gives none if a stranger has signed it", async () => {
    expect(await errorOf(present(await assertion(jose.generateKeyPair("ES256"))))).toBe("invalid_grant")
  })
})

describe("RFC 8628: the device flow", () => {
  const begin = () => client.initiateDeviceAuthorization(config, { scope: "openid history.read" })
  const decide = (userCode: string, result: "AUTHORIZED" | "ACCESS_DENIED") =>
    run(DeviceFlow.complete({ userCode, result, subject: "john" }))

  it("gives tokens once the resource owner has agreed", async () => {
    const begun = await begin()
    expect(begun).toMatchObject({ verification_uri: `${issuer}/activate`, interval: 1, expires_in: 600 })
    expect(await run(DeviceFlow.verify({ userCode: begun.user_code }))).toMatchObject({
      action: "VALID",
      clientName: "Web"
    })
    await decide(begun.user_code, "AUTHORIZED")
    const tokens = await client.pollDeviceAuthorizationGrant(config, begun)
    expect(tokens.claims()).toMatchObject({ iss: issuer, sub: "john" })
    expect(await introspected(tokens.access_token)).toMatchObject({ active: true, sub: "john" })
  })

  it("gives none before, and none after a denial", async () => {
    const begun = await begin()
    const poll = async () => {
      const response = await oauth.deviceCodeGrantRequest(as, relying, auth, begun.device_code, options)
      return oauth.processDeviceCodeResponse(as, relying, response)
    }
    await expect(poll()).rejects.toMatchObject({ error: "authorization_pending" })
    await decide(begun.user_code, "ACCESS_DENIED")
    await expect(poll()).rejects.toMatchObject({ error: "access_denied" })
  })
})

describe("OpenID Connect CIBA in poll mode", () => {
  const begin = (hint = "john") =>
    client.initiateBackchannelAuthentication(config, { scope: "openid history.read", login_hint: hint })

  /** Nobody is notified in poll mode. */
  const unused = Layer.succeed(HttpClient.HttpClient, HttpClient.make(() => Effect.die("a notification")))

  const decide = (result: "AUTHORIZED" | "ACCESS_DENIED") =>
    runtime.runPromise(
      AuthorizationServer.completeBackchannelAuthentication({
        ticket: waiting.shift() ?? Redacted.make("nobody waits"),
        result,
        subject: "john"
      }).pipe(Effect.provide(unused))
    )

  it("gives tokens once the resource owner has agreed on another device", async () => {
    const begun = await begin()
    await decide("AUTHORIZED")
    const tokens = await client.pollBackchannelAuthenticationGrant(config, begun)
    expect(tokens.claims()).toMatchObject({ iss: issuer, sub: "john" })
    expect(await introspected(tokens.access_token)).toMatchObject({ active: true, sub: "john" })
  })

  it("gives none before, and none after a denial", async () => {
    const begun = await begin()
    const poll = async () => {
      const id = begun.auth_req_id
      const response = await oauth.backchannelAuthenticationGrantRequest(as, relying, auth, id, options)
      return oauth.processBackchannelAuthenticationGrantResponse(as, relying, response)
    }
    await expect(poll()).rejects.toMatchObject({ error: "authorization_pending" })
    await decide("ACCESS_DENIED")
    await expect(poll()).rejects.toMatchObject({ error: "access_denied" })
  })

  it("does not begin for somebody whom the server does not know", async () => {
    expect(await errorOf(begin("jack"))).toBe("unknown_user_id")
  })
})

describe("OpenID Connect Native SSO", () => {
  /** The first application on a device, after john has logged in. */
  const first = async (sessionId: string) => {
    sessions.set(sessionId, `the device of ${sessionId}`)
    const parameters = client.buildAuthorizationUrl(config, { scope: "openid device_sso", redirect_uri: callback })
    const begun = await run(Authorization.process({ parameters: parameters.search.slice(1) }))
    if (begun.action !== "INTERACTION") throw new Error(begun.action)
    const issued = await run(Authorization.issue({ ticket: begun.ticket, subject: "john", sessionId }))
    if (issued.action !== "LOCATION") throw new Error(issued.action)
    return client.authorizationCodeGrant(config, new URL(Redacted.value(issued.responseContent)))
  }

  const second = ({ device_secret: secret, id_token: idToken = "" }: client.TokenEndpointResponse) =>
    client.genericGrantRequest(config, "urn:ietf:params:oauth:grant-type:token-exchange", {
      audience: issuer,
      scope: "openid email",
      subject_token: idToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      actor_token: String(secret),
      actor_token_type: "urn:openid:params:token-type:device-secret"
    })

  it("logs another application of the device in", async () => {
    const tokens = await first("one")
    expect(tokens.claims()).toMatchObject({ sub: "john", sid: "one", ds_hash: hashOf("the device of one") })
    const more = await second(tokens)
    expect(more).toMatchObject({ device_secret: "the device of one", scope: "email openid" })
    expect(more.claims()).toMatchObject({ sub: "john", sid: "one" })
    expect(await introspected(more.access_token)).toMatchObject({ active: true, sub: "john" })
  })

  it("logs it in no more once the session is over, and the tokens are gone", async () => {
    const tokens = await first("two")
    const more = await second(tokens)
    sessions.delete("two")
    await run(NativeSso.logout({ sessionId: "two" }))
    expect(await introspected(more.access_token)).toEqual({ active: false })
    expect(await errorOf(second(tokens))).toBe("invalid_grant")
  })
})

describe("a public client", () => {
  it("refreshes with a token that changes, and an old one is not good any more", async () => {
    const { access, refresh } = await tokenOf("john", spa)
    const refreshed = await client.refreshTokenGrant(publicConfig, refresh)
    expect(refreshed.refresh_token).not.toBe(refresh)
    expect(await introspected(access)).toEqual({ active: false })
    expect(await errorOf(client.refreshTokenGrant(publicConfig, refresh))).toBe("invalid_grant")
    expect(await introspected(refreshed.access_token)).toMatchObject({ active: true })
  })
})
