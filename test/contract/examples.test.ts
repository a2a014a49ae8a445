import * as Either from "effect/Either"
import { describe, expect, it } from "vitest"
import { encode } from "../../src/internal/client/request.js"
import { contractOf, examples, operationNamed } from "../../tools/contract/contract.js"
import { asRead, recovered } from "./settled.js"

const requested = examples.flatMap(({ operation, request }) => request === null ? [] : [{ operation, request }])
const withResponse = examples.flatMap(({ operation, response }) => response === null ? [] : [{ operation, response }])

describe("the example in Authlete's documentation", () => {
  it.each(requested)("of a request of $operation is sent as it is", ({ operation, request }) => {
    // The example says what is in the body; something must stand in the path.
    const variables = Object.keys(contractOf({ name: operation }).variables).map((name) => [name, "1"])
    const { body } = Either.getOrThrow(
      encode(operationNamed(operation), { ...request, ...Object.fromEntries(variables) as object })
    )
    expect(JSON.parse(body?.text ?? "")).toStrictEqual(request)
  })

  it.each(withResponse)("of a response to $operation is read in full", ({ operation, response }) => {
    expect(recovered(operationNamed(operation), response)).toStrictEqual(asRead(response))
  })
})
