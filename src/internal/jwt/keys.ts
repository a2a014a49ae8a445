/**
 * The public keys of a service, kept between requests.
 */
import * as Effect from "effect/Effect"
import type { CryptoKey, JWK } from "jose"
import { importJWK } from "jose"
import type { Service as Client } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import type { Caller } from "../edge/caller.js"
import { withCaller } from "../edge/caller.js"
import type { SharedRun } from "../edge/sharedRun.js"
import { startShared } from "../edge/sharedRun.js"
import { millisNow } from "../edge/time.js"
import { servicesJwks } from "../operations/services/jwks.js"

type Key = CryptoKey | Uint8Array

/** How long keys are used before they are asked for again, in milliseconds, since a key may be withdrawn. */
const longest = 600_000

/**
 * The shortest time between two requests for the keys, in milliseconds: otherwise, tokens that name keys which do not exist
 * would cause a request each.
 */
const shortest = 60_000

interface Known {
  readonly keys: ReadonlyMap<string, JWK>
  readonly imported: Map<string, Promise<Key | undefined>>
  readonly at: number
}

const publicTypes = new Set(["EC", "OKP", "RSA"])

/** The keys that signatures can be checked with, by their ids. */
const byId = (keys: ReadonlyArray<Readonly<Record<string, unknown>>>): ReadonlyMap<string, JWK> => {
  const found = new Map<string, JWK>()
  for (const key of keys) {
    const { kid, kty, use } = key
    if (typeof kid === "string" && typeof kty === "string" && publicTypes.has(kty) && (use ?? "sig") === "sig") {
      found.set(kid, key as JWK)
    }
  }
  return found
}

export interface Keys {
  /** The key of an id, for an algorithm. There is none if the service has no such key, or it is for another algorithm. */
  readonly find: (kid: string, alg: string) => Effect.Effect<Key | undefined, AuthleteError>
}

/** Keeps the keys of the service of a client. */
export const makeKeys = (client: Client): Keys => {
  let known: Known | undefined
  let askedAt = -Infinity
  let asking: SharedRun<Known, AuthleteError> | undefined

  const ask = (caller: Caller): Effect.Effect<Known, AuthleteError> => {
    if (asking !== undefined) return asking.join
    const at = millisNow(caller.clock)
    askedAt = at
    let isOver = false
    const end = () => {
      isOver = true
      asking = undefined
    }
    const run = startShared(
      caller,
      Effect.map(client.execute(servicesJwks, {}), (set): Known => {
        known = { keys: byId(set?.keys ?? []), imported: new Map(), at }
        return known
      }).pipe(Effect.ensuring(Effect.sync(end))),
      end
    )
    if (!isOver) asking = run
    return run.join
  }

  /** The keys that are held. If they are old or lack the id, they are asked for first, but not more often than `shortest`. */
  const current = (caller: Caller, kid: string): Effect.Effect<Known, AuthleteError> => {
    const now = millisNow(caller.clock)
    const held = known
    if (held === undefined) return ask(caller)
    const isKnown = held.keys.has(kid)
    const isWanted = !isKnown || now - held.at >= longest
    if (!isWanted || now - askedAt < shortest) return Effect.succeed(held)
    // While Authlete cannot be reached, a key that is known is used although it is old.
    return isKnown ? Effect.orElseSucceed(ask(caller), () => held) : ask(caller)
  }

  const importKey = ({ imported, keys }: Known, kid: string, alg: string): Promise<Key | undefined> => {
    const name = `${alg} ${kid}`
    const before = imported.get(name)
    if (before !== undefined) return before
    const key = keys.get(kid)
    if (key === undefined || (key.alg ?? alg) !== alg) return Promise.resolve(undefined)
    const importing = importJWK(key, alg).catch(() => undefined)
    imported.set(name, importing)
    return importing
  }

  return {
    find: (kid, alg) =>
      withCaller((caller) =>
        Effect.flatMap(current(caller, kid), (held) => Effect.promise(() => importKey(held, kid, alg)))
      )
  }
}
