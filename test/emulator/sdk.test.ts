/**
 * Authlete's own SDK, unchanged, against the command: its decoding is a judge of the emulator's responses.
 */
import { Authlete } from "@authlete/typescript-sdk"
import { AuthleteDefaultError, ResultError } from "@authlete/typescript-sdk/models/errors"
import { beforeEach, describe, expect, it } from "vitest"
import type { Emulator } from "../cli/support.js"
import { start } from "../cli/support.js"

const clientId = 26888344961664
const credentials = { clientId: String(clientId), clientSecret: "emulator-client-secret" }

let emulator: Emulator
let sdk: Authlete

beforeEach(async () => {
  emulator = await start()
  sdk = new Authlete({ serverURL: emulator.url, bearer: emulator.accessToken })
})

const serviceId = "715948317"

const parameters = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

const token = (fields: Readonly<Record<string, string>>) =>
  sdk.token.process({ serviceId, tokenRequest: { parameters: parameters(fields), ...credentials } })

const password = () =>
  token({ grant_type: "password", username: "john", password: "secret", scope: "history.read timeline.read" })

const create = (fields: object = {}) =>
  sdk.token.management.create({
    serviceId,
    tokenCreateRequest: {
      grantType: "AUTHORIZATION_CODE",
      clientId,
      subject: "john",
      scopes: ["history.read"],
      ...fields
    }
  })

const introspect = (value: string, fields: object = {}) =>
  sdk.introspection.process({ serviceId, introspectionRequest: { token: value, ...fields } })

const list = (fields: object = {}) => sdk.token.management.list({ serviceId, ...fields })

const given = (value: string | undefined): string => {
  if (value === undefined) throw new Error("The response lacks a token or a ticket.")
  return value
}

