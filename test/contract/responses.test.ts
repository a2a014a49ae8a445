import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { tokensCount, tokensList } from "../../src/internal/operations/tokens/list.js"
import type { AnyOperation, Shape } from "../../tools/contract/contract.js"
import { anyOperation, contractOf, operationNamed, operations, resolve } from "../../tools/contract/contract.js"
import { answers, answersOf, members, noisy } from "../../tools/contract/values.js"
import { fieldsOfSchema, fieldsOfShape, listed, requiredOfSchema } from "./fields.js"
import { asRead, recovered, settled } from "./settled.js"

const numRuns = 40

/** A form has the response of its operation. */
const answering = operations.filter(({ body, encoding }) => body === "json" && encoding.name !== "form")
const documents = operations.filter(({ body }) => body === "document")
const forms = operations.filter(({ encoding }) => encoding.name === "form")

const shapeOf = (operation: AnyOperation): Shape => {
  const { response } = contractOf(operation)
  if (response === null) throw new Error(`${operation.name} has no response.`)
  return resolve(response)
}

const documentedActions = (operation: AnyOperation) => shapeOf(operation).properties?.action?.enum ?? []

/** Where Authlete has two words for an action, callers see one. */
const actionAsRead = ({ name }: AnyOperation, action: unknown) =>
  name === "deviceFlow.verify" && action === "INTERNAL_SERVER_ERROR" ? "SERVER_ERROR" : action

const issueAt = (field: string) => ({
  left: { _tag: "InvalidResponse", issues: expect.arrayContaining([expect.objectContaining({ path: [field] })]) }
})

describe.each(answering)("an answer to $name", (operation) => {
  const clean = answers(operation.response)

  it("keeps every value that the schema knows", () => {
    fc.assert(
      fc.property(clean, (answer) => {
        expect(recovered(operation, answer)).toStrictEqual(
          asRead({ ...answer, ...("action" in answer && { action: actionAsRead(operation, answer.action) }) })
        )
      }),
      { numRuns }
    )
  })

  it("means the same with nulls for absent fields and with unknown fields, at any depth", () => {
    const both = clean.chain((answer) => fc.tuple(fc.constant(answer), noisy(answer, shapeOf(operation))))
    fc.assert(
      fc.property(both, ([answer, noise]) => {
        expect(recovered(operation, noise)).toStrictEqual(recovered(operation, answer))
      }),
      { numRuns }
    )
  })

  const dropped = members(operation.response).flatMap((member) =>
    member.propertySignatures.filter(({ isOptional }) => !isOptional).map(({ name }) => ({
      member,
      name: String(name)
    }))
  )

  it.each(dropped)("is none without its $name", ({ member, name }) => {
    fc.assert(
      fc.property(answersOf(member), (answer) => {
        const rest = Object.fromEntries(Object.entries(answer).filter(([field]) => field !== name))
        expect(settled(operation, rest)).toMatchObject(issueAt(name))
      }),
      { numRuns: 5 }
    )
  })

  it.each(dropped)("is none with null for its $name", ({ member, name }) => {
    fc.assert(
      fc.property(answersOf(member), (answer) => {
        expect(settled(operation, { ...answer, [name]: null })).toMatchObject(issueAt(name))
      }),
      { numRuns: 5 }
    )
  })

  it("that is another kind of JSON is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), (answer) => {
        expect(settled(operation, answer)).toMatchObject({ left: { _tag: "InvalidResponse" } })
      }),
      { numRuns: 20 }
    )
  })
})

/** The error that stands for an action which reports a failure. */
const tagOf = {
  AUTHLETE_ERROR: "InternalServer",
  BAD_REQUEST: "BadRequest",
  CALLER_ERROR: "BadRequest",
  FORBIDDEN: "Forbidden",
  INTERNAL_SERVER_ERROR: "InternalServer",
  INVALID_REQUEST: "BadRequest",
  NOT_FOUND: "NotFound",
  SERVER_ERROR: "InternalServer",
  UNAUTHORIZED: "Unauthorized"
}

