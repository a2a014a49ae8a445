import type { Redacted } from "effect"
import { Effect } from "effect"
import type { AuthleteClient, AuthleteError, Introspection } from "effect-authlete"
import { Revocation, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

describe("a secret of a response", () => {
  test("is Redacted, and there, as the access token of Tokens.create", () => {
    expect<Tokens.TokenCreateResponse>().type.toBeAssignableTo<{ readonly accessToken: Redacted.Redacted }>()
    expect<Tokens.TokenCreateResponse["accessToken"]>().type.toBe<Redacted.Redacted>()
  })

  test("is Redacted, if there, as the refresh token of Tokens.create", () => {
    expect<Tokens.TokenCreateResponse["refreshToken"]>().type.toBe<Redacted.Redacted | undefined>()
  })

  test("is Redacted, and there, as the response content of Introspection.standardProcess", () => {
    type Ok = Extract<Introspection.StandardIntrospectionResponse, { readonly action: "OK" | "JWT" }>
    expect<Ok["responseContent"]>().type.toBe<Redacted.Redacted>()
  })

  test("can be passed on to a request", () => {
    const created = {} as Tokens.TokenCreateResponse
    expect(Tokens.update).type.toBeCallableWith({ accessToken: created.accessToken })
    expect(Tokens.revoke).type.toBeCallableWith({ accessTokenIdentifier: created.accessToken })
    expect(Tokens.delete).type.toBeCallableWith(created.accessToken)
  })

  test("can be passed on as it is, be it there or not", () => {
    const created = {} as Tokens.TokenCreateResponse
    expect(Tokens.revoke).type.toBeCallableWith({ refreshTokenIdentifier: created.refreshToken })
  })

  test("can be passed on from the ticket of Tokens.process", () => {
    const asked = {} as Extract<Tokens.TokenProcessResponse, { readonly action: "PASSWORD" }>
    expect(Tokens.issue).type.toBeCallableWith({ ticket: asked.ticket, subject: "john" })
    expect(Tokens.fail).type.toBeCallableWith({ ticket: asked.ticket, reason: "UNKNOWN" })
  })

  test("does not pass for a string", () => {
    expect<Tokens.TokenCreateResponse["accessToken"]>().type.not.toBeAssignableTo<string>()
  })
})

describe("a secret of a request", () => {
  test("may be a string", () => {
    expect(Revocation.process).type.toBeCallableWith({ parameters: "token=a", clientSecret: "s" })
  })

  test("may be Redacted", () => {
    const secret = {} as Redacted.Redacted
    expect(Revocation.process).type.toBeCallableWith({ parameters: secret, clientSecret: secret })
  })

  test("is no number", () => {
    expect(Revocation.process).type.not.toBeCallableWith({ parameters: 1 })
  })
})

describe("a request", () => {
  test("has no fields that Authlete does not know", () => {
    expect(Tokens.create).type.not.toBeCallableWith({ grantType: "PASSWORD", unheardOf: 1 })
  })

  test("has no fields that Authlete does not know, at any depth", () => {
    expect(Tokens.create).type.not.toBeCallableWith({
      grantType: "PASSWORD",
      authorizationDetails: { elements: [{ type: "a", unheardOf: 1 }] }
    })
  })

  test("is not complete without what Authlete requires", () => {
    expect(Tokens.create).type.not.toBeCallableWith({ clientId: 1 })
  })

  test("may spell out that a field is left out", () => {
    expect(Tokens.create).type.toBeCallableWith({ grantType: "PASSWORD", subject: undefined })
  })

  test("takes arrays that nobody may change", () => {
    expect(Tokens.create).type.toBeCallableWith({ grantType: "PASSWORD", scopes: ["read"] as ReadonlyArray<string> })
  })

  test("has no properties in a form", () => {
    expect(Tokens.createForm).type.not.toBeCallableWith({ grantType: "PASSWORD", properties: [{ key: "a" }] })
    expect(Tokens.updateForm).type.not.toBeCallableWith({ accessToken: "a", properties: [{ key: "a" }] })
    expect(Tokens.issueForm).type.not.toBeCallableWith({ ticket: "a", subject: "b", properties: [{ key: "a" }] })
  })
})

describe("an enum of a request is closed", () => {
  test("to grant types that Authlete does not know", () => {
    expect(Tokens.create).type.not.toBeCallableWith({ grantType: "UNHEARD_OF" })
  })

  test("to reasons that Authlete does not know", () => {
    expect(Tokens.fail).type.not.toBeCallableWith({ ticket: "a", reason: "UNHEARD_OF" })
  })

  test("to states that Authlete does not know", () => {
    expect(Tokens.list).type.not.toBeCallableWith({ tokenStatus: "UNHEARD_OF" })
  })

  test("to texts that might be anything", () => {
    expect(Tokens.create).type.not.toBeCallableWith({ grantType: "PASSWORD" as string })
  })
})

describe("an enum of a response is open", () => {
  type GrantType = Exclude<Tokens.TokenCreateResponse["grantType"], undefined>

  test("to values that are not known yet", () => {
    expect<"UNHEARD_OF">().type.toBeAssignableTo<GrantType>()
  })

  test("and still lists the known ones", () => {
    expect<GrantType>().type.toBe<typeof Tokens.GrantType.Type | (string & {})>()
    expect<Extract<GrantType, "REFRESH_TOKEN">>().type.toBe<"REFRESH_TOKEN">()
  })

  test("so that one is no request's without a look", () => {
    const created = {} as Tokens.TokenCreateResponse & { readonly grantType: GrantType }
    expect(Tokens.create).type.not.toBeCallableWith({ grantType: created.grantType })
  })
})

test("an example of the documentation types as it stands", () => {
  const program = Effect.gen(function*() {
    const { accessToken, expiresAt } = yield* Tokens.create({
      grantType: "AUTHORIZATION_CODE",
      clientId: 26888344961664,
      subject: "john",
      scopes: ["history.read", "timeline.read"]
    })
    yield* Tokens.update({ accessToken, accessTokenExpiresAt: (expiresAt ?? 0) + 1000 })
    return yield* Tokens.revoke({ accessTokenIdentifier: accessToken })
  })
  expect(program).type.toBe<
    Effect.Effect<Tokens.TokenRevokeResponse, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  >()
})
