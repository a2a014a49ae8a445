/**
 * Authlete's OpenAPI file, reduced to the operations of this library and to what a validator needs of them.
 */
import { readFileSync } from "node:fs"
import type { AnyOperation } from "../../src/internal/operations/index.js"
import { operations as registry, placeOf } from "../../src/internal/operations/index.js"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | Fields

export interface Fields {
  readonly [name: string]: Json
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Fields
}

interface Media {
  readonly schema: Fields
  readonly example?: Json
}

type Content = Readonly<Record<string, Media>>

interface Answer {
  readonly $ref?: string
  readonly content?: Content
}

interface Described {
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Answer>>
}

interface OpenApi {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Fields>>
    readonly responses: Readonly<Record<string, Answer>>
  }
}

/** The operations that the file describes: a count is a list of which less is read. */
const described: ReadonlyArray<AnyOperation> = registry.filter(({ name }) => name !== "tokens.count")

const isForm = ({ encoding }: AnyOperation) => encoding.name === "form"

const ref = (name: string) => ({ $ref: `#/schemas/${name}` })

interface Correction {
  readonly why: string
  readonly schema: string
  readonly set: Readonly<Record<string, Json>>
}

/**
 * What the file has wrong or leaves out, by the word of Authlete's Java library, its guides and its own examples. `set`
 * replaces one field of a schema, or adds it; the name of the schema may end with a star.
 */
const corrections: ReadonlyArray<Correction> = [
  {
    why: "The file has a string; Authlete's guide and Java library send an array.",
    schema: "token_request",
    set: { properties: { type: "array", items: ref("property") } }
  },
  {
    why: "Authlete's Java library knows three more reasons.",
    schema: "token_fail_request",
    set: {
      reason: {
        type: "string",
        enum: [
          "UNKNOWN",
          "INVALID_RESOURCE_OWNER_CREDENTIALS",
          "INVALID_TARGET",
          "INVALID_CLIENT",
          "UNAUTHORIZED_CLIENT",
          "INVALID_SCOPE"
        ]
      }
    }
  },
  {
    why: "Authlete's Java library selects the token by these too.",
    schema: "token_update_request",
    set: { refreshToken: { type: "string" }, refreshTokenHash: { type: "string" } }
  },
  {
    why: "Authlete's Java library knows this field.",
    schema: "revocation_response",
    set: { attestationChallenge: { type: "string" } }
  },
  {
    why: "The file has one element; the object of elements stands everywhere else.",
    schema: "token_info",
    set: { authorizationDetails: { anyOf: [ref("authorization_details_element"), ref("authz_details")] } }
  },
  {
    why: "An example of the file has it as text.",
    schema: "introspection_response",
    set: { clientId: { type: ["integer", "string"], format: "int64" } }
  },
  {
    why: "An example of the file has it as text.",
    schema: "token_issue_response",
    set: { clientId: { type: ["integer", "string"], format: "int64" } }
  },
  {
    why: "An example of the file has it as text.",
    schema: "token_response",
    set: { clientId: { type: ["integer", "string"], format: "int64" } }
  },
  {
    why: "The file's description names the two values.",
    schema: "idtoken_reissue_request",
    set: { idTokenAudType: { type: "string", enum: ["array", "string"] } }
  },
  {
    why: "An example of the file has a number.",
    schema: "*_response",
    set: { resultCode: { type: ["string", "number"] } }
  }
]

/** A query parameter that the file does not have. */
const tokenStatus: Parameter = {
  name: "tokenStatus",
  in: "query",
  schema: { type: "string", enum: ["VALID", "INVALID", "ALL"] }
}

/** A field that the file has in forms too. */
const notInForms = "properties"

const isFields = (value: Json): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value)

const mapFields = (fields: Fields, f: (value: Json) => Json): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, f(value)]))

const facts = ["type", "format", "required", "enum"]

/** The facts of a schema, without descriptions, examples and extensions. */
const bare = (schema: Json): Json => {
  if (!isFields(schema)) return schema
  if (typeof schema.$ref === "string") return ref(schema.$ref.split("/").at(-1) ?? "")
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([name]) => facts.includes(name))),
    ...(schema.items !== undefined && { items: bare(schema.items) }),
    ...(schema.properties !== undefined && isFields(schema.properties) &&
      { properties: mapFields(schema.properties, bare) })
  }
}

const concerns = (pattern: string, name: string) =>
  pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern

