import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import { describe, expect, it } from "vitest"
import { encode } from "../../src/internal/client/request.js"
import { tokensCreateForm } from "../../src/internal/operations/tokens/create.js"
import { tokensRevokeForm } from "../../src/internal/operations/tokens/revoke.js"
import type { AnyOperation, Contract, Shape } from "../../tools/contract/contract.js"
import {
  bodyShape,
  contractOf,
  contracts,
  objections,
  operationNamed,
  operations,
  requestShape,
  resolve
} from "../../tools/contract/contract.js"
import { requests } from "../../tools/contract/values.js"
import { fieldsOfSchema, fieldsOfShape, listed, requiredOfSchema, requiredOfShape } from "./fields.js"

const numRuns = 40

const encoded = (operation: AnyOperation, request: unknown) =>
  Either.getOrThrowWith(encode(operation, request), (issues) => new Error(JSON.stringify(issues)))

const bodyOf = (operation: AnyOperation, request: unknown) => encoded(operation, request).body?.text ?? ""

/** The texts that cannot be in a form cannot be in a URL either. */
const isText = ({ encoding, path }: AnyOperation) => encoding.name !== "json" || path.includes("{")

/** Requests that can be sent: what cannot be a segment of a path is an issue, which has tests of its own. */
const sendable = (operation: AnyOperation) => {
  const any = requests(operation.request, { form: isText(operation) })
  return operation.path.includes("{") ? any.filter((request) => Either.isRight(encode(operation, request))) : any
}

const typesOf = ({ type = [] }: Shape) => typeof type === "string" ? [type] : type

/** What a field of a form or of a query says, read by its declared type alone. */
const fieldFromText = (name: string, text: string, shape: Shape): unknown => {
  if (name === "scopes") return text === "" ? [] : text.split(" ")
  return typesOf(shape).includes("string") || typesOf(shape).length === 0 ? text : JSON.parse(text) as unknown
}

const fromForm = (form: string, shape: Shape) =>
  Object.fromEntries(
    Array.from(
      new URLSearchParams(form),
      ([name, text]) => [name, fieldFromText(name, text, resolve(shape.properties?.[name] ?? {}))]
    )
  )

const queryOf = (operation: AnyOperation, request: unknown) =>
  new URL(`http://authlete${encoded(operation, request).path}`).search.slice(1)

const named = (encoding: string) => operations.filter((operation) => operation.encoding.name === encoding)

/** The fields of an encoded request that neither the path nor the query takes, or the list that the body is. */
const bodyFields = ({ list, query, variables }: Contract, value: unknown): unknown => {
  const fields = value as Readonly<Record<string, unknown>>
  const elsewhere = [...Object.keys(variables), ...Object.keys(query.properties ?? {})]
  return list === undefined
    ? Object.fromEntries(Object.entries(fields).filter(([name]) => !elsewhere.includes(name)))
    : fields[list]
}

describe.each(named("json"))("a request of $name", (operation) => {
  const contract = contractOf(operation)

  it("is JSON that fits the documented shape", () => {
    const objectionsTo = objections(bodyShape(contract) ?? {})
    fc.assert(
      fc.property(sendable(operation), (request) => {
        expect(objectionsTo(JSON.parse(bodyOf(operation, request)))).toStrictEqual([])
      }),
      { numRuns }
    )
  })

  it("keeps every value on its way into JSON", () => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        const { value } = encoded(operation, request)
        expect(JSON.parse(bodyOf(operation, request))).toEqual(bodyFields(contract, value))
      }),
      { numRuns }
    )
  })
})

describe.each(named("form"))("a request of $name", (operation) => {
  const shape = bodyShape(contractOf(operation)) ?? {}

  it("is a form whose fields fit the documented shape", () => {
    const objectionsTo = objections(shape)
    fc.assert(
      fc.property(sendable(operation), (request) => {
        expect(objectionsTo(fromForm(bodyOf(operation, request), shape))).toStrictEqual([])
      }),
      { numRuns }
    )
  })

  it("keeps every value on its way into a form", () => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        const { value } = encoded(operation, request)
        expect(fromForm(bodyOf(operation, request), shape)).toEqual(value)
      }),
      { numRuns }
    )
  })

  it("is percent-encoded ASCII", () => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        expect(bodyOf(operation, request)).toMatch(/^[\w.!~*'()%=&-]*$/)
      }),
      { numRuns }
    )
  })
})

