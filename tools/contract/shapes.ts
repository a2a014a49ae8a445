/**
 * Takes Authlete's OpenAPI file down: `shapes.json` has its facts, `examples.json` its examples. The tests then need no
 * other file. Corrections are not among them: they are in `corrections.ts`, and are made when the facts are read.
 *
 *     npx tsx tools/contract/shapes.ts path/to/openapi.json
 */
import { writeFileSync } from "node:fs"
import type { Fields, Json } from "./file.js"
import { describe, examplesOf, isFields, readOpenApi } from "./file.js"

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error("The path of the OpenAPI file is needed.")

const indented = (lines: ReadonlyArray<string>) => lines.map((line) => `\n    ${line}`).join(",")

/** One line for each operation, and for each field of each schema, so that a difference reads as one. */
const listed = (values: ReadonlyArray<unknown>) => `[${indented(values.map((value) => JSON.stringify(value)))}\n  ]`

const schemaText = (schema: Json): string => {
  if (!isFields(schema) || !isFields(schema.properties ?? null)) return JSON.stringify(schema)
  const { properties, ...rest } = schema
  const fields = Object.entries(properties as Fields)
    .map(([name, field]) => `\n      ${JSON.stringify(name)}: ${JSON.stringify(field)}`)
  return `${JSON.stringify(rest).slice(0, -1)}, "properties": {${fields.join(",")}\n    }}`
}

const write = (name: string, parts: Readonly<Record<string, string>>) => {
  const text = Object.entries(parts).map(([part, value]) => `\n  "${part}": ${value}`).join(",")
  writeFileSync(new URL(name, import.meta.url), `{${text}\n}\n`)
}

const file = readOpenApi(source)
const { operations, schemas, version } = describe(file)

write("shapes.json", {
  version: JSON.stringify(version),
  operations: listed(operations),
  schemas: `{${
    indented(Object.entries(schemas).map(([name, schema]) => `${JSON.stringify(name)}: ${schemaText(schema)}`))
  }\n  }`
})
write("examples.json", { version: JSON.stringify(version), examples: listed(examplesOf(file)) })
