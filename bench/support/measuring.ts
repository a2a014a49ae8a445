/**
 * What all measurements share: to repeat, to take the value in the middle, and to say what the figures depend on.
 */
import { availableParallelism, loadavg } from "node:os"
import { versionOf } from "../../tools/docs/report.js"

/** The value in the middle, which a pause of the machine does not move. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

export const times = (count: number) => Array.from({ length: count }, (_, index) => index)

const packages = ["effect", "@effect/platform", "@effect/platform-node", "undici", "@authlete/typescript-sdk"]

/** The machine, and the versions of what was measured. */
export const conditions = (): string =>
  `${
    [
      `${availableParallelism()} cores`,
      `Node ${process.versions.node} (its \`fetch\`: undici ${process.versions["undici"]})`,
      ...packages.map((name) => `${name} ${versionOf(name)}`)
    ].join(", ")
  }.`

/** The contestants and their server want two cores for themselves; by turns, they share the harm, but not evenly. */
export const warnWhereBusy = (): void => {
  const [load = 0] = loadavg()
  if (load > availableParallelism() / 2) {
    console.error(`The machine is busy (load ${load.toFixed(1)}): take the ratios of CPU, not those of time.`)
  }
}
