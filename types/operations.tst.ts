import { Effect, Stream } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Introspection, Revocation, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<A> = Effect.Effect<A, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
type Operation<Request, Response> = (request: Request) => Call<Response>
type OptionalOperation<Request, Response> = (request?: Request) => Call<Response>

describe("an operation takes its request, succeeds with its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Tokens.process", () => {
    expect(Tokens.process).type.toBe<Operation<Tokens.TokenProcessRequest, Tokens.TokenProcessResponse>>()
  })

  test("Tokens.fail", () => {
    expect(Tokens.fail).type.toBe<Operation<Tokens.TokenFailRequest, Tokens.TokenFailResponse>>()
  })

  test("Tokens.failForm", () => {
    expect(Tokens.failForm).type.toBe<Operation<Tokens.TokenFailRequest, Tokens.TokenFailResponse>>()
  })

  test("Tokens.issue", () => {
    expect(Tokens.issue).type.toBe<Operation<Tokens.TokenIssueRequest, Tokens.TokenIssueResponse>>()
  })

  test("Tokens.issueForm", () => {
    expect(Tokens.issueForm).type.toBe<Operation<Tokens.TokenIssueFormRequest, Tokens.TokenIssueResponse>>()
  })

  test("Tokens.reissueIdToken", () => {
    expect(Tokens.reissueIdToken).type.toBe<Operation<Tokens.IdTokenReissueRequest, Tokens.IdTokenReissueResponse>>()
  })

  test("Tokens.list", () => {
    expect(Tokens.list).type.toBe<OptionalOperation<Tokens.TokenListRequest, Tokens.TokenListResponse>>()
  })

  test("Tokens.count", () => {
    expect(Tokens.count).type.toBe<OptionalOperation<Tokens.Filter, number>>()
  })

  test("Tokens.create", () => {
    expect(Tokens.create).type.toBe<Operation<Tokens.TokenCreateRequest, Tokens.TokenCreateResponse>>()
  })

  test("Tokens.createForm", () => {
    expect(Tokens.createForm).type.toBe<Operation<Tokens.TokenCreateFormRequest, Tokens.TokenCreateResponse>>()
  })

  test("Tokens.update", () => {
    expect(Tokens.update).type.toBe<Operation<Tokens.TokenUpdateRequest, Tokens.TokenUpdateResponse>>()
  })

  test("Tokens.updateForm", () => {
    expect(Tokens.updateForm).type.toBe<Operation<Tokens.TokenUpdateFormRequest, Tokens.TokenUpdateResponse>>()
  })

  test("Tokens.delete", () => {
    expect(Tokens.delete).type.toBe<Operation<Tokens.AccessTokenIdentifier, void>>()
  })

  test("Tokens.revoke", () => {
    expect(Tokens.revoke).type.toBe<Operation<Tokens.TokenRevokeRequest, Tokens.TokenRevokeResponse>>()
  })

  test("Tokens.revokeForm", () => {
    expect(Tokens.revokeForm).type.toBe<Operation<Tokens.TokenRevokeRequest, Tokens.TokenRevokeResponse>>()
  })

  test("Revocation.process", () => {
    expect(Revocation.process).type.toBe<Operation<Revocation.RevocationRequest, Revocation.RevocationResponse>>()
  })

  test("Revocation.processForm", () => {
    expect(Revocation.processForm).type.toBe<Operation<Revocation.RevocationRequest, Revocation.RevocationResponse>>()
  })

  test("Introspection.process", () => {
    expect(Introspection.process).type.toBe<
      Operation<Introspection.IntrospectionRequest, Introspection.IntrospectionResponse>
    >()
  })

  test("Introspection.standardProcess", () => {
    expect(Introspection.standardProcess).type.toBe<
      Operation<Introspection.StandardIntrospectionRequest, Introspection.StandardIntrospectionResponse>
    >()
  })
})

describe("Tokens.stream", () => {
  test("is a stream of tokens that fails and needs what an operation does", () => {
    expect(Tokens.stream()).type.toBe<
      Stream.Stream<Tokens.AccessToken, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
    >()
  })

  test("takes a filter and how many pages to ask for ahead", () => {
    expect(Tokens.stream).type.toBeCallableWith({ subject: "john", tokenStatus: "VALID" }, { prefetch: 2 })
  })

  test("does not take the bounds of a page, which it goes over itself", () => {
    expect(Tokens.stream).type.not.toBeCallableWith({ subject: "john", start: 20 })
  })

  test("runs to a chunk of tokens like any stream", () => {
    expect(
      Tokens.stream().pipe(Stream.map(({ accessTokenHash }) => accessTokenHash), Stream.runHead, Effect.map(String))
    )
      .type.toBe<Call<string>>()
  })
})

describe("AuthleteClient.execute", () => {
  test("runs an operation that a user wrote", () => {
    const operation = {} as AuthleteClient.Operation<
      { readonly id: string },
      unknown,
      { readonly name: string },
      unknown
    >
    expect(AuthleteClient.execute(operation, { id: "1" })).type.toBe<Call<{ readonly name: string }>>()
  })
})
