/**
 * Calls over undici, which is the transport that we recommend on Node.
 */
import type { Row } from "../row.js"
import { byTurns } from "./byTurns.js"
import { atLeast, atMost, told } from "./limits.js"
import { withPrograms } from "./programs.js"
import { callsPerSecond, cpuPerCall } from "./rows.js"

const section = "Calls over undici, 32 in flight"

export const undici = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bareUndici"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "undici"]),
      sdk: await start("sdk", [origin]),
      bare: await start("bareUndici", [origin])
    }
    const rows: Array<Row> = []
    for (const call of ["revoke", "introspect"]) {
      const compared = { section, call, rounds: await byTurns(programs, call, 5_000), ours: "ours" } as const
      const toSdk = { ...compared, peer: "sdk", named: "SDK" } as const
      const toBare = { ...compared, peer: "bare", named: "bare `HttpClient`" } as const
      rows.push(
        callsPerSecond({ ...toSdk, judge: atLeast(3.5) }),
        cpuPerCall({ ...toSdk, judge: told }),
        callsPerSecond({ ...toBare, judge: told }),
        cpuPerCall({ ...toBare, judge: atMost(1.35) })
      )
    }
    return rows
  })
