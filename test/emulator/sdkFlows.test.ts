/**
 * Authlete's own SDK, unchanged, against the command: a login, and what an authorization server calls besides. The SDK
 * decodes strictly, so an odd field of a response fails a test.
 */
import { Authlete } from "@authlete/typescript-sdk"
import { beforeEach, describe, expect, it } from "vitest"
import type { Emulator } from "../cli/support.js"
import { file, start } from "../cli/support.js"

const serviceId = "715948317"
const clientId = 26888344961664
const id = String(clientId)
const credentials = { clientId: id, clientSecret: "secret" }
const callback = "https://client.example/callback"

const scopes = ["openid", "email", "history.read", "grant_management_query", "grant_management_revoke"]

const seed = {
  service: {
    issuer: "https://as.example",
    tokenEndpoint: "https://as.example/token",
    registrationManagementEndpoint: "https://as.example/register",
    grantManagementEndpoint: "https://as.example/grants",
    dynamicRegistrationSupported: true,
    supportedScopes: scopes.map((name) => ({ name, description: `about ${name}` }))
  },
  clients: [{ clientId, alias: "demo", secret: "secret", name: "Demo", redirectUris: [callback] }]
}

let emulator: Emulator
let sdk: Authlete

beforeEach(async () => {
  emulator = await start("--seed", file("sdk-flows.json", seed))
  sdk = new Authlete({ serverURL: emulator.url, bearer: emulator.accessToken })
})

const parameters = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

const request = (more: Readonly<Record<string, string>> = {}) =>
  parameters({
    response_type: "code",
    client_id: id,
    redirect_uri: callback,
    scope: scopes.join(" "),
    state: "state",
    nonce: "nonce",
    ...more
  })

const ask = (more?: Readonly<Record<string, string>>) =>
  sdk.authorization.processRequest({ serviceId, authorizationRequest: { parameters: request(more) } })

const given = (value: string | undefined): string => {
  if (value === undefined) throw new Error("The response lacks something.")
  return value
}

const inRedirect = (content: string | undefined) => new URL(given(content)).searchParams

const issue = async (more?: Readonly<Record<string, string>>) =>
  sdk.authorization.issue({
    serviceId,
    authorizationIssueRequest: {
      ticket: given((await ask(more)).ticket),
      subject: "john",
      authTime: 1_700_000_000,
      claims: JSON.stringify({ email: "john@example.com" }),
      scopes,
      properties: [{ key: "consent_id", value: "7", hidden: true }]
    }
  })

const login = async (more?: Readonly<Record<string, string>>) => {
  const { responseContent } = await issue(more)
  return sdk.token.process({
    serviceId,
    tokenRequest: {
      parameters: parameters({
        grant_type: "authorization_code",
        code: given(inRedirect(responseContent).get("code") ?? undefined),
        redirect_uri: callback
      }),
      ...credentials
    }
  })
}

describe("a login", () => {
  it("goes from the request of a client to tokens", async () => {
    expect(await ask({ prompt: "login", ui_locales: "de", login_hint: "john", max_age: "60" })).toMatchObject({
      action: "INTERACTION",
      client: { clientId, clientName: "Demo" },
      prompts: ["LOGIN"],
      uiLocales: ["de"],
      loginHint: "john",
      maxAge: 60,
      scopes: expect.arrayContaining([expect.objectContaining({ name: "email", description: "about email" })])
    })
    const issued = await issue()
    expect(issued.action).toBe("LOCATION")
    expect(inRedirect(issued.responseContent).get("iss")).toBe("https://as.example")
    expect(await login()).toMatchObject({
      action: "OK",
      subject: "john",
      properties: [{ key: "consent_id", value: "7", hidden: true }]
    })
  })

  it("ends in an error if the resource owner does not agree", async () => {
    const { action, ticket } = await ask({ prompt: "none" })
    expect(action).toBe("NO_INTERACTION")
    const failed = await sdk.authorization.fail({
      serviceId,
      authorizationFailRequest: { ticket: given(ticket), reason: "DENIED" }
    })
    expect(failed.action).toBe("LOCATION")
    expect(inRedirect(failed.responseContent).get("error")).toBe("access_denied")
    expect(await ask({ redirect_uri: "https://elsewhere.example" })).toMatchObject({ action: "BAD_REQUEST" })
  })

  it("keeps a context with its ticket", async () => {
    const ticket = given((await ask()).ticket)
    expect(
      await sdk.authorization.management.updateTicket({
        serviceId,
        authorizationTicketUpdateRequest: { ticket, info: "step two" }
      })
    ).toMatchObject({ action: "OK", info: "step two" })
    expect(
      await sdk.authorization.management.getTicketInfo({ serviceId, authorizationTicketInfoRequest: { ticket } })
    ).toMatchObject({ action: "OK", info: { context: "step two" } })
  })

  it("may begin with a pushed request", async () => {
    const pushed = await sdk.pushedAuthorization.create({
      serviceId,
      pushedAuthorizationRequest: { parameters: request(), ...credentials }
    })
    expect(pushed).toMatchObject({ action: "CREATED", clientAuthMethod: "CLIENT_SECRET_BASIC" })
    const begun = await sdk.authorization.processRequest({
      serviceId,
      authorizationRequest: { parameters: parameters({ client_id: id, request_uri: given(pushed.requestUri) }) }
    })
    expect(begun.action).toBe("INTERACTION")
  })
})

