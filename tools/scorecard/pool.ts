/**
 * Processes that play cases. One that has ended is replaced; one that hangs is ended, and replaced.
 */
import type { ChildProcess } from "node:child_process"
import { fork } from "node:child_process"
import { once } from "node:events"
import type { Message, Order, Settled, SubjectName } from "./protocol.js"

/** A call has to settle within so many milliseconds: three attempts of this library's 10 seconds fit in. */
export const limit = 35_000

/** How a case went in its process. */
export interface Played {
  /** Nothing if the call did not settle. */
  readonly settled: Settled | undefined
  readonly survived: boolean
  /** What the process printed. */
  readonly printed: string
}

interface Player {
  readonly child: ChildProcess
  readonly printed: () => string
}

const start = async (file: string, subject: SubjectName): Promise<Player> => {
  const child = fork(file, [subject], { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  let printed = ""
  const keep = (bytes: Uint8Array) => {
    printed += String(bytes)
  }
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  await once(child, "message")
  return { child, printed: () => printed }
}

/** Hands one order to a process, and waits until it is done, or has ended, or has had its time. */
const order = ({ child, printed }: Player, what: Order, begun: () => void): Promise<Played> => {
  const before = printed().length
  let settled: Settled | undefined
  let timer: NodeJS.Timeout | undefined
  return new Promise<Played>((resolve) => {
    const end = (survived: boolean) => resolve({ settled, survived, printed: printed().slice(before) })
    child.on("message", (message: Message) => {
      if (message._tag === "begun") begun()
      else if (message._tag === "settled") settled = message.settled
      else if (message._tag === "done") end(true)
    })
    child.on("close", () => end(false))
    timer = setTimeout(() => end(true), limit)
    child.send(what)
  }).finally(() => {
    clearTimeout(timer)
    child.removeAllListeners()
  })
}

const stop = async ({ child }: Player): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

export interface Pool {
  readonly play: (what: Order, begun: () => void) => Promise<Played>
  readonly end: () => Promise<void>
}

/** As many processes as there are cases at a time. */
export const poolOf = (file: string, subject: SubjectName): Pool => {
  const idle: Array<Player> = []
  return {
    play: async (what, begun) => {
      const player = idle.pop() ?? await start(file, subject)
      const played = await order(player, what, begun)
      if (played.survived && played.settled !== undefined) idle.push(player)
      else await stop(player)
      return played
    },
    end: async () => {
      await Promise.all(idle.map(stop))
    }
  }
}
