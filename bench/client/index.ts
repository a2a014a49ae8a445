/**
 * What the client costs, against its peers in the same run: `npm run bench` prints all tables, and
 * `npx tsx bench/client/index.ts undici decode` some of them. Every row says its limit; one that does not hold is printed
 * bold, and the run ends with 1. `npm run bench -- --save` also writes them to `docs/reports/performance-client.md`: do
 * that on a machine with nothing else to do.
 *
 * `npx tsx bench/client/index.ts profile NodeTransport` says where the time of a call over that transport goes.
 */
import { fill, saveReport } from "../../tools/docs/report.js"
import { footprint } from "../footprint/index.js"
import { conditions, warnWhereBusy } from "../support/measuring.js"
import { tables } from "../support/report.js"
import type { Row } from "../support/report.js"
import { decode, fetch, fetchParts, more, nodeTransport, undici, withoutPretenuring } from "./comparisons.js"
import { connections } from "./connections.js"
import { memory } from "./memory.js"
import { profile } from "./profile.js"

const sections: Readonly<Record<string, () => Promise<ReadonlyArray<Row>>>> = {
  "node-transport": nodeTransport,
  undici,
  more,
  "no-pretenuring": withoutPretenuring,
  fetch,
  "fetch-parts": fetchParts,
  connections,
  decode,
  memory,
  footprint
}

const method = [
  `Contestants are processes of their own that take turns of 150 ms, 15 rounds after a warm-up of some thousand calls, on
  a server in yet another process that responds with a constant. A ratio is the median of the ratios of the rounds: what
  else the machine does meets both sides of it. The figures beside it are the medians of each. CPU is what a contestant's
  process takes, the garbage collector included and the server not; it is the steadier figure on a machine that has other
  work. A limit that does not hold is bold.`,
  `The client is as it is by default, with its timeout, retry policy and span, and decodes what comes back. It and the
  bare \`HttpClient\` run in 32 fibers of one runtime, as in a server that has a fiber for each request it serves; the
  SDK, which is Authlete's and calls \`fetch\`, runs in 32 loops of promises. "Bare" sends the same headers and body and
  takes the JSON of the response for what it should be. All tables are from one run.`,
  "[What a call costs](../performance.md) says what that means for you, and [the notes](performance-notes.md) why it is so."
]

const [save, named] = [process.argv.includes("--save"), process.argv.slice(2).filter((name) => name !== "--save")]

if (named.includes("profile")) {
  console.log(await profile(named.find((name) => name !== "profile") ?? "undici"))
} else {
  const unknown = named.filter((name) => !(name in sections))
  if (unknown.length > 0) throw new Error(`no ${unknown.join(", ")} among ${Object.keys(sections).join(", ")}`)
  if (save && named.length > 0) throw new Error("The report is that of a whole run: name no part of it.")
  warnWhereBusy()
  console.log(conditions())
  const printed: Array<string> = []
  for (const name of named.length > 0 ? named : Object.keys(sections)) {
    const rows = await sections[name]?.() ?? []
    printed.push(tables(rows))
    console.log(`\n${tables(rows)}`)
    if (rows.some(({ holds }) => holds === false)) process.exitCode = 1
  }
  if (save) {
    const path = saveReport({
      name: "performance-client",
      title: "The client's performance",
      command: "npm run bench -- --save",
      conditions: conditions(),
      parts: [...method.map(fill), ...printed]
    })
    console.log(`\nsaved in ${path}`)
  }
}
