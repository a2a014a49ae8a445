/**
 * The command as its users run it: one bundled file in a folder without any packages, in a process of its own.
 */
import type { ChildProcessWithoutNullStreams } from "node:child_process"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, vi } from "vitest"
import { bundle } from "../../tools/build/command.js"

// Each test starts processes, and the first one waits for the bundle: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 })

/** A folder for the files of the tests. */
export const folder = mkdtempSync(join(tmpdir(), "effect-authlete-command-"))

export const command = join(folder, "effect-authlete.mjs")
const bundled = bundle(command)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

interface Process {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<Ended>
}

const running = new Set<Process>()

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill("SIGKILL")
    await ended
  }
})

const launch = async (args: ReadonlyArray<string>): Promise<Process> => {
  await bundled
  const child = spawn(process.execPath, [command, ...args])
  let [stdout, stderr] = ["", ""]
  child.stdout.on("data", (data) => {
    stdout += String(data)
  })
  child.stderr.on("data", (data) => {
    stderr += String(data)
  })
  const ended = once(child, "close").then(([code, signal]): Ended => {
    running.delete(launched)
    return { code, signal, stdout, stderr }
  })
  const launched = { child, ended }
  running.add(launched)
  return launched
}

/** Runs the command until it ends by itself. */
export const run = async (...args: ReadonlyArray<string>): Promise<Ended> => (await launch(args)).ended

export interface Emulator {
  /** What the command says once it can be reached. */
  readonly line: string
  readonly url: string
  readonly port: number
  readonly serviceId: string
  readonly accessToken: string
  readonly pid: number
  readonly ended: Promise<Ended>
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>
}

/** Starts an emulator on a free port, unless the arguments say otherwise. */
export const start = async (...args: ReadonlyArray<string>): Promise<Emulator> => {
  const { child, ended } = await launch(["emulator", ...(args.includes("--port") ? [] : ["--port", "0"]), ...args])
  const line = await Promise.race([
    once(child.stdout, "data").then(([data]) => String(data)),
    ended.then(({ stderr }) => Promise.reject(new Error(stderr)))
  ])
  const [, url = "", port, serviceId = "", accessToken = ""] =
    /^Authlete emulator on (http:\S+:(\d+)), service (\S+), access token (\S+)\n$/.exec(line) ?? []
  return {
    line,
    url,
    port: Number(port),
    serviceId,
    accessToken,
    pid: child.pid ?? 0,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    }
  }
}

/** Calls an operation. Without a body it is a GET. */
export const call = async (
  { accessToken, serviceId, url }: Pick<Emulator, "accessToken" | "serviceId" | "url">,
  path: string,
  body?: object
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> => {
  const response = await fetch(`${url}/api/${serviceId}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body)
  })
  return { status: response.status, body: await response.json() }
}

export const create = (emulator: Emulator, fields: object = {}) =>
  call(emulator, "/auth/token/create", {
    grantType: "AUTHORIZATION_CODE",
    clientId: 26888344961664,
    subject: "john",
    scopes: ["history.read"],
    ...fields
  })

/** Whether the emulator knows the token. */
export const knows = async (emulator: Emulator, token: string): Promise<boolean> =>
  (await call(emulator, "/auth/introspection", { token })).body["existent"] === true

/** Writes a file for the command to read. */
export const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content))
  return path
}
