/**
 * Reduces Authlete's OpenAPI file to what the tests of the schemas need: `shapes.json`, the bare shapes of
 * requests and responses, and `examples.json`, the documented examples. The tests then need no other file.
 *
 *     npx tsx tools/contract/shapes.ts path/to/openapi.json
 */
import { writeFileSync } from "node:fs"
import { readContract } from "./file.js"

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error("The path of the OpenAPI file is needed.")
const { corrections, entries, schemas, version } = readContract(source)

const write = (name: string, value: unknown) =>
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)

const origin = `Authlete's OpenAPI file, version ${version}; written by tools/contract/shapes.ts`

write("shapes.json", {
  origin,
  corrections,
  operations: entries.map(({ form, method, operation, path, query, request, response, success, without }) => ({
    operation,
    method,
    path,
    success,
    form,
    query,
    request,
    without,
    response
  })),
  schemas
})
write("examples.json", {
  origin,
  examples: entries.map(({ example, operation }) => ({ operation, ...example })).filter(({ request, response }) =>
    request !== null || response !== null
  )
})
