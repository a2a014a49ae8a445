/**
 * The command as users start it: how soon it is ready, and how many requests it serves, against a bare server in the
 * same run.
 */
import { defaultAccessToken, defaultServiceId } from "effect-authlete/AuthleteEmulator"
import { fileURLToPath } from "node:url"
import { median, times } from "../support/measuring.js"
import { type Call, requestsPerSecond, type Send, sender, startServer, stopServer } from "./load.js"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const command = process.env["EMULATOR_COMMAND"] ?? here("../../dist/command/effect-authlete.js")
const startEmulator = () => startServer(command, "emulator", "--port", "0")

const path = (rest: string) => `/api/${defaultServiceId}${rest}`

const create: Call = {
  method: "POST",
  path: path("/auth/token/create"),
  body: { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john", scopes: ["history.read"] }
}

const introspect = (token: string): Call => ({
  method: "POST",
  path: path("/auth/introspection"),
  body: { token, scopes: ["history.read"] }
})

const list: Call = { method: "GET", path: path("/auth/token/get/list?start=0&end=20") }

const inFlight = 32
const rounds = 5

const createdToken = async (send: Send): Promise<string> => {
  const { accessToken } = JSON.parse(await send(create)) as { readonly accessToken: string }
  return accessToken
}

export interface Row {
  readonly name: string
  readonly perSecond: number
  /** As a part of what the bare server managed in the same run. */
  readonly ofBare: number
}

export const throughput = async (): Promise<ReadonlyArray<Row>> => {
  const [emulator, bare] = await Promise.all([
    startEmulator(),
    startServer("--import", "tsx", here("constantServer.ts"))
  ])
  const toEmulator = sender(emulator.origin, defaultAccessToken, inFlight)
  const toBare = sender(bare.origin, defaultAccessToken, inFlight)
  const introspectOne = introspect(await createdToken(toEmulator.send))
  await Promise.all(times(20).map(() => createdToken(toEmulator.send)))
  const contestants: ReadonlyArray<{ readonly name: string; readonly send: Send; readonly call: Call }> = [
    { name: "bare node:http server", send: toBare.send, call: introspectOne },
    { name: "introspect", send: toEmulator.send, call: introspectOne },
    { name: "create", send: toEmulator.send, call: create },
    { name: "list 20", send: toEmulator.send, call: list }
  ]
  const measured = contestants.map((contestant) => ({ ...contestant, rates: new Array<number>() }))
  const load = { inFlight, milliseconds: 1_000 }
  // They take turns, so that whatever else the machine does hits all of them. The first round warms up.
  for (const round of times(rounds + 1)) {
    for (const { call, rates, send } of measured) {
      const rate = await requestsPerSecond(send, () => call, load)
      if (round > 0) rates.push(rate)
    }
  }
  await Promise.all([toEmulator.close(), toBare.close()])
  await Promise.all([stopServer(emulator), stopServer(bare)])
  const bareRate = median(measured[0]?.rates ?? [])
  return measured.map(({ name, rates }) => ({ name, perSecond: median(rates), ofBare: median(rates) / bareRate }))
}

/** In milliseconds, for the command and for the least that a process of Node takes. */
export const startUp = async (): Promise<{ readonly command: number; readonly bare: number }> => {
  const commands: Array<number> = []
  const bares: Array<number> = []
  while (bares.length < rounds) {
    const emulator = await startEmulator()
    await stopServer(emulator)
    commands.push(emulator.startUp)
    const bare = await startServer(
      "-e",
      "require('http').createServer().listen(0, () => { console.log('http://localhost:1') })"
    )
    await stopServer(bare)
    bares.push(bare.startUp)
  }
  return { command: median(commands), bare: median(bares) }
}