describe.each(answering.filter((operation) => documentedActions(operation).length > 0))(
  "the action of an answer to $name",
  (operation) => {
    it("that is not known is named in the error", () => {
      const [member] = members(operation.response)
      if (member === undefined) throw new Error("There is no response.")
      fc.assert(
        fc.property(answersOf(member), (answer) => {
          expect(settled(operation, { ...answer, action: "UNHEARD_OF" })).toMatchObject({
            left: { _tag: "InvalidResponse", issues: [{ path: ["action"], actual: "UNHEARD_OF" }] }
          })
        }),
        { numRuns: 5 }
      )
    })

    it.each(documentedActions(operation))("may be %s", (action) => {
      const answer = members(operation.response)
        .map((member) => fc.sample(answersOf(member), 1)[0])
        .find((candidate) => candidate?.action === action)
      const result = settled(operation, answer ?? { action, resultCode: "A1", resultMessage: "told" })

      const failed = { left: { _tag: tagOf[action as keyof typeof tagOf], resultCode: "A1", resultMessage: "told" } }
      const succeeded = { right: { action: actionAsRead(operation, action) } }
      const { reports } = operation
      expect(result).toMatchObject(reports.length > 0 && !reports.includes(action) ? failed : succeeded)
    })
  }
)

describe("the documented response", () => {
  const isAction = (path: string) => path === "action"

  /** An operation that reports has only the actions of its successes for an answer; the others are errors. */
  const documentedFields = (operation: AnyOperation) => {
    const fields = new Map(fieldsOfShape(shapeOf(operation), isAction))
    if (operation.reports.length > 0) fields.set("action", new Set(operation.reports.map((action) => `"${action}"`)))
    return fields
  }

  it.each(answering)("has the fields of $name, each of its type", (operation) => {
    expect(listed(fieldsOfSchema(operation.response))).toStrictEqual(listed(documentedFields(operation)))
  })

  it.each(forms)("is decoded alike for $name as for JSON", (operation) => {
    expect(operation.response).toBe(operationNamed(operation.name.replace(/Form$/, "")).response)
  })
})

describe("what an answer is sure to hold", () => {
  // Beyond these, a caller can rely on nothing, and Authlete may leave out anything.
  it.each([
    ["tokens.process", ["accessToken", "action", "responseContent", "ticket"]],
    ["tokens.fail", ["action"]],
    ["tokens.issue", ["accessToken", "action", "responseContent"]],
    ["tokens.list", ["accessTokens[].accessTokenHash"]],
    ["tokens.create", ["accessToken", "action"]],
    ["tokens.update", ["action"]],
    ["tokens.revoke", []],
    ["revocation.process", ["action"]],
    ["introspection.process", ["action"]],
    ["introspection.standardProcess", ["action", "responseContent"]]
  ])("is, for %s, %j", (name, expected) => {
    // Small records without what they are about would mean nothing.
    const ofRecords = /\b(key|type|name)$/
    expect(requiredOfSchema(operationNamed(name).response).filter((path) => !ofRecords.test(path)))
      .toStrictEqual(expected)
  })
})

describe("an enum of an answer", () => {
  const withValue = (path: ReadonlyArray<string>, value: string): unknown =>
    path.reduceRight<unknown>((inner, name) => name === "[]" ? [inner] : { [name]: inner }, value)

  it.each([
    ["tokens.create", { action: "OK", accessToken: "a" }, ["grantType"]],
    ["tokens.process", { action: "TOKEN_EXCHANGE" }, ["grantType"]],
    ["tokens.process", { action: "TOKEN_EXCHANGE" }, ["requestedTokenType"]],
    ["tokens.process", { action: "TOKEN_EXCHANGE" }, ["subjectTokenType"]],
    ["tokens.process", { action: "TOKEN_EXCHANGE" }, ["actorTokenType"]],
    ["tokens.list", {}, ["client", "clientType"]],
    ["introspection.process", { action: "OK" }, ["grantType"]]
  ])("of %s %j keeps a value that is not known yet, at %j", (name, answer, path) => {
    const given = { ...answer, ...withValue(path, "UNHEARD_OF") as object }
    expect(recovered(operationNamed(name), given)).toStrictEqual(given)
  })
})

