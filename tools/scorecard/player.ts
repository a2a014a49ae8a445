/**
 * What a process does that plays a subject: it makes the calls it is told to, one case at a time, as a program does
 * that prints the errors it catches. Nothing here keeps the process alive when something goes wrong that such a program
 * could not have caught.
 */
import { Console } from "node:console"
import { Writable } from "node:stream"
import { inspect } from "node:util"
import { mark } from "../faults/planted.js"
import type { Message, Order, Settled } from "./protocol.js"

/** Makes the call of an order, as often as it is asked to, on one client. */
export type Subject = (order: Order) => () => Promise<unknown>

const tell = (message: Message) => process.send?.(message)

const printed = (error: unknown): string => {
  const written: Array<string> = []
  const stream = new Writable({
    write: (bytes: Uint8Array, _, done) => {
      written.push(String(bytes))
      done()
    }
  })
  new Console(stream).error(error)
  return written.join("")
}

/** What an application that prints an error tells the readers of its logs. */
const ways: Readonly<Record<string, (error: unknown) => string | undefined>> = {
  "console.error": printed,
  "util.inspect": (error) => inspect(error),
  "JSON.stringify": (error) => JSON.stringify(error),
  String: (error) => String(error)
}

const showing = (way: (error: unknown) => string | undefined, error: unknown): boolean => {
  try {
    return way(error)?.includes(mark) === true
  } catch {
    return false
  }
}

/** The ways that show a secret of the call. */
const shows = (error: unknown): ReadonlyArray<string> =>
  Object.entries(ways).filter(([, way]) => showing(way, error)).map(([name]) => name)

/** The name of the class of an error, or its tag. */
const nameOf = (error: unknown): string => error instanceof Error ? error.name.replace(/^\(FiberFailure\) /, "") : "?"

const settling = (call: () => Promise<unknown>): Promise<Settled> =>
  call().then(
    () => ({ success: true, name: "", shows: [] }),
    (error: unknown) => ({ success: false, name: nameOf(error), shows: shows(error) })
  )

export const play = (subject: Subject): void => {
  process.on("message", async (order: Order) => {
    const call = subject(order)
    for (let before = 0; before < order.before; before++) await settling(call)
    tell({ _tag: "begun" })
    tell({ _tag: "settled", settled: await settling(call) })
    // What nobody caught shows a moment later.
    setTimeout(() => tell({ _tag: "done" }), 50)
  })
  tell({ _tag: "ready" })
}
