/**
 * Keeps a limited number of entries: those that were not asked for since the last round go first (the "second chance"
 * replacement). A hit only sets a flag, so it takes the same time however many entries there are.
 *
 * Effect's `Cache` is not enough: it runs a lookup in the fiber that asked first, so that its interruption fails the others;
 * it keeps what a lookup gave although a revocation came between; and it has one lifetime, where ours ends with the token.
 */

/** An entry, as the store needs it. */
export interface Stored<Entry> {
  /** What was asked about the token. */
  question: string
  /** Whether it was asked for since the last round. */
  isUsed: boolean
  /** The next entry of the same token. Most tokens have one entry only: a map for each would take most of the memory. */
  next: Entry | undefined
}

/** How many questions about one token are kept. An API asks few; a client application must not fill the store. */
const mostQuestions = 32

/** How many entries are given another chance before one is dropped in any case, which limits the time that takes. */
const mostChances = 16

/** How many texts of questions are remembered. Entries with the same question then share one text. */
const mostShared = 1_000

export interface Store<Entry extends Stored<Entry>> {
  readonly get: (token: string, question: string) => Entry | undefined
  /** Keeps an entry in place of one with the same question, and says how many others had to go for it. */
  readonly put: (token: string, entry: Entry) => number
  /** Drops one entry, and says whether it was there. */
  readonly drop: (token: string, question: string) => boolean
  /** Drops all entries of a token, and says how many there were. */
  readonly dropToken: (token: string) => number
  /** Drops all entries, and says how many there were. */
  readonly clear: () => number
  readonly size: () => number
}

export const makeStore = <Entry extends Stored<Entry>>(capacity: number): Store<Entry> => {
  // A map goes over its keys in the order in which they were set. The value is the newest entry of the token.
  const tokens = new Map<string, Entry>()
  const shared = new Map<string, string>()
  let size = 0

  const share = (question: string): string => {
    const known = shared.get(question)
    if (known !== undefined) return known
    if (shared.size >= mostShared) shared.clear()
    shared.set(question, question)
    return question
  }

  const get = (token: string, question: string): Entry | undefined => {
    let entry = tokens.get(token)
    while (entry !== undefined && entry.question !== question) entry = entry.next
    return entry
  }

  const drop = (token: string, question: string): boolean => {
    let before: Entry | undefined
    for (let entry = tokens.get(token); entry !== undefined; before = entry, entry = entry.next) {
      if (entry.question !== question) continue
      if (before !== undefined) before.next = entry.next
      else if (entry.next !== undefined) tokens.set(token, entry.next)
      else tokens.delete(token)
      size--
      return true
    }
    return false
  }

  const dropToken = (token: string): number => {
    let dropped = 0
    for (let entry = tokens.get(token); entry !== undefined; entry = entry.next) dropped++
    tokens.delete(token)
    size -= dropped
    return dropped
  }

  /** Whether a token was asked for since the last round. If so, it goes to the end, and has until the next round. */
  const takeChance = (token: string, newest: Entry): boolean => {
    let isUsed = false
    for (let entry: Entry | undefined = newest; entry !== undefined; entry = entry.next) {
      isUsed ||= entry.isUsed
      entry.isUsed = false
    }
    if (!isUsed) return false
    tokens.delete(token)
    tokens.set(token, newest)
    return true
  }

  const makeRoom = (but: string): number => {
    let dropped = 0
    let chances = 0
    for (const [token, newest] of tokens) {
      if (size <= capacity || tokens.size === 1) break
      if (token === but) {
        tokens.delete(token)
        tokens.set(token, newest)
      } else if (chances >= mostChances || !takeChance(token, newest)) {
        dropped += dropToken(token)
      } else {
        chances++
      }
    }
    return dropped
  }

  /** Drops the oldest questions about a token. */
  const trim = (newest: Entry): number => {
    let last = newest
    for (let count = 1; count < Math.min(mostQuestions, capacity) && last.next !== undefined; count++) last = last.next
    let dropped = 0
    for (let entry = last.next; entry !== undefined; entry = entry.next) dropped++
    last.next = undefined
    size -= dropped
    return dropped
  }

  return {
    get,
    put: (token, entry) => {
      drop(token, entry.question)
      entry.question = share(entry.question)
      entry.next = tokens.get(token)
      tokens.set(token, entry)
      size++
      const trimmed = trim(entry)
      return size > capacity ? trimmed + makeRoom(token) : trimmed
    },
    drop,
    dropToken,
    clear: () => {
      const all = size
      tokens.clear()
      size = 0
      return all
    },
    size: () => size
  }
}
