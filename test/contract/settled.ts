/**
 * Answers as they come in, settled the way the client settles them.
 */
import * as Headers from "@effect/platform/Headers"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { AuthleteError } from "../../src/AuthleteError.js"
import { settle } from "../../src/internal/client/settle.js"
import type { AnyOperation } from "../../tools/contract/contract.js"

/** What the client makes of an answer that holds this JSON. */
export const settled = (operation: AnyOperation, answer: unknown): Either.Either<unknown, AuthleteError> =>
  settle(
    operation,
    {
      status: operation.success[0] ?? 200,
      headers: Headers.empty,
      body: Either.right(JSON.stringify(answer)),
      receivedAt: 0
    },
    {
      identity: { operation: operation.name, server: "us.authlete.com" },
      attempts: 1,
      inDoubt: false,
      secrets: () => []
    }
  )

/** The decoded answer in Authlete's shape again, which tells apart what hides as `Redacted` does. */
export const recovered = (operation: AnyOperation, answer: unknown): unknown =>
  Schema.encodeSync(operation.response)(Either.getOrThrow(settled(operation, answer)))

const asList = (names: unknown): unknown =>
  Array.isArray(names) ? names : (names as { readonly array?: unknown }).array ?? []

/**
 * The answer as it is read: Authlete's result codes are text and its ids numbers, also where one comes as the other; and
 * some lists come in an object.
 */
export const asRead = (answer: Readonly<Record<string, unknown>>): unknown => ({
  ...answer,
  ...("resultCode" in answer && { resultCode: String(answer.resultCode) }),
  ...("clientId" in answer && { clientId: Number(answer.clientId) }),
  ...(Array.isArray(answer.requestedVerifiedClaimsForTx) &&
    { requestedVerifiedClaimsForTx: answer.requestedVerifiedClaimsForTx.map(asList) })
})
