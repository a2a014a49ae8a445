/**
 * Remembers what was evicted, and when, so that an eviction needs no search through all entries, and so that a lookup that
 * began before it leaves nothing behind.
 *
 * Time is counted in evictions: an entry has the count at which its lookup began, and is outdated if something that
 * matches it was evicted after that.
 */

/** The facts about an entry that evictions go by. */
export interface Matched {
  readonly token: string
  readonly subject: string | undefined
  /** The client, if the response told it. If not, an eviction by any client matches. */
  readonly clientId: string | undefined
}

/** How many evictions are remembered. With more, all entries go at once. */
const mostMarks = 10_000

export interface Marks {
  /** The count of evictions so far. */
  readonly now: () => number
  readonly token: (token: string) => void
  readonly subject: (subject: string) => void
  readonly client: (clientId: string) => void
  readonly grant: (clientId: string, subject: string) => void
  readonly everything: () => void
  /** Whether an entry whose lookup began at a count is outdated. */
  readonly isOutdated: (entry: Matched, since: number) => boolean
}

const grantKey = (clientId: string, subject: string) => `${clientId}\n${subject}`

export const makeMarks = (): Marks => {
  const tokens = new Map<string, number>()
  const subjects = new Map<string, number>()
  const clients = new Map<string, number>()
  const grants = new Map<string, number>()
  const maps = [tokens, subjects, clients, grants]
  let count = 0
  let everythingAt = 0
  let anyClientAt = 0

  const everything = () => {
    everythingAt = ++count
    for (const map of maps) map.clear()
  }

  const mark = (map: Map<string, number>, key: string) => {
    if (maps.reduce((sum, { size }) => sum + size, 0) >= mostMarks) return everything()
    map.set(key, ++count)
  }

  const isAfter = (since: number, map: Map<string, number>, key: string) => (map.get(key) ?? 0) > since

  return {
    now: () => count,
    token: (token) => mark(tokens, token),
    subject: (subject) => mark(subjects, subject),
    client: (clientId) => {
      mark(clients, clientId)
      anyClientAt = count
    },
    grant: (clientId, subject) => {
      mark(grants, grantKey(clientId, subject))
      anyClientAt = count
    },
    everything,
    isOutdated: ({ clientId, subject, token }, since) => {
      if (since === count) return false
      if (everythingAt > since || isAfter(since, tokens, token)) return true
      if (subject !== undefined && isAfter(since, subjects, subject)) return true
      if (clientId === undefined) return anyClientAt > since
      return isAfter(since, clients, clientId) || isAfter(since, grants, grantKey(clientId, subject ?? ""))
    }
  }
}
