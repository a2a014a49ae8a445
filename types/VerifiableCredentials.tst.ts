import { Match } from "effect"
import type { Effect, Redacted } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { VerifiableCredentials } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
type Operation<Request, Response> = (request: Request) => Call<Response>
type Document<Response> = () => Call<Response>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("VerifiableCredentials.metadata", () => {
    expect(VerifiableCredentials.metadata).type.toBe<Document<VerifiableCredentials.VciMetadataResponse>>()
  })

  test("VerifiableCredentials.jwtIssuer", () => {
    expect(VerifiableCredentials.jwtIssuer).type.toBe<Document<VerifiableCredentials.VciJwtIssuerResponse>>()
  })

  test("VerifiableCredentials.jwks", () => {
    expect(VerifiableCredentials.jwks).type.toBe<Document<VerifiableCredentials.VciJwksResponse>>()
  })

  test("VerifiableCredentials.nonce", () => {
    expect(VerifiableCredentials.nonce).type.toBe<Document<VerifiableCredentials.VciNonceResponse>>()
  })

  test("VerifiableCredentials.createOffer", () => {
    expect(VerifiableCredentials.createOffer).type.toBe<
      Operation<VerifiableCredentials.VciOfferCreateRequest, VerifiableCredentials.VciOfferCreateResponse>
    >()
  })

  test("VerifiableCredentials.offerInfo", () => {
    expect(VerifiableCredentials.offerInfo).type.toBe<
      Operation<VerifiableCredentials.VciOfferInfoRequest, VerifiableCredentials.VciOfferInfoResponse>
    >()
  })

  test("VerifiableCredentials.parse", () => {
    expect(VerifiableCredentials.parse).type.toBe<
      Operation<VerifiableCredentials.VciSingleParseRequest, VerifiableCredentials.VciSingleParseResponse>
    >()
  })

  test("VerifiableCredentials.issue", () => {
    expect(VerifiableCredentials.issue).type.toBe<
      Operation<VerifiableCredentials.VciSingleIssueRequest, VerifiableCredentials.VciSingleIssueResponse>
    >()
  })

  test("VerifiableCredentials.batchParse", () => {
    expect(VerifiableCredentials.batchParse).type.toBe<
      Operation<VerifiableCredentials.VciBatchParseRequest, VerifiableCredentials.VciBatchParseResponse>
    >()
  })

  test("VerifiableCredentials.batchIssue", () => {
    expect(VerifiableCredentials.batchIssue).type.toBe<
      Operation<VerifiableCredentials.VciBatchIssueRequest, VerifiableCredentials.VciBatchIssueResponse>
    >()
  })

  test("VerifiableCredentials.deferredParse", () => {
    expect(VerifiableCredentials.deferredParse).type.toBe<
      Operation<VerifiableCredentials.VciDeferredParseRequest, VerifiableCredentials.VciDeferredParseResponse>
    >()
  })

  test("VerifiableCredentials.deferredIssue", () => {
    expect(VerifiableCredentials.deferredIssue).type.toBe<
      Operation<VerifiableCredentials.VciDeferredIssueRequest, VerifiableCredentials.VciDeferredIssueResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("VerifiableCredentials.metadata, jwtIssuer, jwks and nonce", () => {
    const match = Match.type<
      | VerifiableCredentials.VciMetadataResponse
      | VerifiableCredentials.VciJwtIssuerResponse
      | VerifiableCredentials.VciJwksResponse
      | VerifiableCredentials.VciNonceResponse
    >().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        NOT_FOUND: status(404),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBeCallableWith({} as VerifiableCredentials.VciMetadataResponse)
  })

  test("VerifiableCredentials.parse, batchParse and deferredParse", () => {
    const match = Match.type<
      | VerifiableCredentials.VciSingleParseResponse
      | VerifiableCredentials.VciBatchParseResponse
      | VerifiableCredentials.VciDeferredParseResponse
    >().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(0),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBeCallableWith({} as VerifiableCredentials.VciSingleParseResponse)
  })

  test("VerifiableCredentials.issue and batchIssue", () => {
    const match = Match.type<
      VerifiableCredentials.VciSingleIssueResponse | VerifiableCredentials.VciBatchIssueResponse
    >().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        OK_JWT: status(200),
        ACCEPTED: status(202),
        ACCEPTED_JWT: status(202),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500),
        CALLER_ERROR: status(500)
      })
    )
    expect(match).type.toBeCallableWith({} as VerifiableCredentials.VciSingleIssueResponse)
  })

  test("VerifiableCredentials.deferredIssue", () => {
    const match = Match.type<VerifiableCredentials.VciDeferredIssueResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        OK_JWT: status(200),
        ACCEPTED: status(202),
        ACCEPTED_JWT: status(202),
        BAD_REQUEST: status(400),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500),
        CALLER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: VerifiableCredentials.VciDeferredIssueResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("VerifiableCredentials.parse", () => {
    Match.type<VerifiableCredentials.VciSingleParseResponse>().pipe(
      // @ts-expect-error Property 'UNAUTHORIZED' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(0),
        BAD_REQUEST: status(400),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("VerifiableCredentials.deferredIssue", () => {
    Match.type<VerifiableCredentials.VciDeferredIssueResponse>().pipe(
      // @ts-expect-error Property 'ACCEPTED' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        OK_JWT: status(200),
        ACCEPTED_JWT: status(202),
        BAD_REQUEST: status(400),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500),
        CALLER_ERROR: status(500)
      })
    )
  })
})

test("the other actions of createOffer and offerInfo are errors", () => {
  expect<VerifiableCredentials.VciOfferCreateResponse["action"]>().type.toBe<"CREATED">()
  expect<VerifiableCredentials.VciOfferInfoResponse["action"]>().type.toBe<"OK">()
})

describe("the action decides", () => {
  type Issue = VerifiableCredentials.VciSingleIssueResponse

  test("that there is a transaction id", () => {
    expect<Extract<Issue, { readonly action: "ACCEPTED" }>["transactionId"]>().type.toBe<
      Redacted.Redacted | undefined
    >()
    expect<Extract<Issue, { readonly action: "OK" }>>().type.not.toHaveProperty("transactionId")
  })

  test("that the content is a credential, which is Redacted, or an error, which is not", () => {
    expect<Extract<Issue, { readonly action: "OK_JWT" }>["responseContent"]>().type.toBe<Redacted.Redacted>()
    expect<Extract<Issue, { readonly action: "BAD_REQUEST" }>["responseContent"]>().type.toBe<string | undefined>()
  })
})

describe("a secret of a response", () => {
  test("can be passed on from the request that was parsed to the order", () => {
    const { identifier } = {} as VerifiableCredentials.CredentialRequestInfo
    expect(VerifiableCredentials.deferredIssue).type.toBeCallableWith({ order: { requestIdentifier: identifier } })
  })

  test("can be passed on from the offer that was made to the one that is looked for", () => {
    const { info } = {} as VerifiableCredentials.VciOfferCreateResponse
    expect(VerifiableCredentials.offerInfo).type.toBeCallableWith({ identifier: info.identifier })
  })
})

describe("a request", () => {
  test("of an offer is for somebody", () => {
    expect(VerifiableCredentials.createOffer).type.not.toBeCallableWith({ credentialConfigurationIds: ["a"] })
  })

  test("to parse comes with an access token", () => {
    expect(VerifiableCredentials.parse).type.not.toBeCallableWith({ requestContent: "{}" })
  })

  test("for a document has nothing to say", () => {
    expect(VerifiableCredentials.metadata).type.not.toBeCallableWith({ pretty: true })
  })
})
