/**
 * What connections over TLS cost, and how many an agent opens: the reasons for the defaults of `NodeTransport`, and for what
 * the docs say of its options.
 */
import { median } from "../support/measuring.js"
import type { Row } from "../support/report.js"
import type { Connecting, ConnectingOrder } from "./connecting.js"
import { withPrograms } from "./programs.js"

const section = "Connections over TLS, 32 calls in flight, for information"
const rounds = 7

export const connections = (): Promise<ReadonlyArray<Row>> =>
  withPrograms(["secureServer", "connecting"], async (start) => {
    const origin = String((await start("secureServer")).ready)
    const programs = {
      limited: await start("connecting", [origin, "limited"]),
      unlimited: await start("connecting", [origin, "unlimited"]),
      anew: await start("connecting", [origin, "anew"]),
      http2: await start("connecting", [origin, "http2"])
    }
    const names = Object.keys(programs) as Array<keyof typeof programs>
    const ask = async (name: keyof typeof programs, order: ConnectingOrder) =>
      await programs[name].ask(order) as Connecting
    for (const name of names) await ask(name, { calls: name === "anew" ? 200 : 4_000 })
    const measured: Array<Record<keyof typeof programs, Connecting>> = []
    while (measured.length < rounds) {
      const turn: Partial<Record<keyof typeof programs, Connecting>> = {}
      for (const name of names) turn[name] = await ask(name, { calls: name === "anew" ? 200 : 2_000 })
      measured.push(turn as Record<keyof typeof programs, Connecting>)
    }
    const cpu = (name: keyof typeof programs) => median(measured.map((turn) => turn[name].cpu))
    const opened = (name: keyof typeof programs) => measured.at(-1)?.[name].connections ?? Number.NaN
    const toKept = (what: string, name: keyof typeof programs): Row => ({
      section,
      what: `${what}: CPU per call`,
      ours: `${cpu(name).toFixed(0)} µs`,
      peer: "HTTP/1.1, connections kept",
      theirs: `${cpu("limited").toFixed(0)} µs`,
      ratio: median(measured.map((turn) => turn[name].cpu / turn.limited.cpu))
    })
    return [
      toKept("a new connection for each call", "anew"),
      toKept("HTTP/2", "http2"),
      {
        section,
        what: "connections opened without a limit",
        ours: `${opened("unlimited")}`,
        peer: "`connections: 32`",
        theirs: `${opened("limited")}`,
        ratio: opened("unlimited") / opened("limited")
      }
    ]
  })
