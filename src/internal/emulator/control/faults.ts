/**
 * Failures on demand: what can go wrong between a client and Authlete, in the order in which it is to go wrong.
 */
import type { Fault } from "./fault.js"
import { means } from "./operationName.js"

export interface Faults {
  readonly add: (fault: Fault) => void
  /** Takes the first fault that is meant for the operation. */
  readonly take: (operation: string | undefined) => Fault | undefined
  readonly clear: () => void
}

const isFor = ({ operation: name }: Fault, operation: string | undefined): boolean =>
  name === undefined || means(name, operation)

export const make = (): Faults => {
  let queue: ReadonlyArray<{ readonly fault: Fault; readonly left: number }> = []
  return {
    add: (fault) => {
      queue = [...queue, { fault, left: fault.times ?? 1 }].filter(({ left }) => left > 0)
    },
    take: (operation) => {
      if (queue.length === 0) return undefined
      const next = queue.find(({ fault }) => isFor(fault, operation))
      queue = queue
        .map((entry) => entry === next ? { ...entry, left: entry.left - 1 } : entry)
        .filter(({ left }) => left > 0)
      return next?.fault
    },
    clear: () => {
      queue = []
    }
  }
}
