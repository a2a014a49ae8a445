import type { Introspection } from "effect-authlete"
import { Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

describe("a call that would be about more than was meant does not compile:", () => {
  test("a revocation of nothing", () => {
    expect(Tokens.revoke).type.not.toBeCallableWith({})
    expect(Tokens.revokeForm).type.not.toBeCallableWith({})
  })

  test("an update of nothing", () => {
    expect(Tokens.update).type.not.toBeCallableWith({ scopes: ["read"] })
    expect(Tokens.updateForm).type.not.toBeCallableWith({ scopes: ["read"] })
  })

  test("by a client or a subject that may be undefined", () => {
    const may = {} as { readonly be: string | undefined }
    expect(Tokens.list).type.not.toBeCallableWith({ subject: may.be })
    expect(Tokens.count).type.not.toBeCallableWith({ clientIdentifier: may.be })
    expect(Tokens.stream).type.not.toBeCallableWith({ subject: may.be })
    expect(Tokens.revoke).type.not.toBeCallableWith({ subject: may.be })
    expect(Tokens.revoke).type.not.toBeCallableWith({ clientIdentifier: "1", subject: may.be })
    expect(Tokens.update).type.not.toBeCallableWith({ accessTokenHash: may.be })
  })
})

describe("a call that selects compiles:", () => {
  test("a revocation by each selector, and by two", () => {
    expect(Tokens.revoke).type.toBeCallableWith({ accessTokenIdentifier: "a" })
    expect(Tokens.revoke).type.toBeCallableWith({ refreshTokenIdentifier: "a" })
    expect(Tokens.revoke).type.toBeCallableWith({ clientIdentifier: "1" })
    expect(Tokens.revokeForm).type.toBeCallableWith({ clientIdentifier: "1", subject: "john" })
  })

  test("an update by each selector", () => {
    expect(Tokens.update).type.toBeCallableWith({ accessToken: "a" })
    expect(Tokens.update).type.toBeCallableWith({ accessTokenHash: "a" })
    expect(Tokens.update).type.toBeCallableWith({ refreshToken: "a" })
    expect(Tokens.updateForm).type.toBeCallableWith({ refreshTokenHash: "a", scopes: ["read"] })
  })

  test("a list of all tokens", () => {
    expect(Tokens.list).type.toBeCallableWith({})
    expect(Tokens.stream).type.toBeCallableWith()
  })

  test("an introspection for no subject in particular", () => {
    expect<{ readonly token: "t" }>().type.toBeAssignableTo<Introspection.IntrospectionRequest>()
  })
})
