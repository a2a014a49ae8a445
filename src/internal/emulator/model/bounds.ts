/**
 * Guards against input that would use up the stack or the memory.
 */

/** Far more than any request of Authlete's API needs. */
const deepest = 100

/**
 * Whether objects and lists are nested on more than a hundred levels. Recursive functions, such as a schema's decoder,
 * may run out of stack on such a value. This one does not: it goes level by level.
 */
export const isTooDeep = (value: unknown): boolean => {
  let level: ReadonlyArray<unknown> = [value]
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item) : [])
    if (level.length === 0) return false
  }
  return true
}

/** About how many characters a value takes. It stops counting once the limit is passed. */
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
 * The same text in memory of its own. In V8, a text that was cut out of a longer one refers to the longer one. A scope
 * out of a form would keep the whole form in memory for as long as the token exists.
 */
export const copied = (text: string): string => JSON.parse(JSON.stringify(text))
