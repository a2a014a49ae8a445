/**
 * What this line makes of a value, as text: the request that would be sent, the response that a caller would get, or the
 * error with its message.
 */
import * as Headers from "@effect/platform/Headers"
import { Duration, Redacted } from "effect"
import { encode } from "../../../src/internal/client/request.js"
import { settle } from "../../../src/internal/client/settle.js"
import * as Result from "../../../src/internal/edge/result.js"
import { secretsOf } from "../../../src/internal/schema/secrets.js"
import type { AnyOperation } from "../../contract/contract.js"
import { operations } from "../../contract/contract.js"
import type { Given } from "./values.js"
import { revived } from "./values.js"

const byName = new Map<string, AnyOperation>(operations.map((operation) => [operation.name, operation]))

const plain = (value: unknown): unknown => {
  if (value === undefined) return { undefined: true }
  if (Redacted.isRedacted(value)) return { redacted: plain(Redacted.value(value)) }
  if (Duration.isDuration(value)) return { millis: Duration.toMillis(value) }
  if (value instanceof Error) {
    // In which order an error has its fields is of no interest.
    const fields = Object.entries({ ...value }).sort(([a], [b]) => a < b ? -1 : 1)
    return { ...plain(Object.fromEntries(fields)) as object, name: value.name, message: value.message }
  }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

const told = <A, E>(result: Result.Result<A, E>): unknown =>
  Result.match(result, {
    onFailure: (failed) => ({ failed: plain(failed) }),
    onSuccess: (value) => ({ value: plain(value) })
  })

const resultOf = ({ operation: name, side, status, value }: Given): unknown => {
  const operation = byName.get(name)
  if (operation === undefined) throw new Error(`There is no operation ${name}.`)
  if (side === "request") {
    return told(Result.map(
      encode(operation as never, revived(value) as never),
      (encoded) => ({ ...encoded, secrets: secretsOf(operation.request, encoded.value) })
    ))
  }
  const text = JSON.stringify(revived(value)) as string | undefined
  return told(settle(
    operation as never,
    {
      status: status || (operation.success[0] ?? 200),
      headers: Headers.empty,
      body: Result.succeed(text ?? ""),
      receivedAt: 0
    },
    {
      identity: { operation: operation.name, server: "us.authlete.com" },
      attempts: 1,
      inDoubt: false,
      secrets: (body) => secretsOf(operation.response, body)
    }
  ))
}

export const textOf = (given: Given): string => {
  try {
    return JSON.stringify(resultOf(given))
  } catch (error) {
    return `died: ${String(error)}`
  }
}
