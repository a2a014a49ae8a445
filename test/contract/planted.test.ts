import * as Either from "effect/Either"
import { describe, expect, it } from "vitest"
import { encode } from "../../src/internal/client/request.js"
import { secretsOf } from "../../src/internal/schema/secrets.js"
import { everyOperation } from "../../tools/contract/contract.js"
import { plantedRequest, plantedResponses } from "../../tools/contract/planted.js"
import { leavesOf } from "./fields.js"
import { settled } from "./settled.js"

const secret = (path: string) => `planted-${path}`

const unique = (texts: ReadonlyArray<string>) => Array.from(new Set(texts)).sort()

/** What is hidden from client applications is a secret by what stands beside it, and not by a mark of its own. */
const marked = (planted: ReadonlyArray<readonly [path: string, secret: string]>) =>
  unique(planted.map(([path]) => path)).filter((path) => !/(^|\.)properties\[\]\.value$/.test(path))

describe.each(everyOperation)("the request that is made of the schema of $name", (operation) => {
  const { secrets, value } = plantedRequest(operation, { secret })
  const leaves = leavesOf(operation.request)

  it("has a secret in every field that is marked", () => {
    expect(marked(secrets)).toStrictEqual(unique(leaves.filter(({ isSecret }) => isSecret).map(({ path }) => path)))
  })

  it("is one that can be sent, and its secrets are known as such", () => {
    const { value: sent } = Either.getOrThrowWith(
      encode(operation, value),
      (issues) => new Error(JSON.stringify(issues))
    )
    expect(secretsOf(operation.request, sent)).toEqual(expect.arrayContaining(secrets.map(([, planted]) => planted)))
  })
})

const responses = everyOperation.filter(({ body }) => body === "json")
  .flatMap((operation) =>
    plantedResponses(operation, { secret }).map((response) => ({
      ...response,
      operation,
      name: [operation.name, ...response.action === undefined ? [] : [response.action]].join(" ")
    }))
  )

describe.each(responses)(
  "the response that is made of the schema of $name",
  ({ action, operation, secrets, value }) => {
    it("has a secret in every field that is marked", () => {
      const leaves = leavesOf(operation.response).filter((leaf) => leaf.isSecret && leaf.action === action)
      expect(marked(secrets)).toStrictEqual(unique(leaves.map(({ path }) => path)))
    })

    it("is one that is taken, and its secrets are known as such", () => {
      expect(secretsOf(operation.response, value)).toEqual(
        expect.arrayContaining(secrets.map(([, planted]) => planted))
      )
      expect(settled(operation, value)).toMatchObject({ _tag: "Right" })
    })
  }
)
