/**
 * Makes the sources of the line for Effect 4 from those for Effect 3, in `effect4/build`. Nothing there is kept.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { rewriteExamples, rewriteModules, rewriteTest } from "./rewrite.js"

export const root = fileURLToPath(new URL("../..", import.meta.url))
export const line = join(root, "effect4")
export const build = join(line, "build")

/** What the line for Effect 4 does not have, below `src`. */
const absent: ReadonlyArray<string> = [
  "AuthleteEmulator.ts",
  "AuthorizationServer.ts",
  "NodeTransport.ts",
  "ResourceServer.ts",
  "ResourceServerJwt.ts",
  "ResourceServerRpc.ts",
  "internal/edge",
  "internal/emulator",
  "internal/jwt",
  "internal/resource",
  "internal/server",
  "internal/transport"
]

const isAbsent = (path: string) => absent.some((name) => path === name || path.startsWith(`${name}/`))

/** The names of the public modules that are absent. */
export const absentModules: ReadonlyArray<string> = absent.flatMap((name) => /^(\w+)\.ts$/.exec(name)?.[1] ?? [])

export const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/**
 * The version of this line. Its first number that is not zero is that of the line for Effect 3 and 100: they are of the
 * same sources, and no range of versions that npm writes down for one line takes the other.
 */
export const versionOf = (version: string): string => {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number)
  return major === 0 ? `0.${minor + 100}.${patch}` : `${major + 100}.${minor}.${patch}`
}

/** Leaves the absent modules out of the root export, with the comments before them. */
const withoutAbsent = (index: string): string =>
  absentModules.reduce(
    (text, name) => text.replace(new RegExp(`/\\*\\*[^/]*\\*/\\nexport \\* as ${name} from [^\\n]*\\n\\n?`), ""),
    index
  )

/** Puts the version of this line into the file that has it, `src/internal/version.ts`. */
export const withVersion = (text: string): string =>
  text.replace(/"(\d+\.\d+\.\d+)"/, (_, version: string) => `"${versionOf(version)}"`)

/** The few files that differ by more than their imports. */
const changed: Readonly<Record<string, (text: string) => string>> = {
  "index.ts": withoutAbsent,
  "internal/version.ts": withVersion
}

/** The sources of the package. */
export const generateSources = (): void => {
  rmSync(join(build, "src"), { recursive: true, force: true })
  for (const path of filesBelow(join(root, "src")).filter((file) => !isAbsent(file))) {
    const text = readFileSync(join(root, "src", path), "utf8")
    write(join(build, "src", path), rewriteExamples(rewriteModules(changed[path]?.(text) ?? text, `src/${path}`)))
  }
  cpSync(join(line, "edge"), join(build, "src/internal/edge"), { recursive: true })
}

/** The tests that run on both. What they need of `tools` comes with them. */
const shared = /^test\/(cache|client|faults|schema|support)\/|^test\/setup\.ts$/

/** Those that cannot: each with its reason. */
const onEffect3Alone: Readonly<Record<string, string>> = {
  "test/cache/emulated.test.ts": "it needs the emulator in the same process",
  "tools/contract/planted.ts": "effect4/tests has one for the schemas of Effect 4",
  "tools/contract/values.ts": "its arbitraries are those of Effect 3",
  "tools/faults/cases/emulator.ts": "it needs the emulator in the same process",
  "tools/faults/emulated.ts": "it is that emulator"
}