describe("what a login leaves", () => {
  it("is told to the client by userinfo", async () => {
    const token = given((await login()).accessToken)
    expect(await sdk.userinfo.process({ serviceId, userinfoRequest: { token } })).toMatchObject({
      action: "OK",
      subject: "john",
      claims: ["email", "email_verified"]
    })
    const issued = await sdk.userinfo.issue({
      serviceId,
      userinfoIssueRequest: { token, claims: "{\"email\":\"john@example.com\"}", sub: "john" }
    })
    expect(issued.action).toBe("JSON")
    expect(JSON.parse(given(issued.responseContent))).toEqual({ sub: "john", email: "john@example.com" })
    expect(await sdk.userinfo.process({ serviceId, userinfoRequest: { token: "unknown" } }))
      .toMatchObject({ action: "UNAUTHORIZED" })
  })

  it("is seen and ended by grant management", async () => {
    const { accessToken, grantId } = await login({ grant_management_action: "create" })
    const manage = (gmAction: "QUERY" | "REVOKE") =>
      sdk.grantManagement.processRequest({
        serviceId,
        gMRequest: { accessToken: given(accessToken), grantId: given(grantId), gmAction }
      })
    const query = await manage("QUERY")
    expect(query.action).toBe("OK")
    expect(JSON.parse(given(query.responseContent))).toMatchObject({ scopes: [expect.anything()] })
    expect(await manage("REVOKE")).toMatchObject({ action: "NO_CONTENT" })
    expect(await manage("QUERY")).toMatchObject({ action: "NOT_FOUND" })
  })

  it("is seen and ended for the resource owner", async () => {
    await login()
    const listed = await sdk.client.list({ serviceId, start: 0, end: 100 })
    expect(listed).toMatchObject({ totalCount: 1, clients: [{ clientId, redirectUris: [callback] }] })
    expect(await sdk.client.get({ serviceId, clientId: id })).toMatchObject({ clientId, clientName: "Demo" })
    const [about, subject] = [{ serviceId, clientId: id }, "john"]
    const { management } = sdk.client
    const granted = { subjectPathParameter: subject, subjectQueryParameter: subject }
    expect((await management.getGrantedScopes({ ...about, ...granted })).mergedGrantedScopes).toContain("email")
    expect(await management.deleteAuthorizations({ ...about, ...granted })).toMatchObject({ resultCode: "A137001" })
    expect(await management.listAuthorizations({ serviceId, ...granted })).toMatchObject({ totalCount: 0 })
  })
})

describe("the registration of a client", () => {
  it("is made, read, changed and ended", async () => {
    const { dynamicClientRegistration } = sdk
    const made = await dynamicClientRegistration.register({
      serviceId,
      requestBody: { json: JSON.stringify({ client_name: "Registered", redirect_uris: [callback] }) }
    })
    expect(made.action).toBe("CREATED")
    const { client_id: registered, registration_access_token: token } = JSON.parse(given(made.responseContent))
    const about = { clientId: String(registered), token: String(token) }
    expect(await dynamicClientRegistration.get({ serviceId, requestBody: about })).toMatchObject({ action: "OK" })
    const json = JSON.stringify({ client_id: about.clientId, client_name: "Renamed", redirect_uris: [callback] })
    expect(await dynamicClientRegistration.update({ serviceId, requestBody: { ...about, json } }))
      .toMatchObject({ action: "UPDATED", client: { clientName: "Renamed" } })
    expect(await dynamicClientRegistration.delete({ serviceId, requestBody: about }))
      .toMatchObject({ action: "DELETED" })
  })
})

describe("the service", () => {
  it("tells its keys, and that it takes no part in a federation", async () => {
    await sdk.service.getConfiguration({ serviceId })
    const { keys = [] } = await sdk.jwkSetEndpoint.serviceJwksGetApi({ serviceId }) ?? {}
    expect(keys.length).toBeGreaterThan(0)
    expect(await sdk.federation.configuration({ serviceId, requestBody: {} })).toMatchObject({ action: "NOT_FOUND" })
    const registration = { serviceId, federationRegistrationRequest: { entityConfiguration: "a.b.c" } }
    expect(await sdk.federation.registration(registration)).toMatchObject({ action: "NOT_FOUND" })
  })
})
