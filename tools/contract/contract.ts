/**
 * The contract with Authlete: what its OpenAPI file says about the operations of this library, with the file's faults
 * corrected (`corrections.ts`) and what it lacks added (`additions.ts`).
 */
import * as Ajv from "ajv"
import { readFileSync } from "node:fs"
import type { AnyOperation as RegisteredOperation } from "../../src/internal/operations/index.js"
import { operations as registry, placeOf } from "../../src/internal/operations/index.js"
import type { Operation } from "../../src/Operation.js"
import { additions, listFields } from "./additions.js"
import type { Correction } from "./corrections.js"
import { corrections, operationCorrections } from "./corrections.js"
import type { Described, DescribedExample, DescribedOperation, Fields, Json } from "./file.js"
import { isFields } from "./file.js"

export interface Shape {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly format?: string
  readonly enum?: ReadonlyArray<string>
  readonly required?: ReadonlyArray<string>
  readonly readOnly?: boolean
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly anyOf?: ReadonlyArray<Shape>
}

export interface Contract {
  readonly operation: string
  readonly place: string
  readonly success: ReadonlyArray<number>
  readonly body: "json" | "text" | "none"
  readonly form: boolean
  /** The variables of the path. */
  readonly variables: Readonly<Record<string, Shape>>
  readonly query: Shape
  readonly request: Shape | null
  /** The field of our request that is the list which the body is. */
  readonly list: string | undefined
  /** Whether enums of the request are open: what a response gives can be sent back, with values that are not known yet. */
  readonly open: boolean
  readonly response: Shape | null
  /** What each status that is not a success comes with. */
  readonly failures: Readonly<Record<string, Shape | null>>
}

export interface Example {
  readonly operation: string
  readonly request: Readonly<Record<string, unknown>> | null
  readonly response: Readonly<Record<string, unknown>> | null
}

/** An operation whose types are of no interest: its schemas are looked at as data. */
export type AnyOperation = Operation<unknown, unknown, unknown, unknown>

/** Forgets the types of an operation. */
export const anyOperation = <A, I, B, J>(operation: Operation<A, I, B, J>) => operation as unknown as AnyOperation

const registered: ReadonlyArray<RegisteredOperation> = registry

/** Every operation of the registry. */
export const everyOperation: ReadonlyArray<AnyOperation> = registered.map((operation) =>
  operation as unknown as AnyOperation
)

/**
 * Operations that are called where another one is, and read less or something else of its response: a count is a list, and
 * a patch sends back a record as JSON. The contract is about the other one.
 */
const isSecondReading = ({ name }: { readonly name: string }) => /\.(count|patch|privateJwks)/.test(name)

/** The operations that have a contract of their own. */
export const operations: ReadonlyArray<AnyOperation> = everyOperation.filter((operation) => !isSecondReading(operation))

export const operationNamed = (name: string): AnyOperation => {
  const operation = everyOperation.find((candidate) => candidate.name === name)
  if (operation === undefined) throw new Error(`There is no operation ${name}.`)
  return operation
}

// Corrections

const concerns = (pattern: string, name: string) =>
  pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern

const withValues = (schema: Json | undefined, values: ReadonlyArray<string>): Json =>
  isFields(schema ?? null)
    ? {
      ...schema as Fields,
      enum: Array.from(new Set([...(schema as Fields).enum as ReadonlyArray<string>, ...values]))
    }
    : null

const fieldsOf = (schema: Fields): Fields => isFields(schema.properties ?? null) ? schema.properties as Fields : {}

