/**
 * Calls over undici, which is the transport that we recommend on Node.
 */
import type { Row } from "../support/row.js"
import { byTurns } from "./byTurns.js"
import { atLeast, atMost, type Judge, told } from "./limits.js"
import { withPrograms } from "./programs.js"
import { callsPerSecond, cpuPerCall } from "./rows.js"

interface Conditions {
  readonly section: string
  readonly nodeOptions?: ReadonlyArray<string>
  /** Of the calls per second to those of the SDK. */
  readonly rate: Judge
  /** Of the CPU of a call to that of the bare client. */
  readonly cpu: Judge
}

const compare = ({ cpu, nodeOptions, rate, section }: Conditions) => (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bareUndici"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "undici"], nodeOptions),
      sdk: await start("sdk", [origin], nodeOptions),
      bare: await start("bareUndici", [origin], nodeOptions)
    }
    const rows: Array<Row> = []
    for (const call of ["revoke", "introspect"]) {
      const compared = { section, call, rounds: await byTurns(programs, call, 5_000), ours: "ours" } as const
      const toSdk = { ...compared, peer: "sdk", named: "SDK" } as const
      const toBare = { ...compared, peer: "bare", named: "bare `HttpClient`" } as const
      rows.push(
        callsPerSecond({ ...toSdk, judge: rate }),
        cpuPerCall({ ...toSdk, judge: told }),
        callsPerSecond({ ...toBare, judge: told }),
        cpuPerCall({ ...toBare, judge: cpu })
      )
    }
    return rows
  })

export const undici = compare({
  section: "Calls over undici, 32 in flight",
  rate: atLeast(3.5),
  cpu: atMost(1.35)
})

/**
 * V8 allocates what lived long once in the old space ever after. Where it guesses wrong, as it does about the objects of
 * calls, each keeps alive what hangs on it until the next full collection. Here nobody is subject to its guesses.
 */
export const withoutPretenuring = compare({
  section: "Calls over undici, all with `node --no-allocation-site-pretenuring`, for information",
  nodeOptions: ["--no-allocation-site-pretenuring"],
  rate: told,
  cpu: told
})
