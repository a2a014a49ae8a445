import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { described } from "../../tools/contract/contract.js"
import { differences } from "../../tools/contract/differences.js"
import type { Described, DescribedOperation, Fields, Json } from "../../tools/contract/file.js"
import { describe as facts, isFields } from "../../tools/contract/file.js"

/** The file has a reference and what is required besides as two schemas in one. */
const combined = (shape: Json): Json => {
  if (!isFields(shape) || shape.$ref === undefined) return shape
  const { $ref, ...rest } = shape
  return Object.keys(rest).length === 0 ? shape : { allOf: [{ $ref }, rest] }
}

const media = (shape: Json, type: string): Fields =>
  shape === null ? {} : { [type]: { schema: inFile(combined(shape)) } }

/** The references of the file lead to its components. */
const inFile = (shape: Json): Json =>
  JSON.parse(JSON.stringify(shape).replaceAll("\"#/schemas/", "\"#/components/schemas/")) as Json

const parametersOf = ({ query, variables }: DescribedOperation): Json => [
  ...Object.entries(variables).map(([name, schema]) => ({ name, in: "path", required: true, schema })),
  ...Object.entries(query.properties as Fields).map(([name, schema]) => ({
    name,
    in: "query",
    required: ((query.required ?? []) as ReadonlyArray<string>).includes(name),
    schema
  }))
]

const operationOf = (operation: DescribedOperation): Fields => {
  const { form, json, responses } = operation
  const content = { ...media(json, "application/json"), ...media(form, "application/x-www-form-urlencoded") }
  return {
    operationId: "whatever",
    parameters: parametersOf(operation),
    ...(Object.keys(content).length > 0 && { requestBody: { content } }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { body, shape }]) => [
        status,
        {
          description: "whatever",
          content: body === "none" ? {} : body === "text" ? { "text/plain": {} } : media(shape, "application/json")
        }
      ])
    )
  }
}

/** An OpenAPI file that says these facts. */
const fileOf = ({ operations, schemas, version }: Described) => {
  const paths: Record<string, Record<string, Fields>> = {}
  for (const operation of operations) {
    const [method = "", path = ""] = operation.place.split(" ")
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(operation) }
  }
  return {
    openapi: "3.0.3",
    info: { title: "whatever", version },
    paths,
    components: { responses: {}, schemas: inFile(schemas) as Fields }
  }
}

const file = fileOf(described)

/** The facts, to be changed. */
interface Mutable {
  readonly operations: Array<DescribedOperation>
  readonly schemas: Record<string, {
    readonly enum: Array<string>
    readonly required: Array<string>
    readonly properties: Record<string, Record<string, unknown>>
  }>
}

/** The same facts, with some of them changed. */
const doctored = (change: (copy: Mutable) => void): Described => {
  const copy = JSON.parse(JSON.stringify(described)) as Described
  change(copy as unknown as Mutable)
  return copy
}

/** Adds something to a part of the facts, or puts it in the place of what there is. */
const put = (part: unknown, fields: object): void => {
  Object.assign(part as object, fields)
}

const operationAt = (copy: Mutable, place: string) => copy.operations.find((operation) => operation.place === place)

describe("the facts of an OpenAPI file", () => {
  it("are those that were recorded", () => {
    const sorted = (operations: ReadonlyArray<DescribedOperation>) =>
      Array.from(operations).sort((one, other) => one.place.localeCompare(other.place))
    const taken = facts(file as unknown as Parameters<typeof facts>[0])
    expect({ ...taken, operations: sorted(taken.operations) })
      .toEqual({ ...described, operations: sorted(described.operations) })
  })

  it("do not differ from themselves, in whatever order they stand", () => {
    const turned = {
      ...described,
      operations: Array.from(described.operations).reverse(),
      schemas: Object.fromEntries(Object.entries(described.schemas).reverse())
    }
    expect(differences(described, turned)).toStrictEqual([])
  })
})