describe("a number of an answer", () => {
  const integers = [
    ["tokens.create", { action: "OK", accessToken: "a" }, "clientId"],
    ["tokens.create", { action: "OK", accessToken: "a" }, "expiresAt"],
    ["tokens.create", { action: "OK", accessToken: "a" }, "expiresIn"],
    ["tokens.revoke", {}, "count"],
    ["tokens.list", {}, "totalCount"],
    ["introspection.process", { action: "OK" }, "authTime"]
  ] as const

  it.each(integers)("of %s %j is refused at %s if it cannot be held exactly", (name, answer, field) => {
    expect(settled(operationNamed(name), { ...answer, [field]: 2 ** 53 })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is refused at %s if it is not whole", (name, answer, field) => {
    expect(settled(operationNamed(name), { ...answer, [field]: 1.5 })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is refused at %s if it is text", (name, answer, field) => {
    expect(settled(operationNamed(name), { ...answer, [field]: "1" })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is kept at %s up to the largest that can be held exactly", (name, answer, field) => {
    const given = { ...answer, [field]: Number.MAX_SAFE_INTEGER }
    expect(recovered(operationNamed(name), given)).toStrictEqual(given)
  })

  it("may be a result code, which is read as text", () => {
    expect(settled(operationNamed("tokens.revoke"), { resultCode: 404 })).toMatchObject({
      right: { resultCode: "404" }
    })
  })
})

describe("the answer to tokens.delete", () => {
  it("is nothing, whatever the body holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect(settled(operationNamed("tokens.delete"), answer)).toStrictEqual(Either.void)
      }),
      { numRuns: 20 }
    )
  })
})

describe("the answer to tokens.count", () => {
  const operation = anyOperation(tokensCount)

  it("is the count of any list that has one", () => {
    const counted = answers(tokensList.response).filter(({ totalCount }) => totalCount !== undefined)
    fc.assert(
      fc.property(counted, (answer) => {
        expect(settled(operation, answer)).toStrictEqual(Either.right({ totalCount: answer.totalCount }))
      }),
      { numRuns: 20 }
    )
  })

  it("is none without a count", () => {
    expect(settled(operation, { start: 0, end: 0 })).toMatchObject(issueAt("totalCount"))
  })
})

describe("secrets of an answer", () => {
  /** The fields that hold tokens, credentials and responses with tokens in them. */
  const isSecret =
    /^(accessToken|refreshToken|jwtAccessToken|idToken|ticket|password|assertion|deviceSecret|subjectToken|actorToken)$/

  it.each(answering)("do not show when the answer to $name is printed", (operation) => {
    const planted = "planted-secret"
    for (const member of members(operation.response)) {
      const [answer] = fc.sample(answersOf(member), 1)
      const secrets = member.propertySignatures.map(({ name }) => String(name)).filter((name) => isSecret.test(name))
      const result = settled(operation, { ...answer, ...Object.fromEntries(secrets.map((name) => [name, planted])) })
      expect(JSON.stringify(Either.getOrThrow(result))).not.toContain(planted)
    }
  })

  it.each([
    ["tokens.process", "OK"],
    ["tokens.issue", "OK"],
    ["introspection.standardProcess", "OK"],
    ["introspection.standardProcess", "JWT"]
  ])("do not show in the responseContent of %s %s", (name, action) => {
    const answer = { action, responseContent: "planted-secret", accessToken: "a" }
    expect(JSON.stringify(Either.getOrThrow(settled(operationNamed(name), answer)))).not.toContain("planted-secret")
  })
})

describe("nulls", () => {
  it("are no items of an array", () => {
    expect(settled(operationNamed("tokens.list"), { accessTokens: [null] })).toMatchObject({
      left: { _tag: "InvalidResponse", issues: [{ path: ["accessTokens", 0] }] }
    })
  })

  it("do not take a field along that stands beside them", () => {
    const answer = { accessTokens: [{ accessTokenHash: "h", subject: null, clientId: 1 }], client: null }
    expect(
      Schema.encodeUnknownSync(tokensList.response)(Either.getOrThrow(settled(operationNamed("tokens.list"), answer)))
    )
      .toStrictEqual({ accessTokens: [{ accessTokenHash: "h", clientId: 1 }] })
  })
})

describe.each(documents)("a document in answer to $name", (operation) => {
  it("is kept as it is, with nulls and with fields that nobody knows", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (document) => {
        // A JWK Set is none without its keys.
        const sent = JSON.parse(JSON.stringify({ ...document, keys: [{ kty: "EC", unknown: null }] })) as unknown
        expect(settled(operation, sent)).toStrictEqual(Either.right(sent))
      }),
      { numRuns }
    )
  })
})
