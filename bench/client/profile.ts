/**
 * Where the time of a call goes: `node --cpu-prof` on calls over a transport, added up by function. The file itself opens in
 * the developer tools of a browser.
 */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { withPrograms } from "./programs.js"
import type { Order } from "./turn.js"

interface Profile {
  readonly nodes: ReadonlyArray<{
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }>
  /** The ids of the nodes that ran, and how long each ran, in microseconds. */
  readonly samples: ReadonlyArray<number>
  readonly timeDeltas: ReadonlyArray<number>
}

const order: Order = { call: "revoke", calls: 40_000, milliseconds: 0 }

const record = (directory: string, transport: string) =>
  withPrograms(["server", "ours"], async (start) => {
    const origin = String((await start("server")).ready)
    const ours = await start("ours", [origin, transport], ["--cpu-prof", `--cpu-prof-dir=${directory}`])
    await ours.ask(order)
  })

/** Node's own modules, the collector and the like go by what they are; ours are all in the bundle. */
const originOf = (url: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?(?!\.cache)[^/]+)/.exec(url)?.[1] ??
    (url.includes("/.cache/") ? "effect-authlete" : url.split("/")[0] || "node")

const addUp = ({ nodes, samples, timeDeltas }: Profile, nameOf: (node: Profile["nodes"][number]) => string) => {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]))
  const totals = new Map<string, number>()
  samples.forEach((id, index) => {
    const name = names.get(id) ?? "unknown"
    totals.set(name, (totals.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  })
  totals.delete("node (idle)")
  return totals
}

const table = (totals: ReadonlyMap<string, number>, most: number): string =>
  Array.from(totals)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, time]) => `${(time / order.calls).toFixed(2).padStart(8)}  ${name}`)
    .join("\n")

export const profile = async (transport: string): Promise<string> => {
  const directory = mkdtempSync(join(tmpdir(), "authlete-profile-"))
  await record(directory, transport)
  const file = join(directory, readdirSync(directory)[0] ?? "")
  const recorded = JSON.parse(readFileSync(file, "utf8")) as Profile
  const byFunction = addUp(recorded, ({ callFrame: { functionName, lineNumber, url } }) => {
    const place = url === "" ? "" : ` ${basename(url)}:${lineNumber + 1}`
    return `${originOf(url)} ${functionName}${place}`
  })
  const byPackage = addUp(
    recorded,
    ({ callFrame: { functionName, url } }) => functionName === "(idle)" ? "node (idle)" : originOf(url)
  )
  return [
    "Microseconds for each call, by package:",
    table(byPackage, 10),
    "By function, what it calls left out:",
    table(byFunction, 50),
    file
  ].join("\n\n")
}
