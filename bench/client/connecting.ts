/**
 * Calls over TLS by connections of one kind, with nothing of this library but its agent: what a connection costs, and how
 * many there come to be.
 */
import { Agent } from "undici"
import { makeAgent } from "../../src/internal/transport/agent.js"
import { keepInFlight, repeated } from "./turn.js"

const [origin = "", kind = ""] = process.argv.slice(2)

export interface ConnectingOrder {
  readonly calls: number
}

export interface Connecting {
  /** In microseconds for each call. */
  readonly cpu: number
  /** How many were opened so far. */
  readonly connections: number
}

const connect = { rejectUnauthorized: false }

const agents: Readonly<Record<string, () => Agent>> = {
  unlimited: () => makeAgent({ connect }),
  limited: () => makeAgent({ connect, connections: 32 }),
  anew: () => makeAgent({ connect, connections: 32, maxRequestsPerClient: 1, pipelining: 0 }),
  http2: () => new Agent({ connect, connections: 1, allowH2: true, pipelining: 100 })
}

const agent = agents[kind]?.()
if (agent === undefined) throw new Error(`no ${kind}`)

let connections = 0
agent.on("connect", () => connections++)

const call = repeated(async () => {
  const { body, statusCode } = await agent.request({ origin, path: "/", method: "POST", body: "{}" })
  await body.text()
  if (statusCode !== 200) throw new Error(`status ${statusCode}`)
})

process.on("message", ({ calls }: ConnectingOrder) => {
  const before = process.cpuUsage()
  void keepInFlight(call, (made) => made < calls).then((made) => {
    const { system, user } = process.cpuUsage(before)
    process.send?.({ cpu: (system + user) / made, connections } satisfies Connecting)
  })
})
process.once("disconnect", () => process.exit())
process.send?.("ready")
