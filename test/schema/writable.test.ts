import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { decode, encodeStrictly } from "../../src/internal/edge/schemaIssues.js"
import { secretsOf } from "../../src/internal/schema/secrets.js"
import { told } from "../support/result.js"
import { Client, ClientRequest } from "./client.js"

const encode = (request: unknown) => told(encodeStrictly(ClientRequest, request as ClientRequest))

const encoded = {
  clientName: "Demo",
  clientSecret: "the-secret",
  redirectUris: ["https://client.example.com"],
  grantTypes: ["AUTHORIZATION_CODE", "UNHEARD_OF"],
  attributes: [{ key: "a", value: "b" }],
  keys: [{ id: "1", jwk: "the-first-key" }, { id: "2", jwk: "the-second-key", note: "new" }],
  extension: { mainKey: { id: "3", jwk: "the-third-key" }, locked: false }
}

describe("a request that is derived from a response", () => {
  it("takes what a response holds, without what only Authlete sets", () => {
    const { clientId, createdAt, ...rest } = Schema.decodeSync(Client)({ ...encoded, clientId: 1, createdAt: 2 })
    expect([clientId, createdAt]).toStrictEqual([1, 2])
    expect(encode(rest)).toMatchObject({ succeeded: encoded })
  })

  it("takes secrets in the clear, at its top and below", () => {
    expect(encode(encoded)).toMatchObject({ succeeded: encoded })
  })

  it("takes secrets that are Redacted beside those in the clear", () => {
    const keys = [{ id: "1", jwk: Redacted.make("the-first-key") }, { id: "2", jwk: "the-second-key" }]
    expect(encode({ keys })).toMatchObject({
      succeeded: { keys: [{ id: "1", jwk: "the-first-key" }, { id: "2", jwk: "the-second-key" }] }
    })
  })

  it("takes undefined for what may be absent, at its top and below", () => {
    const result = encode({ clientName: undefined, keys: [{ id: "1", jwk: "k", note: undefined }] })
    expect(JSON.stringify(result)).toBe(JSON.stringify({ succeeded: { keys: [{ id: "1", jwk: "k" }] } }))
  })

  it.each([
    ["what only Authlete sets", { clientId: 1 }, ["clientId"]],
    ["a field that there is not", { keys: [{ id: "1", jwk: "k", kid: "1" }] }, ["keys", 0, "kid"]],
    ["a part that lacks what it must have", { keys: [{ jwk: "k" }] }, ["keys", 0, "id"]],
    ["a field of another type", { extension: { locked: "no" } }, ["extension", "locked"]]
  ])("does not take %s", (_, request, path) => {
    expect(encode(request)).toMatchObject({ failed: [{ path }] })
  })

  it("is known by its secrets, as the response is", () => {
    const secrets = ["the-secret", "the-first-key", "the-second-key", "the-third-key"]
    expect(secretsOf(ClientRequest, encoded)).toStrictEqual(secrets)
    expect(secretsOf(Client, encoded)).toStrictEqual(secrets)
  })

  it("leaves the response as it is", () => {
    expect(told(decode(Client, { clientName: undefined }))).toMatchObject({ failed: [{ path: ["clientName"] }] })
  })
})
