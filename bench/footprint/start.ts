/**
 * How long a program waits for the package to load, on top of the modules of Effect that it imports, which the program
 * most likely loads anyway.
 *
 * The two take turns, and the difference is the one in the middle of those of the turns: what else the machine does comes
 * and goes more slowly than they do.
 */
import { build } from "esbuild"
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { median, times } from "../support/measuring.js"
import type { Row } from "../support/report.js"
import { more } from "./project.js"
import type { Project } from "./project.js"

const section = "Start"

/** Many, since the difference is a small part of what is measured. */
const rounds = 61

/** The modules outside of the package that a module of it leads to. */
const importsOf = async (file: string): Promise<ReadonlyArray<string>> => {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    packages: "external",
    format: "esm",
    ignoreAnnotations: true,
    metafile: true,
    write: false,
    logLevel: "warning"
  })
  // What is imported only when it is needed does not load at the start.
  const imports = Object.values(metafile.inputs)
    .flatMap((input) => input.imports)
    .filter(({ external, kind }) => external && kind === "import-statement")
  return [...new Set(imports.map(({ path }) => path))].sort()
}

/** The modules are imported by one, so that they load as those of a program do: at once, not one after the other. */
const write = ({ write }: Project, name: string, modules: ReadonlyArray<string>) => {
  write(`${name}.imports.mjs`, modules.map((module) => `import "${module}"`).join("\n"))
  write(
    `${name}.mjs`,
    [
      "const begin = performance.now()",
      `await import("./${name}.imports.mjs")`,
      "console.log(performance.now() - begin)"
    ].join("\n")
  )
}

/** Milliseconds, in a process of its own. */
const load = ({ folder }: Project, name: string): number =>
  Number(execFileSync(process.execPath, [`${name}.mjs`], { cwd: folder, encoding: "utf8" }))

const compare = async (project: Project, entry: string, file: string, atMost?: number): Promise<Row> => {
  const modules = await importsOf(join(project.installed, "dist", file))
  write(project, "with", [entry])
  write(project, "without", modules)
  const measured = times(rounds).map(() => ({ ours: load(project, "with"), theirs: load(project, "without") }))
  return more({
    section,
    what: `import "${entry}"`,
    peer: `the ${modules.length} modules of Effect that it imports`,
    ours: median(measured.map(({ ours }) => ours)),
    theirs: median(measured.map(({ theirs }) => theirs)),
    difference: median(measured.map(({ ours, theirs }) => ours - theirs)),
    unit: "ms",
    ...(atMost !== undefined && { atMost })
  })
}

export const start = async (project: Project): Promise<ReadonlyArray<Row>> => [
  await compare(project, "effect-authlete/Tokens", "Tokens.js", 40),
  await compare(project, "effect-authlete", "index.js")
]
