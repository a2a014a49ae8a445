/**
 * A process that holds a number of tokens, and says how long calls take with them there. Its orders come from
 * `scale.ts`, which runs one with few and one with many tokens side by side.
 */
import { Schema } from "effect"
import { introspectionProcess } from "../../src/internal/emulator/operations/introspection/process.js"
import { tokensCreate } from "../../src/internal/emulator/operations/tokens/create.js"
import { tokensList } from "../../src/internal/emulator/operations/tokens/list.js"
import { tokensRevoke } from "../../src/internal/emulator/operations/tokens/revoke.js"
import { noBindingFacts } from "../../src/internal/emulator/protocol/tokenBinding.js"
import { defaultSeed, fromSeeds, plant, Seed, type SeedInput } from "../../src/internal/emulator/store/seed.js"
import * as TokenStore from "../../src/internal/emulator/store/tokenStore.js"
import { times } from "../support/measuring.js"

const [tokens = 0, subjects = 0] = process.argv.slice(2).map(Number)
const now = 1_795_132_800_000
const state = fromSeeds([defaultSeed], now)
const clientIds = Array.from(state.clients.byId.keys())
const decode = Schema.decodeSync(Seed)

const heapUsed = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Seeds the way `AuthleteEmulator.seed` does: in chunks, as nobody holds a million tokens in a literal. */
const seed = () => {
  const before = heapUsed()
  const chunk = Math.min(tokens, 10_000)
  // Of the processor, the collector's threads included: it does not matter what else the machine does.
  let seconds = 0
  for (let first = 0; first < tokens; first += chunk) {
    const input: SeedInput = {
      tokens: times(chunk).map((offset) => ({
        clientId: clientIds[(first + offset) % clientIds.length] ?? 0,
        subject: `user-${(first + offset) % subjects}`,
        scopes: ["history.read"],
        accessTokenExpiresAt: now + ((first + offset) % 2 === 0 ? -1 : 1) * 3_600_000,
        refreshTokenExpiresAt: now + 86_400_000
      }))
    }
    const begin = process.cpuUsage()
    plant(state, decode(input), now)
    const { system, user } = process.cpuUsage(begin)
    seconds += (system + user) / 1e6
  }
  return { seconds, bytesPerToken: (heapUsed() - before) / tokens }
}

const seeded = seed()

/** Values from all over the list, more than a cache of the processor holds where there are that many. */
const sample = times(Math.min(tokens, 20_000)).flatMap((index) => {
  const start = Math.floor(index * tokens / Math.min(tokens, 20_000))
  return TokenStore.page(state.tokens, {}, "ALL", { start, end: start + 1 }, now).records
}).map(({ access }) => access.value)

const batch = 200

const pick = <A>(items: ReadonlyArray<A>): A => {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error("nothing to pick from")
  return item
}

const createOne = (subject: string): string => {
  const { accessToken } = tokensCreate(
    state,
    { grantType: "AUTHORIZATION_CODE", clientId: pick(clientIds), subject, scopes: ["history.read"] },
    now
  ) as { readonly accessToken: string }
  return accessToken
}

/** Microseconds for one of a batch of calls. */
const timed = (calls: ReadonlyArray<() => unknown>): number => {
  const begin = performance.now()
  for (const call of calls) call()
  return (performance.now() - begin) * 1000 / calls.length
}

const someSubject = () => `user-${Math.floor(Math.random() * subjects)}`

const page = (query: Readonly<Record<string, string>>) => () => tokensList(state, query, now)

const deepIn = (total: number) => {
  const start = Math.floor(Math.random() * Math.max(1, total - 20))
  return { start: String(start), end: String(start + 20) }
}

/** Each leaves as many tokens as it found. */
const round = (): Readonly<Record<string, number>> => {
  const created: Array<string> = []
  const create = timed(
    times(batch).map(() => {
      const subject = someSubject()
      return () => created.push(createOne(subject))
    })
  )
  const revoke = timed(created.map((accessTokenIdentifier) => () => tokensRevoke(state, { accessTokenIdentifier })))
  const fresh = times(batch).map((index) => `fresh-${index}`)
  fresh.forEach(createOne)
  const revokeBySubject = timed(fresh.map((subject) => () => tokensRevoke(state, { subject })))
  fresh.forEach(createOne)
  const byBoth = fresh.flatMap((subject) =>
    clientIds.map((clientId) => () => tokensRevoke(state, { subject, clientIdentifier: String(clientId) }))
  )
  return {
    create,
    "revoke by value": revoke,
    "revoke by subject": revokeBySubject,
    "revoke by client and subject": timed(byBoth),
    introspect: timed(
      times(batch).map(() => {
        const token = pick(sample)
        return () => introspectionProcess(state, { token }, now, noBindingFacts)
      })
    ),
    "list, first page": timed(times(batch).map(() => page({ start: "0", end: "20" }))),
    "list, last page": timed(
      times(batch).map(() => page({ start: String(tokens - 20), end: String(tokens) }))
    ),
    "list, any page": timed(times(batch).map(() => page(deepIn(tokens)))),
    "list, any page of VALID": timed(times(batch).map(() => page({ ...deepIn(tokens / 2), tokenStatus: "VALID" }))),
    "list of a subject": timed(times(batch).map(() => page({ subject: someSubject() })))
  }
}

process.on("message", () => process.send?.(round()))
process.send?.(seeded)
