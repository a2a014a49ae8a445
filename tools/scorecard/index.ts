/**
 * Plays the cases of the fault suite on this library and on Authlete's SDK, each call in a process that may end or hang
 * without harm, and writes what became of them to `docs/reports/scorecard.md`.
 *
 *     npm run scorecard
 */
import { build } from "esbuild"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { version } from "../../src/internal/version.js"
import { saveReport, versionOf } from "../docs/report.js"
import type { Results } from "./document.js"
import { partsOf } from "./document.js"
import { poolOf } from "./pool.js"
import type { SubjectName, Titled } from "./protocol.js"
import { played, subjects } from "./protocol.js"
import type { Judged } from "./referee.js"
import { referee } from "./referee.js"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** So many cases of a subject are played at a time: most of the time, a call that takes long just waits. */
const lanes = 12

const folder = join(root, "node_modules/.cache/effect-authlete-scorecard")

/** One file for each side, so that a process starts quickly. */
const bundled = async (): Promise<Readonly<Record<SubjectName, string>>> => {
  await build({
    absWorkingDir: root,
    entryPoints: ["tools/scorecard/ours.ts", "tools/scorecard/sdk.ts"],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: "warning"
  })
  const ours = join(folder, "ours.mjs")
  return { undici: ours, fetch: ours, sdk: join(folder, "sdk.mjs") }
}

/** Whether a client may wait for long. */
const isSlow = ({ options, timeout }: Titled) => timeout !== undefined || options?.maxResponseBytes !== undefined

/** Those that are waited for come first, so that nothing is waited for at the end. */
const inOrder = played.map((each, index) => ({ each, index }))
  .sort((one, other) => Number(isSlow(other.each)) - Number(isSlow(one.each)))

const resultsOf = async (file: string, subject: SubjectName): Promise<ReadonlyArray<Judged>> => {
  const pool = poolOf(file, subject)
  const left = [...inOrder]
  const judged: Array<Judged> = []
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      judged[next.index] = await referee(next.each, next.index, pool)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await pool.end()
  return judged
}

const files = await bundled()
const begin = performance.now()
const [undici, fetch, sdk] = await Promise.all(subjects.map((subject) => resultsOf(files[subject], subject)))
const results: Results = { undici: undici ?? [], fetch: fetch ?? [], sdk: sdk ?? [] }
rmSync(folder, { recursive: true })

const path = saveReport({
  name: "scorecard",
  title: "Scorecard",
  command: "npm run scorecard",
  conditions: `Node ${process.version}; effect-authlete ${version} on effect ${versionOf("effect")}, over undici ${
    versionOf("undici")
  } and over Node's fetch; @authlete/typescript-sdk ${versionOf("@authlete/typescript-sdk")}, on Node's fetch.`,
  parts: partsOf(results, played)
})
process.stdout.write(`${played.length} cases in ${((performance.now() - begin) / 1000).toFixed(0)} s: see ${path}\n`)
