/**
 * A project that has the built package installed, as a user's has. The package is a copy, so that a build in between
 * changes nothing; what it depends on is linked, so that both sides of a comparison load the same files.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

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
