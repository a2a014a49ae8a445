import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { describe, expect, it } from "vitest"
import { tokensCount, tokensList } from "../../src/internal/operations/tokens/list.js"
import type { AnyOperation, Shape } from "../../tools/contract/contract.js"
import { anyOperation, contractOf, operationNamed, operations, resolve } from "../../tools/contract/contract.js"
import { plantedResponses } from "../../tools/contract/planted.js"
import { members, noisy, responses, responsesOf } from "../../tools/contract/values.js"
import { fieldsOfSchema, fieldsOfShape, listed, requiredOfSchema } from "./fields.js"
import { asRead, recovered, settled } from "./settled.js"

const numRuns = 40

/** A form has the response of its operation. */
const responding = operations.filter(({ body, encoding }) => body === "json" && encoding.name !== "form")
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

/** The action that one of the `members` is for; nothing, if it has none. */
const actionOf = (member: AST.TypeLiteral): string => {
  const action = member.propertySignatures.find(({ isOptional, name }) => name === "action" && !isOptional)?.type
  return action !== undefined && AST.isLiteral(action) ? String(action.literal) : ""
}

const issueAt = (field: string) => ({
  left: { _tag: "InvalidResponse", issues: expect.arrayContaining([expect.objectContaining({ path: [field] })]) }
})

