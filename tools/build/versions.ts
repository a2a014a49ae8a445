/**
 * The versions of what a figure or a finding depends on.
 */
import { readFileSync } from "node:fs"

/** Of a package in this project's `node_modules`. Read as a file: not every package exports its manifest. */
export const versionOf = (name: string): string => {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version
}
