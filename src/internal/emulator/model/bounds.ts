/**
 * What keeps odd input from using up the stack or the memory.
 */

/** No request of Authlete's needs more than a handful of levels. */
const deepest = 100

/**
 * Whether objects and lists stand inside of each other on more than a hundred levels. What walks through such a value by
 * recursion may run out of stack; this does not.
 */
export const isTooDeep = (value: unknown): boolean => {
  let level: ReadonlyArray<unknown> = [value]
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item) : [])
    if (level.length === 0) return false
  }
  return true
}

/** About how many characters a value takes. Counting ends where it goes over the limit. */
export const lengthOf = (value: unknown, limit: number): number => {
  if (typeof value === "string") return value.length
  if (typeof value !== "object" || value === null) return 8
  let length = 2
  for (const [name, item] of Object.entries(value)) {
    length += name.length + lengthOf(item, limit - length)
    if (length > limit) break
  }
  return length
}

/**
 * The same text in memory of its own. V8 makes a text that is cut out of a longer one point into that one, so that a scope
 * out of a form would keep the whole form in memory for as long as the token lives.
 */
export const copied = (text: string): string => JSON.parse(JSON.stringify(text))
