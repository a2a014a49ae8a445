/**
 * What the emulator costs. `npm run bench:emulator` builds the command and prints the tables, `npx tsx
 * bench/emulator/index.ts startup` (or `throughput`, `requests`, `scale`) some of them; `npm run bench:emulator -- --save`
 * also writes them to `docs/reports/performance-emulator.md`.
 */
import { saveReport, table } from "../../tools/docs/report.js"
import { conditions, warnWhereBusy } from "../support/measuring.js"
import { startUp, throughput } from "./command.js"
import type { Row } from "./compare.js"
import { scaleOfRequests } from "./requests.js"
import { memoryAtWorst, scale } from "./scale.js"

const byTokens = (rows: ReadonlyArray<Row>, digits: number) =>
  table(
    ["", "1,000 tokens", "1,000,000 tokens", "ratio"],
    rows.map(({ few, many, name }) => [name, few.toFixed(digits), many.toFixed(digits), (many / few).toFixed(2)])
  )

const sections: Readonly<Record<string, () => Promise<ReadonlyArray<string>>>> = {
  startup: async () => {
    const { bare, command } = await startUp()
    return [
      "Until a process listens (median of 5):",
      table(["", ""], [
        ["the command", `${command.toFixed(0)} ms`],
        ["a bare Node process", `${bare.toFixed(0)} ms`]
      ])
    ]
  },
  throughput: async () => {
    const rows = await throughput()
    return [
      "Requests with 32 in flight, the server in a process of its own (median of 5 seconds):",
      table(
        ["", "per second", "of a bare server"],
        rows.map(({ name, ofBare, perSecond }) => [
          name,
          Math.round(perSecond).toLocaleString("en"),
          `${(100 * ofBare).toFixed(0)} %`
        ])
      )
    ]
  },
  requests: async () => [
    "A request over loopback, one at a time, in microseconds (median of 60 batches of 100), by turns in two processes:",
    byTokens(await scaleOfRequests(), 0)
  ],
  scale: async () => {
    const { rows, seeded } = await scale()
    const worst = await memoryAtWorst()
    return [
      "The same operations without HTTP, in microseconds (median of 60 batches of 200):",
      byTokens(rows, 1),
      "A million tokens, each with a refresh token:",
      table(["", "bytes each", "CPU to seed"], [
        ["ten for each subject", seeded.bytesPerToken.toFixed(0), `${seeded.seconds.toFixed(1)} s`],
        ["one for each subject", worst.bytesPerToken.toFixed(0), `${worst.seconds.toFixed(1)} s`]
      ])
    ]
  }
}

const [save, named] = [process.argv.includes("--save"), process.argv.slice(2).filter((name) => name !== "--save")]
const unknown = named.filter((name) => !(name in sections))
if (unknown.length > 0) throw new Error(`no ${unknown.join(", ")} among ${Object.keys(sections).join(", ")}`)
if (save && named.length > 0) throw new Error("The report is that of a whole run: name no part of it.")

warnWhereBusy()
console.log(conditions())
const printed: Array<string> = []
for (const name of named.length > 0 ? named : Object.keys(sections)) {
  const parts = await sections[name]?.() ?? []
  printed.push(...parts)
  console.log(`\n${parts.join("\n\n")}`)
}
if (save) {
  const path = saveReport({
    name: "performance-emulator",
    title: "The emulator's performance",
    command: "npm run bench:emulator -- --save",
    conditions: conditions(),
    parts: ["Machines differ and are noisy: compare the ratios.", ...printed]
  })
  console.log(`\nsaved in ${path}`)
}
