/**
 * The manifest of the package for Effect 4, from that of the package for Effect 3 and the versions that the line is
 * tested with.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { absentModules, line, root, versionOf } from "./generate.js"

type Json = Readonly<Record<string, unknown>>

const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Json

/** What the packages of both lines have in common. */
const kept = [
  "description",
  "keywords",
  "license",
  "repository",
  "homepage",
  "bugs",
  "type",
  "sideEffects",
  "engines",
  "bin"
] as const

const isAbsent = (subpath: string) => absentModules.some((name) => subpath === `./${name}`)

export const manifest = (): Json => {
  const ofEffect3 = read(join(root, "package.json"))
  const { devDependencies } = read(join(line, "package.json")) as { readonly devDependencies: Record<string, string> }
  return {
    name: ofEffect3["name"],
    version: versionOf(String(ofEffect3["version"])),
    ...Object.fromEntries(kept.flatMap((name) => name in ofEffect3 ? [[name, ofEffect3[name]]] : [])),
    files: ["dist", "src", "CHANGELOG.md"],
    exports: Object.fromEntries(
      Object.entries(ofEffect3["exports"] as Json).filter(([subpath]) => !isAbsent(subpath))
    ),
    peerDependencies: { effect: `^${devDependencies["effect"]}` }
  }
}
