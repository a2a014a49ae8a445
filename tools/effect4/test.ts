/**
 * Runs the tests of the client, the schemas, the cache and the faults on Effect 4, on the Node of `effect4/node_modules`.
 *
 *     npm run test:effect4 [-- arguments for vitest]
 */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { build, generateSources, generateTests, line, root } from "./generate.js"
import { manifest } from "./manifest.js"

generateSources()
generateTests()
writeFileSync(join(build, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`)
const recorded = spawnSync(process.execPath, [
  join(root, "node_modules/tsx/dist/cli.mjs"),
  join(root, "tools/effect4/differential/record.ts")
], { cwd: root, stdio: "inherit" })
if (recorded.status !== 0) process.exit(1)

const { status } = spawnSync(
  join(line, "node_modules/.bin/node"),
  [
    join(line, "node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    join(line, "vitest.config.ts"),
    ...process.argv.slice(2)
  ],
  { cwd: build, stdio: "inherit" }
)
process.exit(status ?? 1)
