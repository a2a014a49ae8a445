/**
 * What is compared: calls over `NodeTransport`, which we recommend on Node, over the platform's client on undici, over the
 * `fetch` of Node, which is what the SDK uses, and decoding.
 */
import type { Row } from "../support/report.js"
import { byTurns } from "./byTurns.js"
import { pageSizes } from "./contestant.js"
import { withPrograms } from "./programs.js"
import { atLeast, atMost, callsPerSecond, cpuPerCall, type Judge, timePerCall, told } from "./rows.js"

interface Conditions {
  readonly section: string
  readonly transport: "NodeTransport" | "undici"
  readonly nodeOptions?: ReadonlyArray<string>
  /** Of the calls per second to those of the SDK. */
  readonly rate: Judge
  /** Of the CPU of a call to that of the bare client. */
  readonly cpu: Judge
}

const compare = ({ cpu, nodeOptions, rate, section, transport }: Conditions) => (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bare"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, transport], nodeOptions),
      sdk: await start("sdk", [origin], nodeOptions),
      bare: await start("bare", [origin, "undici"], nodeOptions)
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

/** Bare is the platform's client on undici here as well: what a program without this library would have. */
export const nodeTransport = compare({
  section: "Calls over `NodeTransport`, 32 in flight",
  transport: "NodeTransport",
  rate: atLeast(4.5),
  cpu: atMost(0.6)
})

export const undici = compare({
  section: "Calls over undici, 32 in flight",
  transport: "undici",
  rate: atLeast(3.5),
  cpu: atMost(1.35)
})

/**
 * V8 allocates what lived long once in the old space ever after. Where it guesses wrong, as it does about the objects of
 * calls, each keeps alive what hangs on it until the next full collection. Here nobody is subject to its guesses.
 */
export const withoutPretenuring = compare({
  section: "Calls over undici, all with `node --no-allocation-site-pretenuring`, for information",
  transport: "undici",
  nodeOptions: ["--no-allocation-site-pretenuring"],
  rate: told,
  cpu: told
})

/**
 * What stands beside the calls over undici, for information: a request with more to encode, and the bare client without
 * the span that the platform makes for each request. The client makes one span for a call, in place of that.
 */
export const more = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "bare"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "undici"]),
      bare: await start("bare", [origin, "undici"]),
      withoutSpan: await start("bare", [origin, "undici", "no span"])
    }
    const rows: Array<Row> = []
    for (const call of ["create", "revoke"]) {
      const compared = {
        section: "Calls over undici, 32 in flight, for information",
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

/** Calls over the `fetch` of Node. */
export const fetch = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bare"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "fetch"]),
      sdk: await start("sdk", [origin]),
      bare: await start("bare", [origin, "fetch"])
    }
    const rows: Array<Row> = []
    for (const call of ["revoke", "introspect"]) {
      const compared = {
        section: "Calls over fetch, 32 in flight",
        call,
        rounds: await byTurns(programs, call, 5_000),
        ours: "ours"
      } as const
      const toBare = { ...compared, peer: "bare", named: "bare `fetch`" } as const
      rows.push(
        callsPerSecond({ ...compared, peer: "sdk", named: "SDK", judge: atLeast(1) }),
        timePerCall({ ...toBare, judge: atMost(1.5) }),
        cpuPerCall({ ...toBare, judge: told })
      )
    }
    return rows
  })

/**
 * Where the CPU of a call over fetch goes, for information: to `fetch`; to the signal by which a request can be
 * interrupted; to the platform's client; and to this library.
 */
export const fetchParts = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "ours", "sdk", "bare"], async (start) => {
    const origin = String((await start("server")).ready)
    const programs = {
      ours: await start("ours", [origin, "fetch"]),
      sdk: await start("sdk", [origin]),
      platform: await start("bare", [origin, "FetchHttpClient", "no span"]),
      signal: await start("bare", [origin, "fetch", "signal"]),
      bare: await start("bare", [origin, "fetch"])
    }
    const compared = {
      section: "Where a call over fetch goes, 32 in flight, for information",
      call: "revoke",
      rounds: await byTurns(programs, "revoke", 5_000),
      ours: "ours",
      judge: told
    } as const
    return [
      cpuPerCall({ ...compared, peer: "bare", named: "bare `fetch`" }),
      cpuPerCall({ ...compared, peer: "signal", named: "the same with an `AbortSignal`" }),
      cpuPerCall({ ...compared, peer: "platform", named: "`FetchHttpClient`, without its span" }),
      cpuPerCall({ ...compared, peer: "sdk", named: "SDK" })
    ]
  })

/** Decoding the pages of a list: from the text of the response to what the caller gets. */
export const decode = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["ours", "sdk"], async (start) => {
    // Nothing is sent: both decode texts.
    const programs = { ours: await start("ours", ["", "fetch"]), sdk: await start("sdk") }
    const rows: Array<Row> = []
    for (const size of pageSizes) {
      rows.push(timePerCall({
        section: "Decoding a page of tokens",
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