describe.each(responding)("a response to $name", (operation) => {
  const clean = responses(operation.response)

  it("keeps every value that the schema knows", () => {
    fc.assert(
      fc.property(clean, (response) => {
        expect(recovered(operation, response)).toStrictEqual(
          asRead({ ...response, ...("action" in response && { action: actionAsRead(operation, response.action) }) })
        )
      }),
      { numRuns }
    )
  })

  it("means the same with nulls for absent fields and with unknown fields, at any depth", () => {
    const both = clean.chain((response) => fc.tuple(fc.constant(response), noisy(response, shapeOf(operation))))
    fc.assert(
      fc.property(both, ([response, noise]) => {
        expect(recovered(operation, noise)).toStrictEqual(recovered(operation, response))
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
      fc.property(responsesOf(member), (response) => {
        const rest = Object.fromEntries(Object.entries(response).filter(([field]) => field !== name))
        expect(settled(operation, rest)).toMatchObject(issueAt(name))
      }),
      { numRuns: 5 }
    )
  })

  it.each(dropped)("is none with null for its $name", ({ member, name }) => {
    fc.assert(
      fc.property(responsesOf(member), (response) => {
        expect(settled(operation, { ...response, [name]: null })).toMatchObject(issueAt(name))
      }),
      { numRuns: 5 }
    )
  })

  it("that is another kind of JSON is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), (response) => {
        expect(settled(operation, response)).toMatchObject({ left: { _tag: "InvalidResponse" } })
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

describe.each(responding.filter((operation) => documentedActions(operation).length > 0))(
  "the action of a response to $name",
  (operation) => {
    it("that is not known is named in the error", () => {
      const [member] = members(operation.response)
      if (member === undefined) throw new Error("There is no response.")
      fc.assert(
        fc.property(responsesOf(member), (response) => {
          expect(settled(operation, { ...response, action: "UNHEARD_OF" })).toMatchObject({
            left: { _tag: "InvalidResponse", issues: [{ path: ["action"], actual: "UNHEARD_OF" }] }
          })
        }),
        { numRuns: 5 }
      )
    })

    it.each(documentedActions(operation))("may be %s", (action) => {
      const response = members(operation.response)
        .map((member) => fc.sample(responsesOf(member), 1)[0])
        .find((candidate) => candidate?.action === action)
      const result = settled(operation, response ?? { action, resultCode: "A1", resultMessage: "told" })

      const failed = { left: { _tag: tagOf[action as keyof typeof tagOf], resultCode: "A1", resultMessage: "told" } }
      const succeeded = { right: { action: actionAsRead(operation, action) } }
      const { reports } = operation
      expect(result).toMatchObject(reports.length > 0 && !reports.includes(action) ? failed : succeeded)
    })
  }
)

describe("the documented response", () => {
  const isAction = (path: string) => path === "action"

  /** An operation that reports has only the actions of its successes as responses; the others are errors. */
  const documentedFields = (operation: AnyOperation) => {
    const fields = new Map(fieldsOfShape(shapeOf(operation), isAction))
    if (operation.reports.length > 0) fields.set("action", new Set(operation.reports.map((action) => `"${action}"`)))
    return fields
  }

  it.each(responding)("has the fields of $name, each of its type", (operation) => {
    expect(listed(fieldsOfSchema(operation.response))).toStrictEqual(listed(documentedFields(operation)))
  })

  it.each(forms)("is decoded alike for $name as for JSON", (operation) => {
    expect(operation.response).toBe(operationNamed(operation.name.replace(/Form$/, "")).response)
  })
})

describe("what a response is sure to hold", () => {
  // By action, and under no name where there is none. Beyond these, a caller can rely on nothing, and Authlete may leave
  // out anything.
  const sure: ReadonlyArray<readonly [name: string, expected: Readonly<Record<string, ReadonlyArray<string>>>]> = [
    ["clients.get", { "": ["clientId"] }],
    ["clients.list", { "": ["clients[].clientId"] }],
    ["clients.create", { "": ["clientId"] }],
    ["clients.update", { "": ["clientId"] }],
    ["clients.setLocked", {}],
    ["clients.refreshSecret", { "": ["newClientSecret"] }],
    ["clients.updateSecret", {}],
    ["clients.listAuthorized", {}],
    ["clients.updateAuthorization", {}],
    ["clients.deleteAuthorization", {}],
    ["clients.grantedScopes", {}],
    ["clients.deleteGrantedScopes", {}],
    ["clients.requestableScopes", {}],
    ["clients.updateRequestableScopes", {}],
    ["services.get", { "": ["apiKey"] }],
    ["services.list", { "": ["services[].apiKey"] }],
    ["services.create", { "": ["apiKey"] }],
    ["services.update", { "": ["apiKey"] }],
    ["tokens.process", { OK: ["accessToken", "responseContent"], PASSWORD: ["ticket"] }],
    ["tokens.fail", {}],
    ["tokens.issue", { OK: ["accessToken", "responseContent"] }],
    ["tokens.list", { "": ["accessTokens[].accessTokenHash"] }],
    ["tokens.create", { OK: ["accessToken"] }],
    ["tokens.update", {}],
    ["tokens.revoke", {}],
    ["tokens.reissueIdToken", { OK: ["responseContent"] }],
    ["tokens.createBatch", {}],
    ["tokens.batchStatus", {}],
    ["revocation.process", {}],
    ["introspection.process", {}],
    ["introspection.standardProcess", { OK: ["responseContent"], JWT: ["responseContent"] }],
    ["federation.configuration", { OK: ["responseContent"] }],
    ["federation.register", { OK: ["client.clientId", "responseContent"] }],
    ["verifiableCredentials.metadata", { OK: ["responseContent"] }],
    ["verifiableCredentials.jwtIssuer", { OK: ["responseContent"] }],
    ["verifiableCredentials.jwks", { OK: ["responseContent"] }],
    ["verifiableCredentials.nonce", { OK: ["responseContent"] }],
    ["verifiableCredentials.createOffer", { CREATED: ["info", "info.credentialOffer", "info.identifier"] }],
    ["verifiableCredentials.offerInfo", { OK: ["info", "info.credentialOffer", "info.identifier"] }],
    ["verifiableCredentials.parse", { OK: ["info", "info.identifier"] }],
    ["verifiableCredentials.issue", {
      OK: ["responseContent"],
      OK_JWT: ["responseContent"],
      ACCEPTED: ["responseContent"],
      ACCEPTED_JWT: ["responseContent"]
    }],
    ["verifiableCredentials.batchParse", { OK: ["info", "info[].identifier"] }],
    ["verifiableCredentials.batchIssue", {
      OK: ["responseContent"],
      OK_JWT: ["responseContent"],
      ACCEPTED: ["responseContent"],
      ACCEPTED_JWT: ["responseContent"]
    }],
    ["verifiableCredentials.deferredParse", { OK: ["info", "info.identifier"] }],
    ["verifiableCredentials.deferredIssue", {
      OK: ["responseContent"],
      OK_JWT: ["responseContent"],
      ACCEPTED: ["responseContent"],
      ACCEPTED_JWT: ["responseContent"]
    }],
    ["clientAttestation.challenge", { OK: ["responseContent"] }],
    ["backchannelLogout.token", { OK: ["logoutToken"] }],
    ["authorization.process", {
      INTERACTION: ["client.clientId", "service.apiKey", "ticket"],
      NO_INTERACTION: ["client.clientId", "service.apiKey", "ticket"],
      LOCATION: ["responseContent"],
      FORM: ["responseContent"]
    }],
    ["authorization.fail", { LOCATION: ["responseContent"], FORM: ["responseContent"] }],
    ["authorization.issue", { LOCATION: ["responseContent"], FORM: ["responseContent"] }],
    ["authorization.ticketInfo", {}],
    ["authorization.updateTicket", {}],
    ["pushedAuthorization.create", { CREATED: ["responseContent"] }],
    ["userInfo.process", { OK: ["subject"] }],
    ["userInfo.issue", { JSON: ["responseContent"], JWT: ["responseContent"] }],
    ["nativeSso.process", { OK: ["responseContent"] }],
    ["nativeSso.logout", {}],
    ["grantManagement.process", { OK: ["responseContent"] }],
    ["dynamicRegistration.register", { CREATED: ["client.clientId", "responseContent"] }],
    ["dynamicRegistration.get", { OK: ["client.clientId", "responseContent"] }],
    ["dynamicRegistration.update", { UPDATED: ["client.clientId", "responseContent"] }],
    ["dynamicRegistration.delete", {}],
    ["ciba.process", { USER_IDENTIFICATION: ["ticket"] }],
    ["ciba.issue", { OK: ["responseContent"] }],
    ["ciba.fail", {}],
    ["ciba.complete", { NOTIFICATION: ["clientNotificationEndpoint", "clientNotificationToken", "responseContent"] }],
    ["deviceFlow.authorize", { OK: ["responseContent"] }],
    ["deviceFlow.verify", {}],
    ["deviceFlow.complete", {}],
    ["hardwareSecurityKeys.create", { SUCCESS: ["hsk"] }],
    ["hardwareSecurityKeys.delete", {}],
    ["hardwareSecurityKeys.get", { SUCCESS: ["hsk"] }],
    ["hardwareSecurityKeys.list", {}],
    ["jose.verify", { "": ["valid"] }]
  ]

  // Small records without what they are about would mean nothing.
  const ofRecords = /\b(key|type|name)$/

  const requiredOf = (member: AST.TypeLiteral) =>
    requiredOfSchema(Schema.make(member)).filter((path) => path !== "action" && !ofRecords.test(path))

  it.each(sure)("is, for %s, %j", (name, expected) => {
    const required = members(operationNamed(name).response).map((member) =>
      [actionOf(member), requiredOf(member)] as const
    )
    expect(Object.fromEntries(required.filter(([, paths]) => paths.length > 0))).toStrictEqual(expected)
  })

  it("is said of every operation", () => {
    expect(responding.map(({ name }) => name).sort()).toStrictEqual(sure.map(([name]) => name).sort())
  })

  it.each(responding)("has an action, if $name has one", (operation) => {
    const documented = documentedActions(operation).length > 0
    expect(members(operation.response).map((member) => actionOf(member) !== ""))
      .toStrictEqual(members(operation.response).map(() => documented))
  })
})

describe("an enum of a response", () => {
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
  ])("of %s %j keeps a value that is not known yet, at %j", (name, response, path) => {
    const given = { ...response, ...withValue(path, "UNHEARD_OF") as object }
    expect(recovered(operationNamed(name), given)).toStrictEqual(given)
  })
})

describe("each enum of a response", () => {
  /** The same, with a value in each enum that nobody knows, but for the action. */
  const withUnknown = (value: unknown, reference: Shape, path = ""): unknown => {
    const shape = resolve(reference)
    if (shape.enum !== undefined && path !== "action") return "UNHEARD_OF"
    if (Array.isArray(value)) return value.map((item) => withUnknown(item, shape.items ?? {}, `${path}[]`))
    if (typeof value !== "object" || value === null) return value
    const fields = Object.entries(value).map(([name, field]) =>
      [name, withUnknown(field, shape.properties?.[name] ?? {}, path === "" ? name : `${path}.${name}`)] as const
    )
    return Object.fromEntries(fields)
  }

  const withEnums = responding.flatMap((operation) =>
    plantedResponses(operation, { secret: (path) => path }).map(({ action = "", value }) => ({
      operation,
      action,
      name: operation.name,
      given: withUnknown(value, shapeOf(operation)) as Readonly<Record<string, unknown>>
    }))
  ).filter(({ given }) => JSON.stringify(given).includes("UNHEARD_OF"))

  it.each(withEnums)("to $name $action keeps a value that is not known yet, at any depth", ({ given, operation }) => {
    expect(recovered(operation, given)).toStrictEqual(asRead(given))
  })

  it("is among those of many operations", () => {
    expect(withEnums.length).toBeGreaterThan(30)
  })
})

describe("a number of a response", () => {
  const integers = [
    ["tokens.create", { action: "OK", accessToken: "a" }, "clientId"],
    ["tokens.create", { action: "OK", accessToken: "a" }, "expiresAt"],
    ["tokens.create", { action: "OK", accessToken: "a" }, "expiresIn"],
    ["tokens.revoke", {}, "count"],
    ["tokens.list", {}, "totalCount"],
    ["introspection.process", { action: "OK" }, "authTime"]
  ] as const

  it.each(integers)("of %s %j is refused at %s if it cannot be held exactly", (name, response, field) => {
    expect(settled(operationNamed(name), { ...response, [field]: 2 ** 53 })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is refused at %s if it is not whole", (name, response, field) => {
    expect(settled(operationNamed(name), { ...response, [field]: 1.5 })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is refused at %s if it is text", (name, response, field) => {
    expect(settled(operationNamed(name), { ...response, [field]: "1" })).toMatchObject(issueAt(field))
  })

  it.each(integers)("of %s %j is kept at %s up to the largest that can be held exactly", (name, response, field) => {
    const given = { ...response, [field]: Number.MAX_SAFE_INTEGER }
    expect(recovered(operationNamed(name), given)).toStrictEqual(given)
  })

  it("may be a result code, which is read as text", () => {
    expect(settled(operationNamed("tokens.revoke"), { resultCode: 404 })).toMatchObject({
      right: { resultCode: "404" }
    })
  })
})

describe("the response to tokens.delete", () => {
  it("is nothing, whatever the body holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (response) => {
        expect(settled(operationNamed("tokens.delete"), response)).toStrictEqual(Either.void)
      }),
      { numRuns: 20 }
    )
  })
})

describe("the response to tokens.count", () => {
  const operation = anyOperation(tokensCount)

  it("is the count of any list that has one", () => {
    const counted = responses(tokensList.response).filter(({ totalCount }) => totalCount !== undefined)
    fc.assert(
      fc.property(counted, (response) => {
        expect(settled(operation, response)).toStrictEqual(Either.right({ totalCount: response.totalCount }))
      }),
      { numRuns: 20 }
    )
  })

  it("is none without a count", () => {
    expect(settled(operation, { start: 0, end: 0 })).toMatchObject(issueAt("totalCount"))
  })
})

describe("secrets of a response", () => {
  /** The fields that hold tokens, credentials and responses with tokens in them. */
  const isSecret =
    /^(accessToken|refreshToken|jwtAccessToken|idToken|ticket|password|assertion|deviceSecret|subjectToken|actorToken)$/

  it.each(responding)("do not show when the response to $name is printed", (operation) => {
    const planted = "planted-secret"
    for (const member of members(operation.response)) {
      const [response] = fc.sample(responsesOf(member), 1)
      const secrets = member.propertySignatures.map(({ name }) => String(name)).filter((name) => isSecret.test(name))
      const result = settled(operation, { ...response, ...Object.fromEntries(secrets.map((name) => [name, planted])) })
      expect(JSON.stringify(Either.getOrThrow(result))).not.toContain(planted)
    }
  })

  it.each([
    ["tokens.process", "OK"],
    ["tokens.issue", "OK"],
    ["introspection.standardProcess", "OK"],
    ["introspection.standardProcess", "JWT"]
  ])("do not show in the responseContent of %s %s", (name, action) => {
    const response = { action, responseContent: "planted-secret", accessToken: "a" }
    expect(JSON.stringify(Either.getOrThrow(settled(operationNamed(name), response)))).not.toContain("planted-secret")
  })
})

describe("nulls", () => {
  it("are no items of an array", () => {
    expect(settled(operationNamed("tokens.list"), { accessTokens: [null] })).toMatchObject({
      left: { _tag: "InvalidResponse", issues: [{ path: ["accessTokens", 0] }] }
    })
  })

  it("do not take a field along that stands beside them", () => {
    const response = { accessTokens: [{ accessTokenHash: "h", subject: null, clientId: 1 }], client: null }
    expect(
      Schema.encodeUnknownSync(tokensList.response)(Either.getOrThrow(settled(operationNamed("tokens.list"), response)))
    )
      .toStrictEqual({ accessTokens: [{ accessTokenHash: "h", clientId: 1 }] })
  })
})

describe.each(documents)("a document in response to $name", (operation) => {
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
