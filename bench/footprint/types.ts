/**
 * How long the compiler takes for a program that revokes a token, and how much it has to work out, against a program
 * that does nothing with the same parts of Effect.
 *
 * The two take turns, and the ratio is the one in the middle of those of the turns: what else the machine does comes and
 * goes more slowly than they do.
 */
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { median, times } from "../support/measuring.js"
import type { Row } from "../support/report.js"
import { type Project, root } from "./project.js"

const section = "Types"

const rounds = 11

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: []
}

const tsc = join(root, "node_modules", "typescript", "bin", "tsc")

interface Check {
  /** Milliseconds of the whole process. */
  readonly time: number
  readonly types: number
  readonly instantiations: number
}

const check = (project: Project, app: string): Check => {
  const config = `${app}.tsconfig.json`
  project.write(config, JSON.stringify({ compilerOptions, files: [`${app}.ts`] }))
  const begin = performance.now()
  const told = execFileSync(process.execPath, [tsc, "-p", config, "--extendedDiagnostics"], {
    cwd: project.folder,
    encoding: "utf8"
  })
  const time = performance.now() - begin
  const count = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(told)?.[1])
  return { time, types: count("Types"), instantiations: count("Instantiations") }
}

const figures = [
  { name: "time", unit: " ms", atMost: 1.5 },
  { name: "types", unit: "" },
  { name: "instantiations", unit: "" }
] as const

export const types = (project: Project): ReadonlyArray<Row> => {
  const measured = times(rounds).map(() => ({ ours: check(project, "ten-lines"), theirs: check(project, "empty") }))
  return figures.map(({ name, unit, ...limit }) => {
    const ratio = median(measured.map(({ ours, theirs }) => ours[name] / theirs[name]))
    const text = (value: number) => `${Math.round(value).toLocaleString("en")}${unit}`
    return {
      section,
      what: `${name} to check a program of ten lines`,
      ours: text(median(measured.map(({ ours }) => ours[name]))),
      peer: "an empty Effect program",
      theirs: text(median(measured.map(({ theirs }) => theirs[name]))),
      ratio,
      ...("atMost" in limit && { limit: `at most ${limit.atMost}`, holds: ratio <= limit.atMost })
    }
  })
}
