/**
 * What one version of Authlete's OpenAPI file adds, drops or changes, compared with another.
 */
import type { Described, DescribedOperation, Fields, Json } from "./file.js"
import { isFields } from "./file.js"

/** The facts of a shape, each at its path: types, formats, enum values, required fields. */
const factsOf = (shape: Json, path: string): ReadonlyArray<readonly [path: string, fact: string]> => {
  if (!isFields(shape)) return shape === null ? [] : [[path, JSON.stringify(shape)]]
  const { enum: values, items, properties, required, ...rest } = shape
  const listed = (list: Json | undefined, word: string) =>
    (Array.isArray(list) ? list : []).map((value) => [path, `${word} ${String(value)}`] as const)
  return [
    ...Object.entries(rest).map(([name, value]) => [path, `${name} ${JSON.stringify(value)}`] as const),
    ...listed(values, "value"),
    ...listed(required, "required"),
    ...(items === undefined ? [] : factsOf(items, `${path}[]`)),
    ...Object.entries(isFields(properties ?? null) ? properties as Fields : {}).flatMap(([name, field]) =>
      factsOf(field, `${path}.${name}`)
    )
  ]
}

const compareFacts = (older: Json, newer: Json, name: string): ReadonlyArray<string> => {
  const facts = (shape: Json) => new Set(factsOf(shape, name).map(([path, fact]) => `${path}: ${fact}`))
  const [before, after] = [facts(older), facts(newer)]
  return [
    ...Array.from(before).filter((fact) => !after.has(fact)).map((fact) => `dropped: ${fact}`),
    ...Array.from(after).filter((fact) => !before.has(fact)).map((fact) => `added: ${fact}`)
  ]
}

/** The parts of an operation, as one shape. */
const asShape = ({ form, json, query, responses, variables }: DescribedOperation): Fields => ({
  properties: {
    path: { properties: variables },
    query,
    json,
    form,
    ...Object.fromEntries(
      Object.entries(responses).map(([status, { body, shape }]) => [
        status,
        { body, ...(isFields(shape) ? shape : {}) }
      ])
    )
  }
})

const compareNamed = (
  kind: string,
  older: Readonly<Record<string, Json>>,
  newer: Readonly<Record<string, Json>>
): ReadonlyArray<string> =>
  Array.from(new Set([...Object.keys(older), ...Object.keys(newer)])).sort().flatMap((name) => {
    if (older[name] === undefined) return [`added: ${kind} ${name}`]
    if (newer[name] === undefined) return [`dropped: ${kind} ${name}`]
    return compareFacts(older[name], newer[name], name)
  })

const byPlace = (operations: ReadonlyArray<DescribedOperation>) =>
  Object.fromEntries(operations.map((operation) => [operation.place, asShape(operation)]))

/** Each difference in words, none if there is none. What only stands in another order is none. */
export const differences = (older: Described, newer: Described): ReadonlyArray<string> => [
  ...compareNamed("operation", byPlace(older.operations), byPlace(newer.operations)),
  ...compareNamed("schema", older.schemas, newer.schemas)
]
