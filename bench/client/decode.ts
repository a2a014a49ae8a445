/**
 * Decoding the pages of a list: from the text of the answer to what the caller gets.
 */
import type { Row } from "../support/row.js"
import { byTurns } from "./byTurns.js"
import { pageSizes } from "./decoder.js"
import { atMost } from "./limits.js"
import { withPrograms } from "./programs.js"
import { timePerCall } from "./rows.js"

const section = "Decoding a page of tokens"

export const decode = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["decodeOurs", "decodeSdk"], async (start) => {
    const programs = { ours: await start("decodeOurs"), sdk: await start("decodeSdk") }
    const rows: Array<Row> = []
    for (const size of pageSizes) {
      rows.push(timePerCall({
        section,
        call: `${size.toLocaleString("en")} tokens`,
        rounds: await byTurns(programs, String(size), 100_000 / size),
        ours: "ours",
        peer: "sdk",
        named: "SDK (zod)",
        judge: atMost(1)
      }))
    }
    return rows
  })
