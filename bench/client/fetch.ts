/**
 * Calls over the `fetch` of Node, which is what the SDK uses.
 */
import type { Row } from "../support/row.js"
import { byTurns } from "./byTurns.js"
import { atLeast, atMost, told } from "./limits.js"
import { withPrograms } from "./programs.js"
import { callsPerSecond, cpuPerCall, timePerCall } from "./rows.js"

const section = "Calls over fetch, 32 in flight"

export const fetch = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bareFetch"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "fetch"]),
      sdk: await start("sdk", [origin]),
      bare: await start("bareFetch", [origin])
    }
    const rows: Array<Row> = []
    for (const call of ["revoke", "introspect"]) {
      const compared = { section, call, rounds: await byTurns(programs, call, 5_000), ours: "ours" } as const
      const toBare = { ...compared, peer: "bare", named: "bare `fetch`" } as const
      rows.push(
        callsPerSecond({ ...compared, peer: "sdk", named: "SDK", judge: atLeast(1) }),
        timePerCall({ ...toBare, judge: atMost(1.5) }),
        cpuPerCall({ ...toBare, judge: told })
      )
    }
    return rows
  })
