import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { behaviours } from "../../src/internal/emulator/operations/index.js"
import type { AnyOperation } from "../../src/internal/operations/index.js"
import { operations, placeOf } from "../../src/internal/operations/index.js"
import { inProcess, send } from "./support.js"

const played = new Set(behaviours.map(({ operation }) => placeOf(operation)))

const places = operations.map(placeOf)

/** Of those that share a place, the first one names the route. */
const notPlayed: ReadonlyArray<AnyOperation> = operations.filter((operation, index) => {
  const place = placeOf(operation)
  return !played.has(place) && places.indexOf(place) === index
})

/** A count and a patch are called where the operation is that they are variants of: the emulator cannot tell them apart. */
const nameAt = (place: string) => operations.find((operation) => placeOf(operation) === place)?.name ?? ""

describe("an operation that the emulator does not play", () => {
  for (const operation of notPlayed) {
    const { base, method, name, path } = operation
    const place = placeOf(operation)
    inProcess.test(`says so with 501: ${name}`, () =>
      Effect.gen(function*() {
        const below = path.replaceAll(/\{\w+\}/g, "1")
        const url = base === "service" ? `/api/${AuthleteEmulator.defaultServiceId}${below}` : `/api${below}`
        const request = HttpClientRequest.make(method as "POST")(url).pipe(
          HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken)
        )
        // A platform's request cannot be a GET with a body.
        const { body, status } = yield* send(method === "GET" ? request : HttpClientRequest.bodyUnsafeJson(request, {}))
        expect({ body, status }).toEqual({
          status: 501,
          body: {
            resultCode: "A999210",
            resultMessage: `[A999210] The emulator does not play the operation: ${nameAt(place)}`
          }
        })
      }))
  }
})
