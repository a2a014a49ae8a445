/**
 * Servers in processes of their own, so that what is measured does not share a core with what measures.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"

export interface Server {
  readonly origin: string
  /** From the start of the process until it said where it listens, in milliseconds. */
  readonly startUp: number
  readonly process: ChildProcess
}

/** Starts a Node process that prints the address that it listens on in its first line. */
export const startServer = (...args: ReadonlyArray<string>): Promise<Server> => {
  const begin = performance.now()
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}`)))
    createInterface({ input: child.stdout }).once("line", (line) => {
      const origin = /http:\/\/[\w.]+:\d+/.exec(line)?.[0]
      if (origin === undefined) reject(new Error(`no address in: ${line}`))
      else resolve({ origin, startUp: performance.now() - begin, process: child })
    })
  })
}

export const stopServer = ({ process: child }: Server): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners("exit").once("exit", () => resolve())
    child.kill()
  })
