/**
 * Writes `docs/operations.md` from the registry of operations: `npx tsx tools/docs/operations.ts`. A test holds the file
 * against what this prints.
 */
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { AnyOperation } from "../../src/internal/operations/index.js"
import { operations, placeOf } from "../../src/internal/operations/index.js"
import { table } from "./report.js"

export const path = fileURLToPath(new URL("../../docs/operations.md", import.meta.url))

const all: ReadonlyArray<AnyOperation> = operations

const groupOf = ({ name }: AnyOperation) => name.split(".", 1)[0] ?? ""

/** The module of a group: `tokens` is `Tokens`. */
const moduleOf = (group: string) => group.charAt(0).toUpperCase() + group.slice(1)

/** The class of a call, as far as it does not depend on the request. */
const resendOf = ({ resend }: AnyOperation): string => {
  const classes = new Set([{}, everything].map((request) => resend(request as never)))
  return Array.from(classes).join(", or ")
}

/** A request that has every field that a class may depend on. */
const everything = {
  accessTokenValueUpdated: true,
  dpop: "a proof",
  gmAction: "REVOKE",
  parameters: "request=a&request_uri=b"
}

const rowOf = (operation: AnyOperation) => {
  const { name } = operation
  return [`\`${moduleOf(name)}\``, `\`${placeOf(operation)}\``, resendOf(operation)]
}

const isForm = ({ encoding }: AnyOperation) => encoding.name === "form"

const sectionOf = (group: string): string => {
  const listed = all.filter((operation) => groupOf(operation) === group)
  const forms = listed.filter(isForm).map(({ name }) => `\`${moduleOf(name)}\``)
  return [
    `## ${moduleOf(group)}`,
    table(["operation", "method and path", "class"], listed.filter((operation) => !isForm(operation)).map(rowOf)),
    ...(forms.length === 0 ? [] : [`With the request as a form: ${forms.join(", ")}.`])
  ].join("\n\n")
}

export const document = (): string => {
  const groups = Array.from(new Set(all.map(groupOf))).sort()
  return `# Operations

Every operation of the library, by module, with its method and path in Authlete's API. The class says when a call is sent
again after a failure: \`read\` and \`idempotent\` calls after any failure that may pass, \`once\` only if Authlete certainly did
not do it. [Retries](retries.md) tells more.

\`Tokens.stream\` and other streams have no line: each of their pages is a call of \`list\`. The functions \`patch\` have the line of their
last call; before it, they get what they change. This page is written by \`npx tsx tools/docs/operations.ts\`.

${groups.map(sectionOf).join("\n\n")}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, document())