/** Leaves out of a file what it does with a module that is absent, and says what Effect 4 does differently. */
const forEffect4: Readonly<Record<string, (text: string) => string>> = {
  "bench/client/bare.ts": (text) =>
    text.replace(
      "HttpClient.withTracerDisabledWhen(() => true)",
      "HttpClient.transform(Effect.provideService(HttpClient.TracerDisabledWhen, () => true))"
    ),
  "test/client/transports.test.ts": (text) => text.replace(/^.*NodeTransport.*\n/gm, ""),
  // Effect 4 looks which fields are there before it reads one, so it says which one is missing.
  "test/client/requests.test.ts": (text) =>
    text.replace(
      "call: untyped(Introspection.process, throwingGet), path: \"\"",
      (call) => call.replace("\"\"", "\"token\"")
    ),
  "test/faults/suite.ts": (text) =>
    text.replace(", wrappedNodeTransport }", " }").replace("[...transports, wrappedNodeTransport]", "transports")
      .replace("each === wrappedNodeTransport ? \"NodeTransport, wrapped\" : each.transport", "each.transport"),
  "test/support/transports.ts": (text) =>
    text.replace(/^\/\*\*\n \* `NodeTransport`[^]*?^}\n\n/m, "").replace(/^.*NodeTransport.*\n/gm, "")
      .replace("{ Context, Effect, Layer, Redacted }", "{ Layer, Redacted }")
      .replace("import * as HttpClient from", "import type * as HttpClient from"),
  // What Effect 3 leaves open here, Effect 4 gives back.
  "tools/faults/cases/connecting.ts": (text) =>
    text.replace("heldBy: [\"undici\", \"NodeTransport\", \"fetch\"]", "heldBy: [\"fetch\"]"),
  "tools/faults/cases/framing.ts": (text) =>
    text.replace(/^.*connection for one that somebody speaks.*\n.*heldBy: .*\n/m, ""),
  "tools/faults/cases/index.ts": (text) => text.replace(/^import \{ emulator \}.*\n/m, "").replace("[emulator, ", "[")
}

/** What a file imports from these folders. */
const importsOf = (path: string, text: string, folders: ReadonlyArray<string>): ReadonlyArray<string> =>
  Array.from(text.matchAll(/\bfrom "(\.[^"]*)\.js"/g), ([, to = ""]) => `${join(dirname(path), to)}.ts`)
    .filter((found) => folders.some((folder) => found.startsWith(`${folder}/`)))

/** Writes files and all that they import from these folders, but those that are there already. */
const generate = (
  files: ReadonlyArray<string>,
  folders: ReadonlyArray<string>,
  rewrite: (text: string, path: string) => string,
  isThere: (path: string) => boolean = () => false
): void => {
  const waiting = [...files]
  const done = new Set<string>()
  for (const path of waiting) {
    if (done.has(path) || isThere(path)) continue
    done.add(path)
    const text = forEffect4[path]?.(readFileSync(join(root, path), "utf8")) ?? readFileSync(join(root, path), "utf8")
    write(join(build, path), rewrite(text, path))
    waiting.push(...importsOf(path, text, folders))
  }
}

const ofTests = ["test", "tools"]

/** The tests, and the tools that they use. */
export const generateTests = (): void => {
  for (const folder of [...ofTests, "words"]) rmSync(join(build, folder), { recursive: true, force: true })
  cpSync(join(line, "words"), join(build, "words"), { recursive: true })
  cpSync(join(line, "tests"), build, { recursive: true })
  for (const path of filesBelow(join(root, "tools")).filter((file) => file.endsWith(".json"))) {
    write(join(build, "tools", path), readFileSync(join(root, "tools", path), "utf8"))
  }
  const own = filesBelow(join(line, "tests"))
  generate(
    [
      ...filesBelow(join(root, "test")).map((file) => `test/${file}`).filter((path) => shared.test(path)),
      ...own.flatMap((path) => importsOf(path, readFileSync(join(line, "tests", path), "utf8"), ofTests))
    ],
    ofTests,
    (text, path) => rewriteTest(text, path, relative(dirname(join(build, path)), join(build, "words"))),
    (path) => own.includes(path) || path in onEffect3Alone
  )
}

/** The programs of the bench that call Authlete with either line. They use only what is called the same in both. */
export const generateBench = (): void => {
  rmSync(join(build, "bench"), { recursive: true, force: true })
  generate(["bench/client/version.ts", "bench/client/bare.ts"], ["bench"], rewriteModules)
}

/** The examples of the sources and of the README, each as a program. */
export const generateExamples = (): void => {
  rmSync(join(build, "examples"), { recursive: true, force: true })
  const sources = filesBelow(join(build, "src")).map((path) => join(build, "src", path))
  for (const path of [...sources, join(line, "README.md")]) {
    const text = readFileSync(path, "utf8").replace(/^ \* ?/gm, "")
    const name = relative(line, path).replace(/\W/g, "-")
    Array.from(text.matchAll(/^```ts\n([^]*?)^```/gm)).forEach(([, code = ""], index) => {
      write(join(build, "examples", `${name}-${index}.ts`), code)
    })
  }
}
