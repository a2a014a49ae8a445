/**
 * What a process does that plays a subject: it makes the calls it is told to, one case at a time, as a program does
 * that prints the errors it catches. Nothing here keeps the process alive when something goes wrong that such a program
 * could not have caught.
 */
import type { Message, Order, Settled } from "./protocol.js"
import { shows } from "./shows.js"

/** Makes the call of an order, as often as it is asked to, on one client. */
export type Subject = (order: Order) => () => Promise<unknown>

const tell = (message: Message) => process.send?.(message)

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
