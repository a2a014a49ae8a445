/**
 * What stands beside the calls over undici, for information: a request with more to encode, and the bare client without
 * the span that the platform makes for each request. The client makes one span for a call, in place of that.
 */
import type { Row } from "../support/row.js"
import { byTurns } from "./byTurns.js"
import { told } from "./limits.js"
import { withPrograms } from "./programs.js"
import { cpuPerCall } from "./rows.js"

const section = "Calls over undici, 32 in flight, for information"

export const more = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "bareUndici"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "undici"]),
      bare: await start("bareUndici", [origin]),
      withoutSpan: await start("bareUndici", [origin, "no span"])
    }
    const rows: Array<Row> = []
    for (const call of ["create", "revoke"]) {
      const compared = {
        section,
        call,
        rounds: await byTurns(programs, call, 5_000),
        ours: "ours",
        judge: told
      } as const
      rows.push(
        cpuPerCall({ ...compared, peer: "bare", named: "bare `HttpClient`" }),
        cpuPerCall({ ...compared, peer: "withoutSpan", named: "the same without its span" })
      )
    }
    return rows
  })