describe.each(named("query"))("a request of $name", (operation) => {
  const contract = contractOf(operation)

  it("is a query whose parameters fit their documented schemas", () => {
    const objectionsTo = objections(contract.query)
    fc.assert(
      fc.property(sendable(operation), (request) => {
        expect(objectionsTo(fromForm(queryOf(operation, request), contract.query))).toStrictEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it("keeps every value on its way into the query", () => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        const fields = encoded(operation, request).value as Readonly<Record<string, unknown>>
        const inPath = Object.keys(contract.variables)
        expect(fromForm(queryOf(operation, request), contract.query))
          .toEqual(Object.fromEntries(Object.entries(fields).filter(([name]) => !inPath.includes(name))))
      }),
      { numRuns: 200 }
    )
  })
})

describe("a request of tokens.list", () => {
  it("without filters has no query", () => {
    expect(encoded(operationNamed("tokens.list"), {}).path).toBe("/auth/token/get/list")
  })
})

describe.each(operations.filter(({ path }) => path.includes("{")))("the path of $name", (operation) => {
  it("has one segment for each variable, as the server gets to read it", () => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        const { path, value } = encoded(operation, request)
        const valueOf = (name: string) =>
          String(typeof value === "object" && value !== null ? value[name as keyof typeof value] : value)
        const { pathname } = new URL(`http://authlete${path}`)
        expect(pathname.split("/").map(decodeURIComponent)).toStrictEqual(
          operation.path.split("/").map((segment) => segment.startsWith("{") ? valueOf(segment.slice(1, -1)) : segment)
        )
      }),
      { numRuns: 100 }
    )
  })

  it.each(["", ".", "..", "a\nb", "a\rb", "a\0b", "\uD800"])(
    "cannot be made of %j, which no path can carry",
    (text) => {
      const [variable = ""] = Object.keys(contractOf(operation).variables)
      const bare = operation.encoding.name === "none"
      const [request] = fc.sample(sendable(operation), { numRuns: 1, seed: 1 })
      const broken = bare ? text : Object.assign({}, request, { [variable]: text })
      expect(encode(operation, broken)).toMatchObject({ left: [{ path: bare ? [] : [variable] }] })
    }
  )
})

describe("the documented request", () => {
  it("is there for every operation, and no operation is without", () => {
    expect(contracts.map(({ operation }) => operation)).toStrictEqual(operations.map(({ name }) => name))
  })

  it.each(operations)("has the same successes as $name", (operation) => {
    const { body, success } = contractOf(operation)
    expect({ success: operation.success, body: operation.body === "document" ? "json" : operation.body })
      .toStrictEqual({ success, body })
  })

  const withFields = operations.filter(({ encoding }) => encoding.name !== "none")

  it.each(withFields)("has the fields of $name, each of its type", (operation) => {
    const contract = contractOf(operation)
    expect(listed(fieldsOfSchema(operation.request)))
      .toStrictEqual(listed(fieldsOfShape(requestShape(contract), () => true)))
  })

  it.each(withFields)("requires the fields that $name requires", (operation) => {
    // A property, an attribute or a header without a name would mean nothing, whatever the file says.
    const nameless = /^(properties|headers)\[\]\.key$/
    expect(requiredOfSchema(operation.request).filter((path) => !nameless.test(path)))
      .toStrictEqual(requiredOfShape(requestShape(contractOf(operation))))
  })

  const bare = operations.filter(({ encoding }) => encoding.name === "none")

  it.each(bare)("of $name is what its path names, and nothing else", (operation) => {
    const variables = Object.values(contractOf(operation).variables)
    const [variable] = variables
    expect({ request: listed(fieldsOfSchema(operation.request)), variables: variables.length }).toStrictEqual(
      variable === undefined
        ? { request: [": object"], variables: 0 }
        : { request: listed(fieldsOfShape(variable, () => true)), variables: 1 }
    )
  })
})

describe("a form", () => {
  it.each(["a b", "a\tb", "a\u3000b", ""])("does not take the scope %j, which would read as another list", (scope) => {
    const request = { grantType: "CLIENT_CREDENTIALS" as const, scopes: ["read", scope] }
    expect(encode(tokensCreateForm, request)).toMatchObject({ left: [{ path: ["scopes", 1] }] })
  })

  it("does not take a lone surrogate, which cannot be percent-encoded", () => {
    expect(encode(tokensRevokeForm, { subject: "\uD800" })).toMatchObject({ left: [{ path: ["subject"] }] })
  })
})

describe("a field that no schema knows", () => {
  it.each(named("json").concat(named("form")))("is an issue in a request of $name", (operation) => {
    fc.assert(
      fc.property(sendable(operation), (request) => {
        expect(encode(operation, Object.assign({}, request, { unheardOf: 1 })))
          .toMatchObject({ left: expect.arrayContaining([expect.objectContaining({ path: ["unheardOf"] })]) })
      }),
      { numRuns: 10 }
    )
  })
})
