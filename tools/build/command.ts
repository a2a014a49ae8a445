/**
 * Bundles the command into one file that needs nothing but Node, with the licences of what is in it beside it.
 *
 *     npm run build:command
 */
import type { Metafile, Plugin } from "esbuild"
import { build } from "esbuild"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** The folder of the package that a file belongs to, if it is one of `node_modules`. */
const packageOf = (file: string): string | undefined => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]

/** What is left of each file in the bundle, which may be nothing. */
const filesIn = ({ outputs }: Metafile): ReadonlyArray<string> =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file)
  )

const licenseOf = (folder: string): string => {
  const { license, name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest
  const file = readdirSync(folder).find((candidate) => /^(licen[cs]e|copying)/i.test(candidate))
  if (file === undefined) throw new Error(`${name} is bundled, but comes without the text of its licence.`)
  return `${name} ${version}, ${license ?? "see below"}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`
}

/** The licences of the packages that a bundle holds code of. They ask for their text to go along with the code. */
const licensesOf = (root: string, metafile: Metafile): string => {
  const folders = new Set(filesIn(metafile).flatMap((file) => packageOf(file) ?? []))
  const texts = Array.from(folders).sort().map((folder) => licenseOf(join(root, folder)))
  return ["effect-authlete.js holds code of the following packages.\n", ...texts].join(`\n${"-".repeat(80)}\n\n`)
}

/** Packages of the bundle that are CommonJS call `require`, which a module does not have. */
const banner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/** Plugins may change what goes into the bundle. */
export const bundle = async (outfile: string, plugins: Array<Plugin> = []): Promise<void> => {
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
    plugins,
    metafile: true,
    logLevel: "warning"
  })
  writeFileSync(join(dirname(outfile), "LICENSES.txt"), licensesOf(root, metafile))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(join(root, "dist/command/effect-authlete.js"))