describe("a newer file", () => {
  const place = "POST /api/{serviceId}/auth/token/revoke"

  it.each<[what: string, change: (copy: Mutable) => void, said: ReadonlyArray<string>]>([
    [
      "with an operation more",
      ({ operations }) =>
        operations.push({ ...operations[0] as DescribedOperation, place: "GET /api/{serviceId}/new" }),
      ["added: operation GET /api/{serviceId}/new"]
    ],
    ["without an operation", ({ operations }) => operations.shift(), [
      "dropped: operation GET /api/{serviceId}/service/get"
    ]],
    ["with a schema more", ({ schemas }) => put(schemas, { fresh: { type: "object" } }), [
      "added: schema fresh"
    ]],
    ["without a schema", ({ schemas }) => delete schemas.pair, ["dropped: schema pair"]],
    [
      "with a field more",
      ({ schemas }) => put(schemas.pair?.properties, { fresh: { type: "boolean" } }),
      ["added: pair.fresh: type \"boolean\""]
    ],
    ["without a field", ({ schemas }) => delete schemas.pair?.properties.key, ["dropped: pair.key: type \"string\""]],
    [
      "with another type",
      ({ schemas }) => put(schemas.pair?.properties.key, { type: "integer" }),
      ["dropped: pair.key: type \"string\"", "added: pair.key: type \"integer\""]
    ],
    [
      "with another format",
      ({ schemas }) => put(schemas.client?.properties.createdAt, { format: "int32" }),
      ["dropped: client.createdAt: format \"int64\"", "added: client.createdAt: format \"int32\""]
    ],
    [
      "with another reference",
      ({ schemas }) => put(schemas.access_token?.properties.grantType, { $ref: "#/schemas/display" }),
      [
        "dropped: access_token.grantType: $ref \"#/schemas/grant_type\"",
        "added: access_token.grantType: $ref \"#/schemas/display\""
      ]
    ],
    [
      "with another item of a list",
      ({ schemas }) => put(schemas.access_token?.properties.scopes?.items, { type: "integer" }),
      ["dropped: access_token.scopes[]: type \"string\"", "added: access_token.scopes[]: type \"integer\""]
    ],
    ["with a value more", ({ schemas }) => schemas.display?.enum.push("VR"), ["added: display: value VR"]],
    ["without a value", ({ schemas }) => schemas.display?.enum.pop(), ["dropped: display: value WAP"]],
    [
      "that requires more",
      ({ schemas }) => schemas.token_request?.required.push("clientId"),
      ["added: token_request: required clientId"]
    ],
    [
      "that requires less",
      ({ schemas }) => schemas.token_request?.required.pop(),
      ["dropped: token_request: required parameters"]
    ],
    [
      "that lets a field be set",
      ({ schemas }) => delete schemas.client?.properties.number?.readOnly,
      ["dropped: client.number: readOnly true"]
    ],
    [
      "with another status",
      (copy) => put(operationAt(copy, place)?.responses, { 202: { body: "none", shape: null } }),
      [`added: ${place}.202: body "none"`]
    ],
    [
      "with a parameter more",
      (copy) => put(operationAt(copy, place)?.query.properties, { dryRun: { type: "boolean" } }),
      [`added: ${place}.query.dryRun: type "boolean"`]
    ],
    [
      "with another body",
      (copy) => put(operationAt(copy, place), { json: { $ref: "#/schemas/pair" } }),
      [
        `dropped: ${place}.json: $ref "#/schemas/token_revoke_request"`,
        `added: ${place}.json: $ref "#/schemas/pair"`
      ]
    ]
  ])("%s is told", (_, change, said) => {
    expect(differences(described, doctored(change))).toStrictEqual(said)
  })
})

describe("the command", () => {
  const directory = mkdtempSync(join(tmpdir(), "contract-"))
  afterAll(() => rmSync(directory, { recursive: true }))

  it("fails for a newer file, and says what is new and what is gone", () => {
    const newer = doctored(({ schemas }) => {
      put(schemas.pair?.properties, { fresh: { type: "boolean" } })
      delete schemas.pair?.properties.key
    })
    const path = join(directory, "newer.json")
    writeFileSync(path, JSON.stringify(fileOf({ ...newer, version: "99.0.0" })))
    const command = fileURLToPath(new URL("../../tools/contract/index.ts", import.meta.url))
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", command, path], { encoding: "utf8" })
    expect({ status, said: stderr.trim().split("\n") }).toStrictEqual({
      status: 1,
      said: [
        `Authlete's OpenAPI file, version 99.0.0, compared with version ${described.version}:`,
        "dropped: pair.key: type \"string\"",
        "added: pair.fresh: type \"boolean\""
      ]
    })
  })
})
