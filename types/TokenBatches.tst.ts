import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Tokens.createBatch", () => {
    expect(Tokens.createBatch).type.toBe<
      (request: Tokens.TokenCreateBatchRequest) => Call<Tokens.TokenCreateBatchResponse>
    >()
  })

  test("Tokens.batchStatus", () => {
    expect(Tokens.batchStatus).type.toBe<(requestId: string) => Call<Tokens.TokenCreateBatchStatusResponse>>()
  })
})

test("a batch holds what Tokens.create takes", () => {
  expect<Tokens.TokenCreateBatchRequest["tokens"]>().type.toBe<ReadonlyArray<Tokens.TokenCreateRequest>>()
  expect(Tokens.createBatch).type.toBeCallableWith({ tokens: [], dryRun: true })
  expect(Tokens.createBatch).type.not.toBeCallableWith({ tokens: [{ subject: "john" }] })
})
