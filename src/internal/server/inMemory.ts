/**
 * Ready-made services that keep what they know in the memory of the process.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Claims, Session, SessionStore } from "./services.js"
import { ResourceOwners, ResourceServers } from "./services.js"

/** Whether two secrets are the same; how long it takes does not tell where they differ. A blank one is never right. */
const isSame = (given: Redacted.Redacted, expected: Redacted.Redacted): boolean => {
  const [one, other] = [given, expected].map((secret) => new TextEncoder().encode(Redacted.value(secret))) as [
    Uint8Array,
    Uint8Array
  ]
  const difference = other.reduce((bits, byte, index) => bits | (byte ^ (one[index] ?? 0)), one.length ^ other.length)
  return difference === 0 && Redacted.value(expected).trim() !== ""
}

const lookUp = <A>(record: Readonly<Record<string, A>>, name: string): Option.Option<A> =>
  Object.hasOwn(record, name) ? Option.fromNullable(record[name]) : Option.none()

/**
 * A resource owner that `layerResourceOwners` knows.
 *
 * @since 0.2.0
 * @category models
 */
export interface Person {
  readonly password: Redacted.Redacted
  /** All claims that there are. An endpoint gives those that were asked for. */
  readonly claims: Claims
}

/**
 * Resource owners by their names, which are their subjects as well. Passwords are kept as they are: it is for tests and
 * demonstrations.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const Owners = AuthorizationServer.layerResourceOwners({
 *   john: { password: Redacted.make("correct horse"), claims: { name: "John Smith", email: "john@example.com" } }
 * })
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerResourceOwners = (people: Readonly<Record<string, Person>>): Layer.Layer<ResourceOwners> =>
  Layer.succeed(ResourceOwners, {
    authenticate: ({ password, username }) =>
      Effect.succeed(
        Option.as(Option.filter(lookUp(people, username), (person) => isSame(password, person.password)), username)
      ),
    claims: ({ subject }) => Effect.succeed(Option.map(lookUp(people, subject), ({ claims }) => claims))
  })

/**
 * Resource servers by their ids, with the secrets by which they authenticate at the introspection endpoint: in the
 * `Authorization` header, or as `client_id` and `client_secret` in the body.
 *
 * @example
 * ```ts
 * import { Config, Effect, Layer } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const Apis = Layer.unwrapEffect(
 *   Effect.map(Config.redacted("HISTORY_API_SECRET"), (secret) =>
 *     AuthorizationServer.layerResourceServers({ "history-api": secret }))
 * )
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerResourceServers = (
  secrets: Readonly<Record<string, Redacted.Redacted>>
): Layer.Layer<ResourceServers> =>
  Layer.succeed(ResourceServers, {
    authenticate: Option.match({
      onNone: () => Effect.succeedNone,
      onSome: ({ clientId, clientSecret = Redacted.make("") }) =>
        Effect.succeed(
          Option.as(Option.filter(lookUp(secrets, clientId), (secret) => isSame(clientSecret, secret)), {})
        )
    })
  })

/** How many sessions are kept. One more, and the oldest goes. */
const most = 10_000

interface Held {
  readonly session: Session
  /** When it ends, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly until: number
}

/** Sessions that end with the process. */
export const sessionsInMemory = (): SessionStore => {
  const held = new Map<string, Held>()
  return {
    put: (id, session, seconds) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        held.set(id, { session, until: now + seconds * 1000 })
        const [oldest] = held.keys()
        if (held.size > most && oldest !== undefined) held.delete(oldest)
      }),
    get: (id) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const found = held.get(id)
        if (found !== undefined && found.until > now) return Option.some(found.session)
        held.delete(id)
        return Option.none()
      })
  }
}
