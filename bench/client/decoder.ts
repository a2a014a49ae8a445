/**
 * Decoding as a process that takes turns; a call is one answer.
 */
import { page } from "./lists.js"
import { repeated, takeTurns } from "./turn.js"

export const pageSizes = [20, 1_000] as const

/** `decode` tells how many tokens there are in the text. */
export const decoder = (decode: (text: string) => number | undefined): void => {
  const calls = pageSizes.map((size) => {
    const text = page(0, size, size)
    const call = repeated(async () => {
      if (decode(text) !== size) throw new Error("not decoded")
    })
    return [String(size), call] as const
  })
  takeTurns(Object.fromEntries(calls))
}
