/**
 * Authlete's OpenAPI file, reduced to its facts: operations, names, types, required fields and enums, without sentences and
 * without corrections. `shapes.json` is one version of it, as `shapes.ts` took it down.
 */
import { readFileSync } from "node:fs"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | Fields

export interface Fields {
  readonly [name: string]: Json
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Fields
}

interface Media {
  readonly schema: Fields
  readonly example?: Json
  readonly examples?: { readonly full?: { readonly value: Json } }
}

type Content = Readonly<Record<string, Media>>

interface FileResponse {
  readonly $ref?: string
  readonly content?: Content
}

interface FileOperation {
  readonly parameters?: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, FileResponse>>
}

interface OpenApi {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, FileOperation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Fields>>
    readonly responses: Readonly<Record<string, FileResponse>>
  }
}

/** What one status comes with: JSON of a shape, text, or nothing. */
export interface DescribedResponse {
  readonly body: "json" | "text" | "none"
  readonly shape: Json
}

/** What the file says about one operation. */
export interface DescribedOperation {
  /** The method and the path. */
  readonly place: string
  /** The variables of the path, without the service's. */
  readonly variables: Fields
  /** An object that holds the parameters of the query. */
  readonly query: Fields
  readonly json: Json
  readonly form: Json
  readonly responses: Readonly<Record<string, DescribedResponse>>
}

export interface Described {
  readonly version: string
  readonly operations: ReadonlyArray<DescribedOperation>
  readonly schemas: Fields
}

/** The examples that the file has for one operation. */
export interface DescribedExample {
  readonly place: string
  readonly request: Json
  readonly response: Json
}

export const isFields = (value: Json): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const mapFields = (fields: Fields, f: (value: Json) => Json): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, f(value)]))

const facts = ["type", "format", "required", "enum", "readOnly"]

/** The facts of a schema, without descriptions, examples and extensions. */
const bare = (schema: Json): Json => {
  if (!isFields(schema)) return schema
  if (typeof schema.$ref === "string") return { $ref: `#/schemas/${schema.$ref.split("/").at(-1)}` }
  // Several schemas in one: in the file, a component of which more is required.
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map(bare)) as Fields
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([name]) => facts.includes(name))),
    ...(schema.items !== undefined && { items: bare(schema.items) }),
    ...(schema.properties !== undefined && isFields(schema.properties) &&
      { properties: mapFields(schema.properties, bare) })
  }
}

const json = "application/json"
const form = "application/x-www-form-urlencoded"

const shapeOf = (media: Media | undefined): Json => media === undefined ? null : bare(media.schema)

const contentOf = (file: OpenApi, response: FileResponse): Content =>
  (response.$ref === undefined ? response : file.components.responses[response.$ref.split("/").at(-1) ?? ""])
    ?.content ?? {}

const responseOf = (content: Content): DescribedResponse => {
  if (content[json] !== undefined) return { body: "json", shape: shapeOf(content[json]) }
  return { body: Object.keys(content).length === 0 ? "none" : "text", shape: null }
}

const isMethod = (name: string) => ["delete", "get", "patch", "post", "put"].includes(name)

/** The operations of the file, each with its place. */
const placed = (file: OpenApi): ReadonlyArray<readonly [place: string, operation: FileOperation]> =>
  Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).filter(([name]) => isMethod(name))
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const)
  )

const variablesOf = ({ parameters = [] }: FileOperation): Fields =>
  Object.fromEntries(
    parameters.filter(({ in: place, name }) => place === "path" && name !== "serviceId")
      .map(({ name, schema }) => [name, bare(schema)])
  )

const queryOf = ({ parameters = [] }: FileOperation): Fields => {
  const query = parameters.filter((parameter) => parameter.in === "query")
  const required = query.filter((parameter) => parameter.required === true).map(({ name }) => name)
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, bare(schema)]))
  }
}

export const describe = (file: OpenApi): Described => ({
  version: file.info.version,
  operations: placed(file).map(([place, operation]) => ({
    place,
    variables: variablesOf(operation),
    query: queryOf(operation),
    json: shapeOf(operation.requestBody?.content[json]),
    form: shapeOf(operation.requestBody?.content[form]),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, responseOf(contentOf(file, response))])
    )
  })),
  schemas: mapFields(file.components.schemas, bare)
})

const exampleIn = (media: Media | undefined): Json => media?.example ?? media?.examples?.full?.value ?? null

export const examplesOf = (file: OpenApi): ReadonlyArray<DescribedExample> =>
  placed(file).map(([place, { requestBody, responses }]) => {
    // Of several successes, the last is the one that a newer Authlete has.
    const success = Object.keys(responses).filter((status) => status.startsWith("2")).at(-1) ?? ""
    const response = responses[success]
    return {
      place,
      request: exampleIn(requestBody?.content[json]),
      response: exampleIn(response === undefined ? undefined : contentOf(file, response)[json])
    }
  }).filter(({ request, response }) => request !== null || response !== null)

export const readOpenApi = (path: string): OpenApi => JSON.parse(readFileSync(path, "utf8")) as OpenApi
