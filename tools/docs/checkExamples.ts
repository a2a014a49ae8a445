/**
 * Type-checks every `ts` block of the documents and every `@example` of the sources, each as a file of its own. Programs
 * that bring the emulator along are run as well, and tests on it too.
 *
 * The fence of a block may name its file, `file=src/token.ts`: the blocks of a document then make up one program, and can
 * import each other. What a document claims of its program is held by a test, `file=test/….test.ts`; if readers need not
 * see it, it stands in an HTML comment, as in `docs/endpoints.md`.
 *
 *     npm run check:examples
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

const folder = "doc-examples"

interface Example {
  readonly code: string
  /** The file to check it in: named after the place where the example stands, or as its fence says, `file=…`. */
  readonly file: string
}

const filesIn = (path: string, ending: string) =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.includes("node_modules"))
    .map((file) => join(path, file))

const documents = [...readdirSync(".").filter((file) => file.endsWith(".md")), ...filesIn("docs", ".md")]
const sources = filesIn("src", ".ts")

const examplesIn = (file: string, block: RegExp, strip: RegExp): ReadonlyArray<Example> => {
  const text = readFileSync(file, "utf8")
  const place = file.replaceAll("/", "_")
  return Array.from(text.matchAll(block), (match) => {
    const { block: indented = "", name } = match.groups ?? {}
    const code = indented.replace(strip, "")
    const line = text.slice(0, match.index).split("\n").length + 1
    const ending = code.includes("@effect/vitest") ? "test.ts" : "ts"
    return { code, file: join(folder, name === undefined ? `${place}_${line}.${ending}` : join(place, name)) }
  })
}

const examples = [
  ...documents.flatMap((file) => examplesIn(file, /^```ts(?: file=(?<name>\S+))?\n(?<block>[\s\S]*?)^```/gm, /^$/)),
  ...sources.flatMap((file) => examplesIn(file, /^ *\* ```ts\n(?<block>[\s\S]*?)^ *\* ```/gm, /^ *\* ?/gm))
]

const tests = examples.filter(({ file }) => file.endsWith(".test.ts"))

const programs = examples.filter((each) =>
  !tests.includes(each) && each.code.includes("AuthleteEmulator") && each.code.includes("Effect.runPromise(")
)

const run = (tool: string, args: ReadonlyArray<string>) =>
  execFileSync("npx", ["--no-install", tool, ...args], { stdio: "inherit" })

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
  for (const { code, file } of examples) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code)
  }
  run("tsc", ["-p", folder])
  for (const { file } of programs) run("tsx", ["--tsconfig", join(folder, "tsconfig.json"), file])
  if (tests.length > 0) run("vitest", ["run", `${folder}/`])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

process.stdout.write(
  `${examples.length} examples compile, ${programs.length} programs among them run, and so do the tests of ${tests.length}\n`
)