const corrected = (made: ReadonlyArray<Correction>, name: string, schema: Json): Json => {
  if (!isFields(schema) || schema.properties === undefined || !isFields(schema.properties)) return schema
  const { properties } = schema
  const sets = made.filter((correction) => concerns(correction.schema, name))
    .map(({ schema: pattern, set }) =>
      // A pattern corrects what is there; only a correction of one schema may add to it.
      pattern.startsWith("*")
        ? Object.fromEntries(Object.entries(set).filter(([field]) => field in properties))
        : set
    )
  return { ...schema, properties: Object.assign({}, properties, ...sets) as Fields }
}

const namesIn = (value: Json): ReadonlyArray<string> => {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (!isFields(value)) return []
  return typeof value.$ref === "string"
    ? [value.$ref.slice("#/schemas/".length)]
    : Object.values(value).flatMap(namesIn)
}

/** The schemas of the file, taken over when they are referred to. */
const collector = (file: OpenApi, made: ReadonlyArray<Correction>) => {
  const schemas: Record<string, Json> = {}
  const take = (name: string): void => {
    const schema = file.components.schemas[name]
    if (name in schemas || schema === undefined) return
    const shape = corrected(made, name, bare(schema))
    schemas[name] = shape
    namesIn(shape).forEach(take)
  }
  return { schemas, take }
}

const json = "application/json"
const form = "application/x-www-form-urlencoded"

export interface Entry {
  readonly operation: string
  readonly method: string
  readonly base: AnyOperation["base"]
  readonly path: string
  readonly success: number
  readonly form: boolean
  readonly query: Fields
  readonly request: Json
  /** Fields of the request that a form cannot carry. */
  readonly without: ReadonlyArray<string>
  readonly response: Json
  /** What each status that is not the success comes with. */
  readonly failures: Fields
  readonly example: { readonly request: Json; readonly response: Json }
}

const shapeOf = (media: Media | undefined) => media === undefined ? null : bare(media.schema)

const answerOf = (file: OpenApi, answer: Answer | undefined): Media | undefined =>
  (answer?.$ref === undefined ? answer : file.components.responses[answer.$ref.split("/").at(-1) ?? ""])?.content
    ?.[json]

const entryOf = (file: OpenApi, operation: AnyOperation): Entry => {
  const { base, method, name, path } = operation
  const [, place = ""] = placeOf(operation).split(" ")
  const described = file.paths[place]?.[method.toLowerCase()]
  const success = Object.keys(described?.responses ?? {}).find((status) => status.startsWith("2"))
  if (described === undefined || success === undefined) throw new Error(`The file does not describe ${name}.`)

  const request = described.requestBody?.content[isForm(operation) ? form : json]
  const response = answerOf(file, described.responses[success])
  const query = [...described.parameters, ...(name === "tokens.list" ? [tokenStatus] : [])]
    .filter((parameter) => parameter.in === "query")
  const failures = Object.entries(described.responses).filter(([status]) => status !== success)

  return {
    operation: name,
    method,
    base,
    path,
    success: Number(success),
    form: isForm(operation),
    query: Object.fromEntries(query.map(({ name, schema }) => [name, bare(schema)])),
    request: shapeOf(request),
    without: isForm(operation) ? [notInForms] : [],
    response: shapeOf(response),
    failures: Object.fromEntries(failures.map(([status, answer]) => [status, shapeOf(answerOf(file, answer))])),
    // A form has no example of its own.
    example: {
      request: isForm(operation) ? null : request?.example ?? null,
      response: isForm(operation) ? null : response?.example ?? null
    }
  }
}

export interface ContractFile {
  readonly version: string
  /** In words. */
  readonly corrections: ReadonlyArray<string>
  readonly entries: ReadonlyArray<Entry>
  /** What the requests and the answers to successful ones refer to. */
  readonly schemas: Fields
  /** The same and what the failures refer to, as the file has it. */
  readonly uncorrected: Fields
}

export const readContract = (path: string): ContractFile => {
  const file = JSON.parse(readFileSync(path, "utf8")) as OpenApi
  const entries = described.map((operation) => entryOf(file, operation))
  const main = entries.flatMap(({ request, response }) => namesIn([request, response]))
  const [withCorrections, without] = [collector(file, corrections), collector(file, [])]
  main.forEach(withCorrections.take)
  const failures = entries.flatMap(({ failures }) => namesIn(failures))
  for (const name of [...main, ...failures]) without.take(name)
  return {
    version: file.info.version,
    corrections: [
      ...corrections.map(({ schema, set, why }) => `${schema}: ${Object.keys(set).join(", ")}. ${why}`),
      `tokens.list: ${tokenStatus.name}. Authlete's Java library always sends it.`,
      `forms: ${notInForms}. Authlete takes it in JSON only, though the file has one schema for JSON and forms.`
    ],
    entries,
    schemas: withCorrections.schemas,
    uncorrected: without.schemas
  }
}
