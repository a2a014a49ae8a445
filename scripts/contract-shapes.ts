/**
 * Reduces Authlete's OpenAPI file to what the tests of the schemas need: `test/schemas/shapes.json`, the bare shapes of
 * requests and responses, and `test/schemas/examples.json`, the documented examples. The tests then need no other file.
 *
 *     npx tsx scripts/contract-shapes.ts path/to/openapi.json
 */
import { readFileSync, writeFileSync } from "node:fs"

type Json = null | boolean | number | string | ReadonlyArray<Json> | Fields

interface Fields {
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

interface Described {
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

interface OpenApi {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Fields>> }
}

/** Our name of each operation, where the file describes it, and the variants that take a form. */
const operations: Readonly<Record<string, { readonly method: string; readonly path: string; readonly form?: true }>> = {
  "tokens.process": { method: "POST", path: "/auth/token" },
  "tokens.fail": { method: "POST", path: "/auth/token/fail" },
  "tokens.failForm": { method: "POST", path: "/auth/token/fail", form: true },
  "tokens.issue": { method: "POST", path: "/auth/token/issue" },
  "tokens.issueForm": { method: "POST", path: "/auth/token/issue", form: true },
  "tokens.list": { method: "GET", path: "/auth/token/get/list" },
  "tokens.create": { method: "POST", path: "/auth/token/create" },
  "tokens.createForm": { method: "POST", path: "/auth/token/create", form: true },
  "tokens.update": { method: "POST", path: "/auth/token/update" },
  "tokens.updateForm": { method: "POST", path: "/auth/token/update", form: true },
  "tokens.delete": { method: "DELETE", path: "/auth/token/delete/{accessTokenIdentifier}" },
  "tokens.revoke": { method: "POST", path: "/auth/token/revoke" },
  "tokens.revokeForm": { method: "POST", path: "/auth/token/revoke", form: true },
  "revocation.process": { method: "POST", path: "/auth/revocation" },
  "revocation.processForm": { method: "POST", path: "/auth/revocation", form: true },
  "introspection.process": { method: "POST", path: "/auth/introspection" },
  "introspection.standardProcess": { method: "POST", path: "/auth/introspection/standard" }
}

const ref = (name: string) => ({ $ref: `#/schemas/${name}` })

/**
 * What the file has wrong or leaves out, by the word of Authlete's Java library, its guides and its own examples. `set`
 * replaces one field of a schema, or adds it; the name of the schema may end with a star.
 */
const corrections: ReadonlyArray<{
  readonly why: string
  readonly schema: string
  readonly set: Readonly<Record<string, Json>>
}> = [
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

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error("The path of the OpenAPI file is needed.")
const file = JSON.parse(readFileSync(source, "utf8")) as OpenApi

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

const corrected = (name: string, schema: Json): Json => {
  if (!isFields(schema) || schema.properties === undefined || !isFields(schema.properties)) return schema
  const { properties } = schema
  const sets = corrections.filter((correction) => concerns(correction.schema, name))
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

const schemas: Record<string, Json> = {}

/** Takes a schema over, with those that it refers to. */
const take = (name: string): void => {
  const schema = file.components.schemas[name]
  if (name in schemas || schema === undefined) return
  const shape = corrected(name, bare(schema))
  schemas[name] = shape
  namesIn(shape).forEach(take)
}

const json = "application/json"
const form = "application/x-www-form-urlencoded"

const entries = Object.entries(operations).map(([operation, { form: isForm, method, path }]) => {
  const described = file.paths[`/api/{serviceId}${path}`]?.[method.toLowerCase()]
  const success = Object.keys(described?.responses ?? {}).find((status) => status.startsWith("2"))
  if (described === undefined || success === undefined) throw new Error(`The file does not describe ${operation}.`)

  const request = described.requestBody?.content[isForm === true ? form : json]
  const response = described.responses[success]?.content?.[json]
  const query = [...described.parameters, ...(operation === "tokens.list" ? [tokenStatus] : [])]
    .filter((parameter) => parameter.in === "query")
  const shapeOf = (media: Media | undefined) => media === undefined ? null : bare(media.schema)
  const shapes = [shapeOf(request), shapeOf(response)]
  shapes.flatMap(namesIn).forEach(take)

  return {
    shape: {
      operation,
      method,
      path,
      success: Number(success),
      form: isForm === true,
      query: Object.fromEntries(query.map(({ name, schema }) => [name, bare(schema)])),
      request: shapes[0] ?? null,
      without: isForm === true ? [notInForms] : [],
      response: shapes[1] ?? null
    },
    // A form has no example of its own.
    example: {
      operation,
      request: isForm === true ? null : request?.example ?? null,
      response: isForm === true ? null : response?.example ?? null
    }
  }
})

const write = (name: string, value: unknown) =>
  writeFileSync(new URL(`../test/schemas/${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)

const origin = `Authlete's OpenAPI file, version ${file.info.version}; written by scripts/contract-shapes.ts`

write("shapes.json", {
  origin,
  corrections: [
    ...corrections.map(({ schema, set, why }) => `${schema}: ${Object.keys(set).join(", ")}. ${why}`),
    `tokens.list: ${tokenStatus.name}. Authlete's Java library always sends it.`,
    `forms: ${notInForms}. Authlete takes it in JSON only, though the file has one schema for JSON and forms.`
  ],
  operations: entries.map(({ shape }) => shape),
  schemas
})
write("examples.json", {
  origin,
  examples: entries.map(({ example }) => example).filter(({ request, response }) =>
    request !== null || response !== null
  )
})
