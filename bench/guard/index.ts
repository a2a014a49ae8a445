/**
 * What the guard costs: the CPU of a guarded request against that of an open one, requests per second against a server that
 * asks Authlete by the official SDK each time, and what the entries of the cache take.
 *
 *     npm run bench:guard -- [cpu] [rate] [entries]
 *
 * `npm run bench:guard -- --save` also writes the tables to `docs/reports/performance-guard.md`.
 */
import { saveReport } from "../../tools/docs/report.js"
import type { Program, Start } from "../client/programs.js"
import { withPrograms } from "../client/programs.js"
import { requestsPerSecond, sender } from "../emulator/load.js"
import { conditions, median, times, warnWhereBusy } from "../support/measuring.js"
import { type Row, tables } from "../support/report.js"
import type { Entries, Measured } from "./entries.js"

const call = { method: "GET", path: "/history" } as const

/** Makes a number of requests, a few at a time. */
const load = async (send: (request: typeof call) => Promise<string>, count: number, inFlight: number) => {
  let begun = 0
  await Promise.all(
    times(inFlight).map(async () => {
      while (begun++ < count) await send(call)
    })
  )
}

interface Authlete {
  readonly start: Start
  readonly origin: string
}

const startApi = async ({ origin: authlete, start }: Authlete, kind: string) => {
  const program = await start("api", [kind, authlete])
  const { close, send } = sender(String(program.ready), "access-token-of-the-client", 64)
  return { program, send, close }
}

type Api = Awaited<ReturnType<typeof startApi>>

const stop = async ({ close, program }: Api) => {
  await close()
  await program.stop()
}

const requestsPerTurn = 6_000
const turns = 5

/** Microseconds of CPU for a request. */
const cpuOf = async ({ program, send }: Api) => {
  const taken = async () => Number(await program.ask("cpu"))
  const before = await taken()
  await load(send, requestsPerTurn, 16)
  return (await taken() - before) / requestsPerTurn
}

/** How often both are started anew: from one start to the next, the compiler makes a difference of 10 % or more. */
const starts = 5

const cpu = async (authlete: Authlete): Promise<ReadonlyArray<Row>> => {
  const ofOpen: Array<number> = []
  const ofGuarded: Array<number> = []
  const ratios: Array<number> = []
  for (let start = 0; start < starts; start++) {
    const apis = [await startApi(authlete, "open"), await startApi(authlete, "guarded")] as const
    const [open, guarded] = apis
    for (const { send } of apis) await load(send, 2 * requestsPerTurn, 16)
    for (let turn = 0; turn < turns; turn++) {
      const [theirs, ours] = [await cpuOf(open), await cpuOf(guarded)]
      ofOpen.push(theirs)
      ofGuarded.push(ours)
      ratios.push(ours / theirs)
    }
    for (const api of apis) await stop(api)
  }
  const ratio = median(ratios)
  return [{
    section: "A request to an HttpApi whose token is in the cache",
    what: "CPU",
    ours: `${median(ofGuarded).toFixed(0)} µs`,
    peer: "the same without a guard",
    theirs: `${median(ofOpen).toFixed(0)} µs`,
    ratio,
    limit: "at most 1.25",
    holds: ratio <= 1.25
  }]
}

const rate = async (authlete: Authlete): Promise<ReadonlyArray<Row>> => {
  const apis = [await startApi(authlete, "guarded"), await startApi(authlete, "sdk")] as const
  const [guarded, sdk] = apis
  const rows: Array<Row> = []
  await load(guarded.send, 6_000, 16)
  await load(sdk.send, 500, 16)
  for (const inFlight of [1, 4, 16, 64]) {
    const options = { inFlight, milliseconds: 3_000 }
    const theirs = await requestsPerSecond(sdk.send, () => call, options)
    const ours = await requestsPerSecond(guarded.send, () => call, options)
    const ratio = ours / theirs
    rows.push({
      section: "Requests per second, with Authlete 20 ms away",
      what: `${inFlight} in flight`,
      ours: ours.toFixed(0),
      peer: "introspection by the SDK",
      theirs: theirs.toFixed(0),
      ratio,
      ...(inFlight === 1 && { limit: "at least 50", holds: ratio >= 50 })
    })
  }
  for (const api of apis) await stop(api)
  return rows
}

const measureWith = (start: Start) => async (order: Entries): Promise<Measured> => {
  const program: Program = await start("entries", [], ["--expose-gc"])
  const result = await program.ask(order)
  await program.stop()
  return result as Measured
}

const entries = async ({ start }: Authlete): Promise<ReadonlyArray<Row>> => {
  const measured = measureWith(start)
  const few = await measured({ tokens: 10_000, capacity: 10_000 })
  const many = await measured({ tokens: 1_000_000, capacity: 1_000_000 })
  const bounded = await measured({ tokens: 1_000_000, capacity: 10_000 })
  const section = "Entries of the cache"
  const perEntry = ({ entries, heap }: Measured) => heap / entries
  const row = (what: string, ours: number, theirs: number, unit: string, most: number, peer: string): Row => ({
    section,
    what,
    ours: `${ours.toFixed(ours < 10 ? 1 : 0)} ${unit}`,
    peer,
    theirs: `${theirs.toFixed(theirs < 10 ? 1 : 0)} ${unit}`,
    ratio: ours / theirs,
    limit: `at most ${most}`,
    holds: ours / theirs <= most
  })
  return [
    row("a hit among 1,000,000 tokens", many.perHit, few.perHit, "µs", 2, "among 10,000"),
    row("memory of an entry, of 1,000,000", perEntry(many), perEntry(few), "bytes", 1.5, "of 10,000"),
    row(
      "memory for 1,000,000 tokens with room for 10,000",
      bounded.heap / 2 ** 20,
      few.heap / 2 ** 20,
      "MiB",
      2,
      "for 10,000 tokens"
    ),
    {
      section,
      what: "the longest miss, of 1,000,000",
      ours: `${many.longestMiss.toFixed(0)} ms`,
      peer: "",
      theirs: "",
      ratio: 0
    }
  ]
}

warnWhereBusy()
const wanted = process.argv.slice(2).filter((name) => !name.startsWith("-"))
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

const rows = await withPrograms(
  ["api", "authlete", "entries"],
  async (start) => {
    const authlete: Authlete = { start, origin: String((await start("authlete", ["20"])).ready) }
    return [
      ...(isWanted("cpu") ? await cpu(authlete) : []),
      ...(isWanted("rate") ? await rate(authlete) : []),
      ...(isWanted("entries") ? await entries(authlete) : [])
    ]
  },
  "./src/index.ts",
  "bench/guard"
)

console.log(`${tables(rows)}\n\n${conditions()}`)

if (process.argv.includes("--save") && wanted.length === 0) {
  const path = saveReport({
    name: "performance-guard",
    title: "The guard's performance",
    command: "npm run bench:guard -- --save",
    conditions: conditions(),
    parts: [
      "Servers are processes of their own, with Authlete 20 ms away. What a request costs is the CPU of the server's process; a ratio is the median of all turns. A limit that does not hold is bold.",
      "[Protect an API](../resource-server.md) says how to use the guard and its cache.",
      tables(rows)
    ]
  })
  console.log(`\nsaved in ${path}`)
}