describe("the password flow", () => {
  it("goes from the ticket to a token that introspection knows, and on by refreshing", async () => {
    const processed = await password()
    expect(processed).toMatchObject({ action: "PASSWORD", username: "john", password: "secret", clientId })

    const issued = await sdk.token.issue({
      serviceId,
      tokenIssueRequest: {
        ticket: given(processed.ticket),
        subject: "john",
        properties: [{ key: "tenant", value: "7", hidden: true }]
      }
    })
    expect(issued).toMatchObject({ action: "OK", subject: "john", clientId, scopes: ["history.read", "timeline.read"] })
    expect(await introspect(given(issued.accessToken))).toMatchObject({
      action: "OK",
      existent: true,
      usable: true,
      subject: "john",
      properties: [{ key: "tenant", value: "7", hidden: true }]
    })

    const refreshed = await token({ grant_type: "refresh_token", refresh_token: given(issued.refreshToken) })
    expect(refreshed).toMatchObject({ action: "OK", grantType: "REFRESH_TOKEN", subject: "john" })
    expect(await introspect(given(issued.accessToken))).toMatchObject({ action: "UNAUTHORIZED", existent: false })
    expect(await introspect(given(refreshed.accessToken))).toMatchObject({ action: "OK" })
  })

  it("ends in an error for the client if the request fails", async () => {
    const { ticket } = await password()
    const failed = await sdk.token.fail({
      serviceId,
      tokenFailRequest: { ticket: given(ticket), reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" }
    })
    expect(failed.action).toBe("BAD_REQUEST")
    expect(JSON.parse(given(failed.responseContent))).toMatchObject({ error: "invalid_request" })
    const again = await sdk.token.issue({ serviceId, tokenIssueRequest: { ticket: given(ticket), subject: "john" } })
    expect(again.action).toBe("INTERNAL_SERVER_ERROR")
  })
})

describe("the token endpoint", () => {
  it("issues a token for the client itself", async () => {
    expect(await token({ grant_type: "client_credentials", scope: "history.read" })).toMatchObject({
      action: "OK",
      grantType: "CLIENT_CREDENTIALS",
      clientId
    })
  })

  for (
    const [name, fields, action] of [
      ["an unknown grant type", { grant_type: "unknown" }, "BAD_REQUEST"],
      ["an unknown refresh token", { grant_type: "refresh_token", refresh_token: "unknown" }, "BAD_REQUEST"],
      ["an unknown code", { grant_type: "authorization_code", code: "unknown" }, "BAD_REQUEST"]
    ] as const
  ) {
    it(`refuses ${name}`, async () => {
      expect(await token(fields)).toMatchObject({ action, resultCode: expect.any(String) })
    })
  }

  it("refuses a wrong secret", async () => {
    const { action } = await sdk.token.process({
      serviceId,
      tokenRequest: { parameters: "grant_type=client_credentials", ...credentials, clientSecret: "wrong" }
    })
    expect(action).toBe("INVALID_CLIENT")
  })
})

describe("token management", () => {
  it("creates a token with all that can be said about it", async () => {
    const fields = {
      accessToken: "chosen-access",
      refreshToken: "chosen-refresh",
      properties: [{ key: "tenant", value: "7" }],
      authorizationDetails: { elements: [{ type: "payment", otherFields: "{\"amount\":1}" }] },
      resources: ["https://api.example.com"],
      acr: "loa2",
      authTime: 1_640_000_000,
      sessionId: "session",
      accessTokenDuration: 60
    }
    expect(await create(fields)).toMatchObject({
      action: "OK",
      accessToken: "chosen-access",
      refreshToken: "chosen-refresh",
      clientId,
      expiresIn: 60,
      tokenType: "Bearer",
      authorizationDetails: { elements: [{ type: "payment" }] }
    })
    expect(await introspect("chosen-access")).toMatchObject({
      action: "OK",
      acr: "loa2",
      authTime: 1_640_000_000,
      grantType: "AUTHORIZATION_CODE",
      authorizationDetails: { elements: [{ type: "payment" }] }
    })
  })

  it("lists tokens by client and subject, page by page", async () => {
    for (const subject of ["john", "jane", "john"]) await create({ subject })
    expect(await list()).toMatchObject({ start: 0, end: 5, totalCount: 3 })
    const { accessTokens, client, totalCount } = await list({ clientIdentifier: String(clientId), subject: "john" })
    expect(totalCount).toBe(2)
    expect(client).toMatchObject({ clientId })
    expect(accessTokens).toMatchObject([{ subject: "john", clientId, grantType: "AUTHORIZATION_CODE" }, {}])
    expect((await list({ start: 1, end: 2 })).accessTokens).toHaveLength(1)
  })

  it("updates, revokes and deletes", async () => {
    const { accessToken } = await create()
    const updated = await sdk.token.management.update({
      serviceId,
      tokenUpdateRequest: { accessToken: given(accessToken), scopes: ["timeline.read"] }
    })
    expect(updated).toMatchObject({ action: "OK", scopes: ["timeline.read"] })

    await sdk.token.management.delete({ serviceId, accessTokenIdentifier: given(accessToken) })
    expect(await introspect(given(accessToken))).toMatchObject({ action: "UNAUTHORIZED", existent: false })

    await create()
    await create()
    expect(await sdk.token.management.revoke({ serviceId, tokenRevokeRequest: { subject: "john" } }))
      .toMatchObject({ count: 2 })
    expect((await list()).totalCount).toBe(0)
  })

  it("reports what cannot be created or updated", async () => {
    expect(await create({ clientId: 1 })).toMatchObject({ action: "BAD_REQUEST" })
    expect(
      await sdk.token.management.update({ serviceId, tokenUpdateRequest: { accessToken: "unknown", scopes: [] } })
    ).toMatchObject({ action: "NOT_FOUND" })
  })

  it("deletes by an identifier that has to be escaped", async () => {
    await create({ accessToken: "a/b+c=" })
    await sdk.token.management.delete({ serviceId, accessTokenIdentifier: "a/b+c=" })
    expect((await list()).totalCount).toBe(0)
  })
})

describe("introspection", () => {
  it("tells what a token is not good for", async () => {
    const { accessToken } = await create()
    expect(await introspect(given(accessToken), { scopes: ["timeline.read"] })).toMatchObject({
      action: "FORBIDDEN",
      sufficient: false
    })
    expect(await introspect(given(accessToken), { subject: "jane" })).toMatchObject({ action: "FORBIDDEN" })
    expect(await introspect("unknown")).toMatchObject({ action: "UNAUTHORIZED" })
  })

  it("responds by RFC 7662", async () => {
    const { accessToken } = await create()
    const standard = (value: string) =>
      sdk.introspection.standardProcess({
        serviceId,
        standardIntrospectionRequest: { parameters: parameters({ token: value }) }
      })
    const known = await standard(given(accessToken))
    expect(known.action).toBe("OK")
    expect(JSON.parse(given(known.responseContent))).toMatchObject({ active: true, sub: "john" })
    const unknown = await standard("unknown")
    expect(JSON.parse(given(unknown.responseContent))).toEqual({ active: false })
    const wrong = await sdk.introspection.standardProcess({
      serviceId,
      standardIntrospectionRequest: { parameters: "nothing=here" }
    })
    expect(wrong.action).toBe("BAD_REQUEST")
  })
})

describe("revocation", () => {
  const revoke = (fields: Readonly<Record<string, string>>, as: object = credentials) =>
    sdk.revocation.process({ serviceId, revocationRequest: { parameters: parameters(fields), ...as } })

  it("takes the token away, for the client that it belongs to", async () => {
    const { accessToken } = await create()
    const form = { token: given(accessToken), token_type_hint: "access_token" }
    expect(await revoke(form, { clientId: String(clientId), clientSecret: "wrong" })).toMatchObject({
      action: "INVALID_CLIENT"
    })
    expect(await revoke(form)).toMatchObject({ action: "OK" })
    expect(await introspect(given(accessToken))).toMatchObject({ existent: false })
    expect(await revoke({})).toMatchObject({ action: "BAD_REQUEST" })
  })
})

describe("errors", () => {
  const failure = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error) => error)

  it("are results of the SDK's for 400 and 401", async () => {
    const stranger = new Authlete({ serverURL: emulator.url, bearer: "wrong" })
    const unauthorized = await failure(stranger.token.management.list({ serviceId }))
    expect(unauthorized).toBeInstanceOf(ResultError)
    expect(unauthorized).toMatchObject({ statusCode: 401, resultCode: "A458101", resultMessage: expect.any(String) })

    const nothing = await failure(sdk.token.management.revoke({ serviceId, tokenRevokeRequest: {} }))
    expect(nothing).toBeInstanceOf(ResultError)
    expect(nothing).toMatchObject({ statusCode: 400, resultCode: expect.any(String) })
  })

  it("are the SDK's default error for what the file does not describe", async () => {
    const unknown = await failure(sdk.token.management.delete({ serviceId, accessTokenIdentifier: "unknown" }))
    expect(unknown).toBeInstanceOf(AuthleteDefaultError)
    expect(unknown).toMatchObject({ statusCode: 404, body: expect.stringContaining("A161202") })
    expect(await failure(sdk.token.management.list({ serviceId: "1" }))).toMatchObject({ statusCode: 404 })
  })
})
