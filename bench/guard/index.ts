/**
 * What the guard costs: the CPU of a guarded request against that of an open one, requests per second against a server that
 * asks Authlete by the official SDK each time, and what the entries of the cache take.
 *
 *     npx tsx bench/guard/index.ts [cpu] [rate] [entries]
 */
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
const turns = 7

/** Microseconds of CPU for a request. */
const cpuOf = async ({ program, send }: Api) => {
  const taken = async () => Number(await program.ask("cpu"))
  const before = await taken()
  await load(send, requestsPerTurn, 16)
  return (await taken() - before) / requestsPerTurn
}

const cpu = async (authlete: Authlete): Promise<ReadonlyArray<Row>> => {
  const apis = [await startApi(authlete, "open"), await startApi(authlete, "guarded")] as const
  const [open, guarded] = apis
  for (const { send } of apis) await load(send, 2 * requestsPerTurn, 16)
  const ofOpen: Array<number> = []
  const ofGuarded: Array<number> = []
  for (let turn = 0; turn < turns; turn++) {
    ofOpen.push(await cpuOf(open))
    ofGuarded.push(await cpuOf(guarded))
  }
  for (const api of apis) await stop(api)
  const [ours, theirs] = [median(ofGuarded), median(ofOpen)]
  const ratio = ours / theirs
  return [{
    section: "A request to an HttpApi whose token is in the cache",
    what: "CPU",
    ours: `${ours.toFixed(0)} µs`,
    peer: "the same without a guard",
    theirs: `${theirs.toFixed(0)} µs`,
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
