/**
 * Whether calls leave something on the heap, and whether a stream of tokens keeps what it has given.
 */
import type { Row } from "../support/report.js"
import type { HeapOrder } from "./heap.js"
import { withPrograms } from "./programs.js"

const section = "The heap after many calls, in kB"

const warmUp = 20_000
const count = 100_000

const kilobytes = (bytes: number) => Math.round(bytes / 1_000).toLocaleString("en")

/** What a leak of ten bytes a call would take. */
const limit = 1_000_000

const row = (what: string, [before = Number.NaN, ...after]: ReadonlyArray<number>): Row => ({
  section,
  what,
  ours: after.map(kilobytes).join(" · "),
  peer: "before",
  theirs: kilobytes(before),
  ratio: Math.max(...after) / before
})

const limited = (what: string, heaps: ReadonlyArray<number>): Row => {
  const [before = Number.NaN, ...after] = heaps
  return {
    ...row(what, heaps),
    limit: `at most ${kilobytes(limit)} more`,
    holds: Math.max(...after) - before <= limit
  }
}

export const memory = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["server", "heap"], async (start) => {
    const origin = String((await start("server")).ready)
    const program = await start("heap", [origin], ["--expose-gc"])
    const heaps = async (what: HeapOrder["what"]) => {
      const order: HeapOrder = { what, count }
      await program.ask({ ...order, count: warmUp })
      return await program.ask(order) as ReadonlyArray<number>
    }
    const calls = count.toLocaleString("en")
    return [
      limited(`${calls} calls`, await heaps("successes")),
      row(`${calls} failing calls`, await heaps("failures")),
      limited(`a stream of ${calls} tokens, at each quarter`, await heaps("stream"))
    ]
  })
