import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import { describe, expect, it } from "vitest"
import { encode } from "../../src/internal/client/request.js"
import { tokensCreateForm } from "../../src/internal/operations/tokens/create.js"
import { tokensRevokeForm } from "../../src/internal/operations/tokens/revoke.js"
import type { AnyOperation, Shape } from "../../tools/contract/contract.js"
import {
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

const numRuns = 60

const encoded = (operation: AnyOperation, request: unknown) =>
  Either.getOrThrowWith(encode(operation, request), (issues) => new Error(JSON.stringify(issues)))

const bodyOf = (operation: AnyOperation, request: unknown) => encoded(operation, request).body?.text ?? ""

const isText = (shape: Shape) => shape.type === "string"

/** What a field of a form or of a query says, read by its declared type alone. */
const fieldFromText = (name: string, text: string, shape: Shape): unknown => {
  if (name === "scopes") return text === "" ? [] : text.split(" ")
  return isText(shape) ? text : JSON.parse(text) as unknown
}

const fromForm = (form: string, shape: Shape) =>
  Object.fromEntries(
    Array.from(
      new URLSearchParams(form),
      ([name, text]) => [name, fieldFromText(name, text, resolve(shape.properties?.[name] ?? {}))]
    )
  )

const named = (encoding: string) => operations.filter((operation) => operation.encoding.name === encoding)

describe.each(named("json"))("a request of $name", (operation) => {
  const shape = requestShape(contractOf(operation))

  it("is JSON that fits the documented shape", () => {
    const objectionsTo = objections(shape)
    fc.assert(
      fc.property(requests(operation.request, { form: false }), (request) => {
        expect(objectionsTo(JSON.parse(bodyOf(operation, request)))).toStrictEqual([])
      }),
      { numRuns }
    )
  })

  it("keeps every value on its way into JSON", () => {
    fc.assert(
      fc.property(requests(operation.request, { form: false }), (request) => {
        const { value } = encoded(operation, request)
        expect(JSON.parse(bodyOf(operation, request))).toEqual(value)
      }),
      { numRuns }
    )
  })
})

describe.each(named("form"))("a request of $name", (operation) => {
  const shape = requestShape(contractOf(operation))

  it("is a form whose fields fit the documented shape", () => {
    const objectionsTo = objections(shape)
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        expect(objectionsTo(fromForm(bodyOf(operation, request), shape))).toStrictEqual([])
      }),
      { numRuns }
    )
  })

  it("keeps every value on its way into a form", () => {
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        const { value } = encoded(operation, request)
        expect(fromForm(bodyOf(operation, request), shape)).toEqual(value)
      }),
      { numRuns }
    )
  })

  it("is percent-encoded ASCII", () => {
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        expect(bodyOf(operation, request)).toMatch(/^[\w.!~*'()%=&-]*$/)
      }),
      { numRuns }
    )
  })
})

describe("a request of tokens.list", () => {
  const operation = operationNamed("tokens.list")
  const shape = requestShape(contractOf(operation))
  const queryOf = (request: unknown) => new URL(`http://authlete${encoded(operation, request).path}`).search.slice(1)

  it("is a query whose parameters fit their documented schemas", () => {
    const objectionsTo = objections(shape)
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        expect(objectionsTo(fromForm(queryOf(request), shape))).toStrictEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it("keeps every value on its way into the query", () => {
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        expect(fromForm(queryOf(request), shape)).toEqual(encoded(operation, request).value)
      }),
      { numRuns: 200 }
    )
  })

  it("without filters has no query", () => {
    expect(encoded(operation, {}).path).toBe("/auth/token/get/list")
  })
})

describe("a request of tokens.delete", () => {
  const operation = operationNamed("tokens.delete")

  it("is one segment of the path, as the server gets to read it", () => {
    fc.assert(
      fc.property(requests(operation.request, { form: true }), (request) => {
        const { path, value } = encoded(operation, request)
        const { pathname } = new URL(`http://authlete${path}`)
        expect(pathname.split("/").map(decodeURIComponent)).toStrictEqual(["", "auth", "token", "delete", value])
      }),
      { numRuns: 300 }
    )
  })

  it.each(["", ".", "..", "a\nb", "a\rb", "a\0b", "\uD800"])(
    "is refused for %j, which no path can carry",
    (identifier) => {
      expect(encode(operation, identifier)).toMatchObject({ left: [{ path: [] }] })
    }
  )
})

describe("the documented request", () => {
  it("is there for every operation, and no operation is without", () => {
    expect(contracts.map(({ operation }) => operation)).toStrictEqual(operations.map(({ name }) => name))
  })

  it.each(operations)("goes to the same place as $name", (operation) => {
    const { method, path, success } = contractOf(operation)
    expect({ method: operation.method, path: operation.path, success: operation.success })
      .toStrictEqual({ method, path, success: [success] })
  })

  it.each(operations.filter(({ encoding }) => encoding.name !== "none"))(
    "has the fields of $name, each of its type",
    (operation) => {
      expect(listed(fieldsOfSchema(operation.request)))
        .toStrictEqual(listed(fieldsOfShape(requestShape(contractOf(operation)), () => true)))
    }
  )

  it.each(operations.filter(({ encoding }) => encoding.name !== "none"))(
    "requires the fields that $name requires",
    (operation) => {
      // A property, an attribute or a header without a name would mean nothing, whatever the file says.
      const nameless = /^(properties|headers)\[\]\.key$/
      expect(requiredOfSchema(operation.request).filter((path) => !nameless.test(path)))
        .toStrictEqual(requiredOfShape(requestShape(contractOf(operation))))
    }
  )
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
      fc.property(requests(operation.request, { form: true }), (request) => {
        expect(encode(operation, Object.assign({}, request, { unheardOf: 1 })))
          .toMatchObject({ left: expect.arrayContaining([expect.objectContaining({ path: ["unheardOf"] })]) })
      }),
      { numRuns: 10 }
    )
  })
})
