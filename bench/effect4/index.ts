/**
 * What a call costs on Effect 3 and on Effect 4, in one run on one Node, with what is beneath either and Authlete's SDK
 * beside them: `npm run bench:effect4` prints the tables, and `npm run bench:effect4 -- --save` also writes them to
 * `docs/reports/performance-effect4.md`. A limit that does not hold is printed bold, and the run ends with 1.
 */
import { execFileSync } from "node:child_process"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { installedVersion } from "../../tools/build/checkPackage.js"
import { fill, saveReport, table } from "../../tools/docs/report.js"
import { line } from "../../tools/effect4/generate.js"
import type { Turn } from "../client/turn.js"
import { warnWhereBusy } from "../support/measuring.js"
import type { Measured } from "./contestants.js"
import { calls, measure, node, overFetch, overUndici, withLines } from "./contestants.js"

const versions = JSON.parse(execFileSync(node, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" })) as {
  readonly node: string
  readonly undici: string
}

const modulesOf4 = join(line, "node_modules")

const named = (packages: ReadonlyArray<string>, modules?: string) =>
  packages.map((name) => `${name} ${installedVersion(name, modules)}`).join(", ")

const conditions =
  `${availableParallelism()} cores; Node ${versions.node} (its \`fetch\`: undici ${versions.undici}); ${
    named(["effect", "@effect/platform", "@effect/platform-node", "undici"])
  }; ${named(["effect", "@effect/platform-node", "undici"], modulesOf4)}; ${named(["@authlete/typescript-sdk"])}.`

const shortVersion = (name: string, modules?: string) => installedVersion(name, modules).split(".")[0]

const names = {
  client4: "effect-authlete on Effect 4",
  client3: "effect-authlete on Effect 3",
  nodeTransport3: "the same over `NodeTransport`",
  bare4: "bare `HttpClient` of Effect 4",
  bare3: "bare `HttpClient` of Effect 3",
  raw4: `undici ${shortVersion("undici", modulesOf4)}, as Effect 4 has it`,
  raw3: `undici ${shortVersion("undici")}, as Effect 3 has it`,
  raw: "`fetch` itself",
  sdk: "SDK"
}

type Known = keyof typeof names

/** One contestant to another one, in a figure; and what the ratio may be. */
interface Ratio<Name extends string> {
  readonly figure: keyof Turn
  readonly of: Name
  readonly to: Name
  readonly atMost?: number
}

const cpu = <Name extends string>(of: Name, to: Name, atMost?: number): Ratio<Name> => ({
  figure: "cpu",
  of,
  to,
  ...(atMost !== undefined && { atMost })
})

const figures = <Name extends Known>(contestants: Readonly<Record<Name, unknown>>, measured: Measured<Name>) =>
  table(
    ["", ...calls.map((call) => `${call}: CPU per call, calls per second`)],
    (Object.keys(contestants) as Array<Name>).map((name) => [
      names[name],
      ...calls.map((call) => {
        const { median } = measured[call]
        return `${median("cpu", name).toFixed(0)} µs, ${Math.round(1e6 / median("time", name)).toLocaleString("en")}/s`
      })
    ])
  )

const ratios = <Name extends Known>(wanted: ReadonlyArray<Ratio<Name>>, measured: Measured<Name>) =>
  table(
    ["", ...calls, "limit"],
    wanted.map(({ atMost, figure, of, to }) => {
      const found = calls.map((call) => measured[call].ratio(figure, of, to))
      const holds = atMost === undefined || found.every((ratio) => ratio <= atMost)
      if (!holds) process.exitCode = 1
      const limit = atMost === undefined ? "" : `at most ${atMost.toFixed(2)}`
      return [
        `${names[of]} to ${names[to]}`,
        ...found.map((ratio) => ratio.toFixed(2)),
        holds ? limit : `**${limit}**`
      ]
    })
  )

warnWhereBusy()
console.log(conditions)

const parts = await withLines(async (start, origin) => {
  const undici = await measure(start, origin, overUndici)
  const fetch = await measure(start, origin, overFetch)
  return [
    "Calls over undici, 32 in flight:",
    figures(overUndici, undici),
    "CPU of a call over undici, one to another:",
    ratios([
      cpu("client4", "client3", 0.9),
      cpu("client4", "nodeTransport3"),
      cpu("client4", "bare4"),
      cpu("client3", "bare3"),
      cpu("client4", "raw4"),
      cpu("client3", "raw3"),
      cpu("client4", "sdk"),
      cpu("client3", "sdk"),
      cpu("bare4", "bare3")
    ], undici),
    "Calls over `fetch`, 32 in flight:",
    figures(overFetch, fetch),
    "CPU of a call over `fetch`, one to another:",
    ratios([
      cpu("client4", "client3", 0.9),
      cpu("client4", "bare4"),
      cpu("client3", "bare3"),
      cpu("client4", "raw"),
      cpu("client3", "raw"),
      cpu("client4", "sdk"),
      cpu("client3", "sdk"),
      cpu("bare4", "bare3")
    ], fetch)
  ]
})

console.log(`\n${parts.join("\n\n")}`)

const method = [
  `Both lines run on the same Node, that of \`effect4/node_modules\`, and call the same server. How it is measured is as in
  [the client's performance](performance-client.md): processes that take turns of 150 ms, 15 rounds, 32 calls in flight;
  a ratio is the median of the ratios of the rounds, and the steadier figure on a machine that has other work. CPU is what
  a contestant's process takes, the server not.`,
  `The client is as it is by default on either line: its timeout, retry policy and span, and everything that comes back is
  decoded. "Bare" sends the same headers and body and takes the JSON of the response for what it should be; undici and
  \`fetch\` themselves do the same in loops of promises. The SDK, which is Authlete's, calls \`fetch\`.`
]

if (process.argv.includes("--save")) {
  const path = saveReport({
    name: "performance-effect4",
    title: "Performance on Effect 3 and Effect 4",
    command: "npm run bench:effect4 -- --save",
    conditions,
    parts: [...method.map(fill), ...parts]
  })
  console.log(`\nsaved in ${path}`)
}
