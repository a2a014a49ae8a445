/**
 * Whether requests over HTTP take longer because there are more tokens: what a caller waits for.
 */
import { Undici } from "@effect/platform-node"
import { once } from "node:events"
import { times } from "../support/measuring.js"
import { compare, few, many, type Round, type Row, start } from "./compare.js"

const batch = 100

type Call = (index: number) => Promise<void>

const callsTo = (client: Undici.Client, tokens: number): Readonly<Record<string, Call>> => {
  const call = async (method: "GET" | "POST", path: string, body?: object) => {
    const response = await client.request({
      method,
      path: `/api/715948317/auth${path}`,
      headers: { authorization: "Bearer authlete-emulator-access-token", "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body)
    })
    const text = await response.body.text()
    if (response.statusCode !== 200) throw new Error(text)
  }
  const somewhere = () => Math.floor(Math.random() * (tokens - 20))
  return {
    create: (index) =>
      call("POST", "/token/create", {
        grantType: "AUTHORIZATION_CODE",
        clientId: 26888344961664,
        subject: "someone",
        accessToken: `new-${index}`
      }),
    introspect: () => call("POST", "/introspection", { token: `token-${somewhere()}` }),
    "a list page": () => {
      const first = somewhere()
      return call("GET", `/token/get/list?start=${first}&end=${first + 20}`)
    },
    revoke: (index) => call("POST", "/token/revoke", { accessTokenIdentifier: `new-${index}` })
  }
}

/** Runs a batch of each call. They leave as many tokens as they found. */
const rounds = (calls: Readonly<Record<string, Call>>) => async (): Promise<Round> => {
  const round: Record<string, number> = {}
  for (const [name, call] of Object.entries(calls)) {
    const begin = performance.now()
    for (const index of times(batch)) await call(index)
    round[name] = (performance.now() - begin) * 1000 / batch
  }
  return round
}

const serve = async (tokens: number) => {
  const server = start("tokenServer.ts", tokens)
  const [port] = await once(server, "message") as [number]
  const client = new Undici.Client(`http://127.0.0.1:${port}`)
  return { server, client, round: rounds(callsTo(client, tokens)) }
}

export const scaleOfRequests = async (): Promise<ReadonlyArray<Row>> => {
  const small = await serve(few)
  const big = await serve(many)
  const rows = await compare(small.round, big.round)
  for (const { client, server } of [small, big]) {
    await client.close()
    server.kill()
  }
  return rows
}