const correct = (schema: Fields, correction: Correction): Fields => {
  const { required, schema: pattern, set = {}, values = {} } = correction
  const fields = fieldsOf(schema)
  const changes = {
    // A pattern corrects what is there; only a correction of one schema may add to it.
    ...Object.fromEntries(Object.entries(set).filter(([field]) => !pattern.startsWith("*") || field in fields)),
    ...Object.fromEntries(
      Object.entries(values).filter(([field]) => field !== "").map(([field, more]) => [
        field,
        withValues(fields[field], more)
      ])
    )
  }
  const own = values[""] === undefined ? schema : withValues(schema, values[""]) as Fields
  return {
    ...own,
    ...(schema.properties !== undefined && { properties: { ...fields, ...changes } }),
    ...(required !== undefined && { required })
  }
}

/** The schemas with these corrections made. */
export const corrected = (schemas: Fields, made: ReadonlyArray<Correction>): Fields =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      made.filter((correction) => concerns(correction.schema, name)).reduce(correct, schema as Fields)
    ])
  )

const nothing = { type: "object", properties: {} }

/** The operations that the file lacks, as if it had them. */
const added: ReadonlyArray<DescribedOperation> = additions.map(({ place, query, request, response, success }) => ({
  place,
  variables: Object.fromEntries(
    Array.from(place.matchAll(/\{(\w+)\}/g), ([, name = ""]) => [name, { type: "string" }])
      .filter(([name]) => name !== "serviceId")
  ),
  query: query ?? nothing,
  json: request ?? null,
  form: null,
  responses: Object.fromEntries(success.map((status) => [status, { body: "json", shape: response }]))
}))

const isSuccess = (status: string) => status.startsWith("2")

/** Ids of clients are numbers; in a path an alias may stand for one. */
const variableShape = (name: string, shape: Shape): Shape =>
  /^client(Id|Identifier)$/.test(name) ? { type: ["integer", "string"] } : shape

/** Fields that Authlete takes in JSON only, though the file has one schema for JSON and forms. */
const notInForms = ["properties"]

const without = (names: ReadonlyArray<string>) => (shape: Shape): Shape => ({
  ...shape,
  properties: Object.fromEntries(Object.entries(shape.properties ?? {}).filter(([name]) => !names.includes(name)))
})

/** The fields with the corrected ones in their place, and without those that are corrected to nothing. */
const withCorrected = (fields: Shape["properties"], corrected: Readonly<Record<string, unknown>> | undefined) =>
  Object.fromEntries(
    Object.entries({ ...fields, ...corrected }).filter(([, field]) => field !== null)
  ) as NonNullable<Shape["properties"]>

/** What is said about one operation of ours: nothing, if neither the file nor an addition says anything. */
const contractIn = (
  described: ReadonlyArray<DescribedOperation>,
  operation: RegisteredOperation
): Contract | undefined => {
  const place = placeOf(operation)
  const found = described.find((candidate) => candidate.place === place)
  if (found === undefined) return undefined
  const form = operation.encoding.name === "form"
  const made = operationCorrections.filter((correction) => correction.operation === operation.name)
  const successes = Object.keys(found.responses).filter(isSuccess)
  const response = found.responses[successes[0] ?? ""]
  const request = made.find((correction) => correction.request !== undefined)?.request ??
    (form ? found.form : found.json)
  const query = found.query as Shape
  return {
    operation: operation.name,
    place,
    success: made.find(({ success }) => success !== undefined)?.success ?? successes.map(Number),
    body: response?.body ?? "none",
    form,
    variables: Object.fromEntries(
      Object.entries(found.variables).map(([name, shape]) => [name, variableShape(name, shape as Shape)])
    ),
    query: made.reduce(
      (shape, correction) => ({ ...shape, properties: withCorrected(shape.properties, correction.query) }),
      query
    ),
    request: request as Shape | null,
    list: listFields[operation.name],
    open: request !== null && JSON.stringify(request) === JSON.stringify(response?.shape),
    response: (made.find((correction) => correction.response !== undefined)?.response ?? response?.shape ?? null) as
      | Shape
      | null,
    failures: Object.fromEntries(
      Object.entries(found.responses).filter(([status]) => !isSuccess(status))
        .map(([status, failure]) => [status, failure.shape as Shape | null])
    )
  }
}

