import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { Codec } from "../../src/internal/edge/schema.js"
import * as Issues from "../../src/internal/edge/schemaIssues.js"
import { introspectionProcess } from "../../src/internal/operations/introspection/process.js"
import { byAction } from "../../src/internal/schema/byAction.js"
import { Int64OrText, maybe, RedactedString } from "../../src/internal/schema/fields.js"
import { merge } from "../../src/internal/schema/struct.js"
import { actionOf } from "../support/action.js"
import { told } from "../support/result.js"

const decode = <A, I>(schema: Codec<A, I>, value: unknown) => told(Issues.decode(schema, value))

describe("an int64 that may be text", () => {
  it.each([
    [1, 1],
    ["1", 1],
    ["-7", -7],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER]
  ])("is read from %j", (value, id) => {
    expect(decode(Int64OrText, value)).toMatchObject({ succeeded: id })
  })

  it.each([2 ** 53, "9007199254740992", 1.5, "1.5", "", " 1", "1e3", "0x1", "one", null, true])(
    "is not read from %j",
    (value) => {
      expect(decode(Int64OrText, value)).toMatchObject({ failed: [{ path: [], expected: expect.any(String) }] })
    }
  )

  it("may be the client id of an introspection response", () => {
    expect(decode(introspectionProcess.response, { action: "OK", clientId: "26888344961664" }))
      .toMatchObject({ succeeded: { clientId: 26888344961664 } })
  })
})

describe("a union by action", () => {
  const common = {
    resultCode: maybe(Schema.String),
    responseContent: maybe(Schema.String)
  }
  const Response = byAction(common, {
    OK: merge({ responseContent: RedactedString }, { count: Schema.Int }),
    BAD_REQUEST: {}
  })

  it("has the common fields with every action", () => {
    expect(decode(Response, { action: "BAD_REQUEST", resultCode: "A1", responseContent: "r" }))
      .toMatchObject({ succeeded: { action: "BAD_REQUEST", resultCode: "A1", responseContent: "r" } })
  })

  it("has the fields of an action with that one only", () => {
    expect(decode(Response, { action: "OK", responseContent: "r" })).toMatchObject({ failed: [{ path: ["count"] }] })
    expect(decode(Response, { action: "BAD_REQUEST", count: 1 })).toMatchObject({
      succeeded: { action: "BAD_REQUEST" }
    })
  })

  it("has the field of an action in place of the common one", () => {
    expect(decode(Response, { action: "OK", count: 1 })).toMatchObject({ failed: [{ path: ["responseContent"] }] })
    expect(JSON.stringify(decode(Response, { action: "OK", count: 1, responseContent: "r" }))).not.toContain("\"r\"")
  })

  it("has no other actions", () => {
    expect(decode(Response, { action: "UNHEARD_OF" })).toMatchObject({ failed: [{ path: ["action"] }] })
  })

  it("has its structs by action and in order", () => {
    expect(Response.members).toStrictEqual([Response.cases.OK, Response.cases.BAD_REQUEST])
    expect(Response.members.map(({ fields }) => actionOf(fields.action))).toStrictEqual(["OK", "BAD_REQUEST"])
  })
})
