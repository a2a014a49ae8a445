/**
 * A project that has the built package installed, as a user's has. The package is a copy, so that a build in between
 * changes nothing; what it depends on is linked, so that both sides of a comparison load the same files. And the rows that
 * say what is had on top of something else.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Row } from "../support/report.js"

export interface Project {
  readonly folder: string
  /** Where the package is installed. */
  readonly installed: string
  readonly write: (name: string, content: string) => void
  readonly remove: () => void
}

export const root = fileURLToPath(new URL("../..", import.meta.url))

export const makeProject = (): Project => {
  const folder = mkdtempSync(join(tmpdir(), "effect-authlete-"))
  const modules = join(folder, "node_modules")
  const installed = join(modules, "effect-authlete")
  mkdirSync(installed, { recursive: true })
  cpSync(join(root, "dist"), join(installed, "dist"), { recursive: true })
  cpSync(join(root, "package.json"), join(installed, "package.json"))
  for (const dependency of ["effect", "@effect/platform"]) {
    const link = join(modules, dependency)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, "node_modules", dependency), link)
  }
  cpSync(join(root, "bench", "footprint", "apps"), folder, { recursive: true })
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
  write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }))
  return { folder, installed, write, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface More {
  readonly section: string
  readonly what: string
  readonly peer: string
  readonly ours: number
  readonly theirs: number
  /** Where it is not just that of the two figures. */
  readonly difference?: number
  readonly unit: string
  /** How much more there may be. */
  readonly atMost?: number
}

const text = (value: number, unit: string) => `${Math.round(value).toLocaleString("en")} ${unit}`

/** The limit is on the difference, since a ratio would flatter whoever adds to something large. */
export const more = (
  { atMost, ours, peer, section, theirs, difference = ours - theirs, unit, what }: More
): Row => ({
  section,
  what,
  ours: `${text(ours, unit)} (${difference < 0 ? "−" : "+"}${text(Math.abs(difference), unit)})`,
  peer,
  theirs: text(theirs, unit),
  ratio: ours / theirs,
  ...(atMost !== undefined && { limit: `at most ${text(atMost, unit)} more`, holds: difference <= atMost })
})
