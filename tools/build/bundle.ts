/**
 * Bundles the command into one file that needs nothing but Node, with the licences of what is in it beside it.
 */
import { build } from "esbuild"
import { writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { licensesOf } from "./licenses.js"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Packages of the bundle that are CommonJS call `require`, which a module does not have. */
const banner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

export const bundle = async (outfile: string): Promise<void> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["cli/main.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: banner },
    legalComments: "none",
    metafile: true,
    logLevel: "warning"
  })
  writeFileSync(join(dirname(outfile), "LICENSES.txt"), licensesOf(root, metafile))
}
