/**
 * Responses as they come in, settled the way the client settles them.
 */
import * as Headers from "@effect/platform/Headers"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { AuthleteError } from "../../src/AuthleteError.js"
import { settle } from "../../src/internal/client/settle.js"
import type { AnyOperation } from "../../tools/contract/contract.js"

/** What the client makes of a response that holds this JSON. */
export const settled = (operation: AnyOperation, response: unknown): Either.Either<unknown, AuthleteError> =>
  settle(
    operation,
    {
      status: operation.success[0] ?? 200,
      headers: Headers.empty,
      body: Either.right(JSON.stringify(response)),
      receivedAt: 0
    },
    {
      identity: { operation: operation.name, server: "us.authlete.com" },
      attempts: 1,
      inDoubt: false,
      secrets: () => []
    }
  )

/** The decoded response in Authlete's shape again, which tells apart what hides as `Redacted` does. */
export const recovered = (operation: AnyOperation, response: unknown): unknown =>
  Schema.encodeSync(operation.response)(Either.getOrThrow(settled(operation, response)))

const asList = (names: unknown): unknown =>
  Array.isArray(names) ? names : (names as { readonly array?: unknown }).array ?? []

/**
 * The response as it is read: Authlete's result codes are text and its ids numbers, also where one comes as the other; and
 * some lists come in an object.
 */
export const asRead = (response: Readonly<Record<string, unknown>>): unknown => ({
  ...response,
  ...("resultCode" in response && { resultCode: String(response.resultCode) }),
  ...("clientId" in response && { clientId: Number(response.clientId) }),
  ...(Array.isArray(response.requestedVerifiedClaimsForTx) &&
    { requestedVerifiedClaimsForTx: response.requestedVerifiedClaimsForTx.map(asList) })
})