/** The contracts of the operations that are described, and the schemas that they refer to. */
export const contractsOf = (described: Described) => {
  const all = [...described.operations, ...added]
  return {
    contracts: operations.flatMap((operation) => contractIn(all, operation) ?? []),
    schemas: corrected(described.schemas, corrections) as Readonly<Record<string, Shape>>
  }
}

/** In words. */
export const correctionsInWords: ReadonlyArray<string> = [
  ...corrections.map(({ required, schema, set = {}, values = {}, why }) => {
    const names = [...Object.keys(set), ...Object.keys(values).filter((name) => name !== ""), ...required ?? []]
    return `${schema}${names.length === 0 ? "" : `: ${names.join(", ")}`}. ${why}`
  }),
  ...operationCorrections.map(({ operation, why }) => `${operation}. ${why}`),
  ...additions.map(({ operation, why }) => `${operation} is not in the file. ${why}`),
  `forms: ${notInForms.join(", ")}. Authlete takes it in JSON only, though the file has one schema for JSON and forms.`
]

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"))

/** The version of the file that was recorded last. */
export const described = read("shapes.json") as Described

const { contracts, schemas } = contractsOf(described)

export { contracts }

const { examples: describedExamples } = read("examples.json") as { readonly examples: ReadonlyArray<DescribedExample> }

const exampleOf = (contract: Contract): Example => {
  const found = describedExamples.find(({ place }) => place === contract.place)
  const dropped = operationCorrections.filter(({ operation }) => operation === contract.operation)
    .flatMap(({ example = [] }) => example)
  const part = (name: "request" | "response") =>
    // A form has no example of its own.
    contract.form || dropped.includes(name) ? null : (found?.[name] ?? null) as Example["request"]
  return { operation: contract.operation, request: part("request"), response: part("response") }
}

export const examples: ReadonlyArray<Example> = contracts.map(exampleOf)

export const contractOf = ({ name }: { readonly name: string }): Contract => {
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

  const resolve = ({ $ref, ...rest }: Shape): Shape =>
    $ref === undefined ? rest : { ...schemas[$ref.slice("#/schemas/".length)], ...rest }

  /** The shape without enums, at any depth. */
  const opened = (reference: Shape): Shape => {
    const { items, properties, ...rest } = resolve(reference)
    return {
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== "enum")),
      ...(items !== undefined && { items: opened(items) }),
      ...(properties !== undefined && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, opened(field)]))
      })
    }
  }

  /** The shape of the body of a request: nothing, if it has none. */
  const bodyShape = ({ form, open, request }: Pick<Contract, "form" | "open" | "request">): Shape | null => {
    if (request === null) return null
    const shape = open ? opened(request) : resolve(request)
    if (shape.properties === undefined) return shape
    const readOnly = Object.entries(shape.properties).filter(([, field]) => field.readOnly === true).map(([name]) =>
      name
    )
    return without([...readOnly, ...(form ? notInForms : [])])(shape)
  }

  return {
    /** The shape behind a reference. */
    resolve,

    bodyShape,

    /** The shape of our flat request: of what goes into the path, into the query and into the body. */
    requestShape: (contract: Pick<Contract, "form" | "list" | "open" | "query" | "request" | "variables">): Shape => {
      const body = bodyShape(contract)
      const { list, query, variables } = contract
      // Whatever is asked goes into the query.
      if (query.properties === undefined) return query
      const fields = body === null ? {} : list === undefined ? body.properties ?? {} : { [list]: body }
      const required = [
        ...Object.keys(variables),
        ...query.required ?? [],
        ...(list === undefined ? body?.required ?? [] : [list])
      ]
      return {
        type: "object",
        ...(required.length > 0 && { required }),
        properties: { ...fields, ...query.properties, ...variables }
      }
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

export const { bodyShape, objections, requestShape, resolve } = checker(schemas)
