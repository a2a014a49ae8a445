/**
 * Type-checks every `ts` block of the documents and every `@example` of the sources, each as a file of its own.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const folder = "doc-examples"

interface Example {
  /** The file and the line that the example stands at. */
  readonly origin: string
  readonly code: string
}

const filesIn = (path: string, ending: string) =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.includes("node_modules"))
    .map((file) => join(path, file))

const documents = [...readdirSync(".").filter((file) => file.endsWith(".md")), ...filesIn("docs", ".md")]
const sources = filesIn("src", ".ts")

const examplesIn = (file: string, block: RegExp, strip: RegExp): ReadonlyArray<Example> => {
  const text = readFileSync(file, "utf8")
  return Array.from(text.matchAll(block), (match) => ({
    origin: `${file}:${text.slice(0, match.index).split("\n").length + 1}`,
    code: (match[1] ?? "").replace(strip, "")
  }))
}

const examples = [
  ...documents.flatMap((file) => examplesIn(file, /^```ts\n([\s\S]*?)^```/gm, /^$/)),
  ...sources.flatMap((file) => examplesIn(file, /^ *\* ```ts\n([\s\S]*?)^ *\* ```/gm, /^ *\* ?/gm))
]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
try {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../tsconfig.json",
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ["."]
    })
  )
  for (const { code, origin } of examples) {
    writeFileSync(join(folder, `${origin.replace(/[/:]/g, "_")}.ts`), code)
  }
  execFileSync("npx", ["--no-install", "tsc", "-p", folder], { stdio: "inherit" })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

process.stdout.write(`${examples.length} examples compile\n`)
