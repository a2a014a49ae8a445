/**
 * Makes the package for Effect 4: a tarball in `effect4/build`.
 *
 *     npm run build:effect4
 */
import type { Plugin } from "esbuild"
import { execFileSync } from "node:child_process"
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { bundle } from "../build/command.js"
import { compileOnEffect4 } from "./compile.js"
import { build, generateSources, line, root, withVersion } from "./generate.js"
import { manifest } from "./manifest.js"

/** Gives the command the version of the package that it is in. */
const versionOfLine: Plugin = {
  name: "version",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/]internal[\\/]version\.ts$/ }, ({ path }) => ({
      contents: withVersion(readFileSync(path, "utf8")),
      loader: "ts"
    }))
  }
}

rmSync(build, { recursive: true, force: true })
generateSources()
compileOnEffect4("tsconfig.build.json")
// The command needs no Effect of the user's: it is one file, with the emulator and its Effect 3 in it.
mkdirSync(join(build, "dist/command"), { recursive: true })
await bundle(join(build, "dist/command/effect-authlete.js"), [versionOfLine])
copyFileSync(join(root, "LICENSE"), join(build, "LICENSE"))
copyFileSync(join(root, "CHANGELOG.md"), join(build, "CHANGELOG.md"))
copyFileSync(join(line, "README.md"), join(build, "README.md"))
writeFileSync(join(build, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`)
execFileSync("npm", ["pack", "--silent"], { cwd: build, stdio: "inherit" })
