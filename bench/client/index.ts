/**
 * What the client costs, against its peers in the same run: `npm run bench` prints the tables of `docs/performance.md`,
 * and `npx tsx bench/client/index.ts undici decode` prints some of them. Every row says its limit; one that does not hold is
 * printed bold, and the run ends with 1.
 *
 * `npx tsx bench/client/index.ts profile` says where the time of a call goes.
 */
import { footprint } from "../footprint/index.js"
import { conditions, warnWhereBusy } from "../support/measuring.js"
import { tables } from "../support/report.js"
import type { Row } from "../support/report.js"
import { decode, fetch, more, undici, withoutPretenuring } from "./comparisons.js"
import { memory } from "./memory.js"
import { profile } from "./profile.js"

const sections: Readonly<Record<string, () => Promise<ReadonlyArray<Row>>>> = {
  undici,
  more,
  "no-pretenuring": withoutPretenuring,
  fetch,
  decode,
  memory,
  footprint
}

const named = process.argv.slice(2)

if (named.includes("profile")) {
  console.log(await profile())
} else {
  const unknown = named.filter((name) => !(name in sections))
  if (unknown.length > 0) throw new Error(`no ${unknown.join(", ")} among ${Object.keys(sections).join(", ")}`)
  warnWhereBusy()
  console.log(conditions())
  for (const name of named.length > 0 ? named : Object.keys(sections)) {
    const rows = await sections[name]?.() ?? []
    console.log(`\n${tables(rows)}`)
    if (rows.some(({ holds }) => holds === false)) process.exitCode = 1
  }
}
