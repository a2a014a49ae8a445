/**
 * What Authlete's OpenAPI file says, as `tools/contract/shapes.ts` took it down, and the operations it says it about.
 */
import * as Ajv from "ajv"
import { readFileSync } from "node:fs"
import type { AnyOperation as RegisteredOperation } from "../../src/internal/operations/index.js"
import { operations as registry } from "../../src/internal/operations/index.js"
import type { Operation } from "../../src/Operation.js"

export interface Shape {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly format?: string
  readonly enum?: ReadonlyArray<string>
  readonly required?: ReadonlyArray<string>
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly anyOf?: ReadonlyArray<Shape>
}

export interface Contract {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly success: number
  readonly form: boolean
  readonly query: Readonly<Record<string, Shape>>
  readonly request: Shape | null
  /** Fields of the request that a form cannot carry. */
  readonly without: ReadonlyArray<string>
  readonly response: Shape | null
}

export interface Example {
  readonly operation: string
  readonly request: Readonly<Record<string, unknown>> | null
  readonly response: Readonly<Record<string, unknown>> | null
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"))

const { operations: contracts, schemas } = read("shapes.json") as {
  readonly operations: ReadonlyArray<Contract>
  readonly schemas: Readonly<Record<string, Shape>>
}

export { contracts }

export const { examples } = read("examples.json") as { readonly examples: ReadonlyArray<Example> }

/** An operation whose types are of no interest: its schemas are looked at as data. */
export type AnyOperation = Operation<unknown, unknown, unknown, unknown>

/** Forgets the types of an operation. */
export const anyOperation = <A, I, B, J>(operation: Operation<A, I, B, J>) => operation as unknown as AnyOperation

const registered: ReadonlyArray<RegisteredOperation> = registry

/** The operations of the registry; `tokens.count` is `tokens.list` with less of the response. */
export const operations: ReadonlyArray<AnyOperation> = registered
  .filter(({ name }) => name !== "tokens.count")
  .map((operation) => operation as unknown as AnyOperation)

export const operationNamed = (name: string): AnyOperation => {
  const operation = operations.find((candidate) => candidate.name === name)
  if (operation === undefined) throw new Error(`There is no operation ${name}.`)
  return operation
}

export const contractOf = ({ name }: AnyOperation): Contract => {
  const contract = contracts.find(({ operation }) => operation === name)
  if (contract === undefined) throw new Error(`The contract does not have ${name}.`)
  return contract
}

const within = (limit: bigint) => (value: number) => BigInt(value) >= -limit && BigInt(value) < limit

const ajv = new Ajv.Ajv({
  allowUnionTypes: true,
  // Where the references point to.
  keywords: ["schemas"],
  formats: {
    int32: { type: "number", validate: within(2n ** 31n) },
    int64: { type: "number", validate: within(2n ** 63n) },
    // Whether a text is a URI is for Authlete to say.
    uri: true
  }
})

/** The shape as a JSON Schema that refuses every name it does not know. */
const strictly = (shape: Shape): Ajv.AnySchemaObject => {
  const { $ref, anyOf, items, properties, ...rest } = shape
  return {
    ...rest,
    ...($ref !== undefined && { $ref }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(strictly) }),
    ...(items !== undefined && { items: strictly(items) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, strictly(field)])),
      additionalProperties: false
    })
  }
}

/** What can be asked about shapes that refer to these schemas. */
export const checker = (schemas: Readonly<Record<string, Shape>>) => {
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, shape]) => [name, strictly(shape)]))

  const resolve = (shape: Shape): Shape =>
    shape.$ref === undefined ? shape : schemas[shape.$ref.slice("#/schemas/".length)] ?? {}

  return {
    /** The shape behind a reference. */
    resolve,

    /** The shape of a request, as far as the encoding can carry it. */
    requestShape: ({ query, request, without }: Pick<Contract, "query" | "request" | "without">): Shape => {
      if (request === null) return { type: "object", properties: query }
      const shape = resolve(request)
      const fields = Object.entries(shape.properties ?? {}).filter(([name]) => !without.includes(name))
      return { ...shape, properties: Object.fromEntries(fields) }
    },

    /** What ajv objects to in a value, by the shape. */
    objections: (shape: Shape): (value: unknown) => ReadonlyArray<string> => {
      const validate = ajv.compile({ ...strictly(shape), schemas: definitions })
      return (value) =>
        validate(value)
          ? []
          : (validate.errors ?? []).map(({ instancePath, message, params }) =>
            `${instancePath} ${message ?? ""}${"additionalProperty" in params ? `: ${params.additionalProperty}` : ""}`
          )
    }
  }
}

export const { objections, requestShape, resolve } = checker(schemas)
