/**
 * Failures on demand: what can go wrong between a client and Authlete, in the order in which it is to go wrong.
 */
import type * as Duration from "effect/Duration"

/**
 * A way for the next request to fail.
 *
 * - `Status`, which needs no `_tag`, answers with that status, with headers such as `retry-after`, and with that body or
 *   a made-up one
 * - `Latency` waits before it answers
 * - `Reset` breaks the connection instead of answering
 * - `ResetInBody` breaks the connection after some bytes of the answer's body: half of them if left out
 * - `TruncatedBody` answers with the first half of the body as if it were the whole
 * - `MalformedBody` answers with something else than JSON
 * - `Hang` never answers
 *
 * With `applied`, the request is carried out before it fails, so that only the answer is lost. `Latency`, `ResetInBody`,
 * `TruncatedBody` and `MalformedBody` always carry it out.
 *
 * @since 0.1.0
 * @category faults
 */
export type Fault =
  | {
    readonly _tag?: "Status"
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | object
    readonly applied?: boolean
  }
  | { readonly _tag: "Latency"; readonly duration: Duration.DurationInput }
  | { readonly _tag: "Reset"; readonly applied?: boolean }
  | { readonly _tag: "ResetInBody"; readonly afterBytes?: number }
  | { readonly _tag: "TruncatedBody" }
  | { readonly _tag: "MalformedBody"; readonly body?: string }
  | { readonly _tag: "Hang"; readonly applied?: boolean }

/**
 * A fault, and which requests it is for.
 *
 * @since 0.1.0
 * @category faults
 */
export type ScriptedFault = Fault & {
  /** The operation that is to fail, such as `"tokens.revoke"`: any if left out. */
  readonly operation?: string
  /** How many requests are to fail: one if left out. */
  readonly times?: number
}

export interface Faults {
  readonly add: (fault: ScriptedFault) => void
  /** Takes the first fault that is meant for the operation. */
  readonly take: (operation: string | undefined) => Fault | undefined
  readonly clear: () => void
}

export const make = (): Faults => {
  let queue: ReadonlyArray<{ readonly fault: ScriptedFault; readonly left: number }> = []
  return {
    add: (fault) => {
      queue = [...queue, { fault, left: fault.times ?? 1 }].filter(({ left }) => left > 0)
    },
    take: (operation) => {
      if (queue.length === 0) return undefined
      const next = queue.find(({ fault }) => fault.operation === undefined || fault.operation === operation)
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
