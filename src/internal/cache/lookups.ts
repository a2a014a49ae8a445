/**
 * The cache of introspections: a client around another one. It serves an introspection from what Authlete said before, as
 * long as that holds, and sees the calls that change tokens.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Service } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import * as AuthleteMetrics from "../../AuthleteMetrics.js"
import type { Operation } from "../../Operation.js"
import { CallOptions } from "../client/callOptions.js"
import { isOutage } from "../client/failure.js"
import type { Caller } from "../edge/caller.js"
import { withCaller } from "../edge/caller.js"
import type { Labels } from "../edge/metrics.js"
import * as Metrics from "../edge/metrics.js"
import type { SharedRun } from "../edge/sharedRun.js"
import { startShared } from "../edge/sharedRun.js"
import { millisNow } from "../edge/time.js"
import type { IntrospectionRequest, IntrospectionResponse } from "../operations/introspection/process.js"
import { introspectionProcess } from "../operations/introspection/process.js"
import type { Evicted } from "./eviction.js"
import { evictionsOf } from "./eviction.js"
import type { Key } from "./key.js"
import { isCacheable, keyOf } from "./key.js"
import type { Matched } from "./marks.js"
import { makeMarks } from "./marks.js"
import type { Stored } from "./store.js"
import { makeStore } from "./store.js"

export interface Settings {
  readonly capacity: number
  /** In milliseconds, as all times here. */
  readonly timeToLive: number
  readonly refusalCapacity: number
  readonly refusalTimeToLive: number
  /** Whether what is known is used when Authlete cannot be reached. */
  readonly isStaleUsed: boolean
}

interface Entry extends Stored<Entry>, Matched {
  readonly response: IntrospectionResponse
  /** From then on, Authlete is asked again. */
  readonly freshUntil: number
  /** From then on, the response is used no more, whatever happens. */
  readonly usableUntil: number
  /** The count of evictions up to which the entry is known not to be outdated. */
  checkedAt: number
}

/** A lookup on its way to Authlete. */
interface Flight {
  /** When it began. */
  readonly began: number
  /** The count of evictions at that time. */
  readonly since: number
  run: SharedRun<IntrospectionResponse, AuthleteError> | undefined
  isOver: boolean
}

type Event = "hit" | "miss" | "joined" | "stale"

const eventLabels: Readonly<Record<Event, Labels>> = {
  hit: Metrics.labels({ result: "hit" }),
  miss: Metrics.labels({ result: "miss" }),
  joined: Metrics.labels({ result: "joined" }),
  stale: Metrics.labels({ result: "stale" })
}

const reasonLabels = {
  capacity: Metrics.labels({ reason: "capacity" }),
  changed: Metrics.labels({ reason: "changed" }),
  expired: Metrics.labels({ reason: "expired" })
}

const countLookup = (caller: Caller, event: Event) =>
  Metrics.update(caller, AuthleteMetrics.introspectionLookups, 1, eventLabels[event])

const countEvicted = (caller: Caller, reason: keyof typeof reasonLabels, number: number) => {
  if (number > 0) Metrics.update(caller, AuthleteMetrics.introspectionEvictions, number, reasonLabels[reason])
}

/**
 * Until when a token is good, as far as the response tells. Without an expiry there is no telling. A token that was asked
 * for with a greatest age of the authentication becomes too old for that question.
 */
const goodUntil = (request: IntrospectionRequest, response: IntrospectionResponse & { action: "OK" }): number => {
  if (response.usable === false || response.expiresAt === undefined) return 0
  if (request.maxAge === undefined) return response.expiresAt
  return response.authTime === undefined
    ? 0
    : Math.min(response.expiresAt, (response.authTime + request.maxAge) * 1000)
}

/** When Authlete would say something else of the token than in a response, as far as the response tells. */
const endOf = (request: IntrospectionRequest, response: IntrospectionResponse): number => {
  switch (response.action) {
    case "OK":
      return goodUntil(request, response)
    case "UNAUTHORIZED":
    case "FORBIDDEN":
      return response.expiresAt ?? 0
    default:
      return 0
  }
}

/** Whether a response is outdated for a request that came at a time, since the token ended after the lookup began. */
const isOutdatedAt = (now: number, { began }: Flight, end: number): boolean => began < end && end <= now

/** Until when a refusal is used. A token that is refused before it ends is refused for another reason afterwards. */
const refusedUntil = (end: number, began: number, freshUntil: number): number =>
  end > began ? Math.min(freshUntil, end) : freshUntil

export interface Lookups {
  readonly execute: Service["execute"]
  readonly evict: (evicted: Evicted) => Effect.Effect<void>
  readonly size: () => number
  /** Ends all lookups that are on their way. */
  readonly close: Effect.Effect<void>
}

/** Makes the cache around a client. `onEvicted` is told what the calls through it evict. */
export const makeLookups = (
  client: Service,
  settings: Settings,
  onEvicted: (evicted: Evicted) => Effect.Effect<void>
): Lookups => {
  const good = makeStore<Entry>(settings.capacity)
  const refusals = makeStore<Entry>(settings.refusalCapacity)
  const marks = makeMarks()
  const flights = new Map<string, Flight>()

  /** The entry of a key, if nothing that matches it was evicted. */
  const find = (caller: Caller, store: typeof good, { question, token }: Key, now: number): Entry | undefined => {
    const entry = store.get(token, question)
    if (entry === undefined) return undefined
    const isOutdated = marks.isOutdated(entry, entry.checkedAt)
    if (isOutdated || entry.usableUntil <= now) {
      store.drop(token, question)
      countEvicted(caller, isOutdated ? "changed" : "expired", 1)
      return undefined
    }
    entry.checkedAt = marks.now()
    return entry
  }

  /** Keeps a response, if it may be kept. The lookup began at a time, and at a count of evictions. */
  const keep = (
    caller: Caller,
    { question, token }: Key,
    request: IntrospectionRequest,
    response: IntrospectionResponse,
    began: number,
    since: number
  ): void => {
    switch (response.action) {
      case "OK":
      case "UNAUTHORIZED":
      case "FORBIDDEN": {
        const { action, clientId, subject } = response
        const isGood = action === "OK"
        const [store, other] = isGood ? [good, refusals] : [refusals, good]
        const freshUntil = began + (isGood ? settings.timeToLive : settings.refusalTimeToLive)
        const end = endOf(request, response)
        const usableUntil = isGood ? end : refusedUntil(end, began, freshUntil)
        const id = clientId === undefined ? undefined : String(clientId)
        const entry: Entry = {
          question,
          response,
          token,
          subject,
          clientId: id,
          freshUntil: Math.min(freshUntil, usableUntil),
          usableUntil: settings.isStaleUsed ? usableUntil : Math.min(freshUntil, usableUntil),
          checkedAt: since,
          isUsed: false,
          next: undefined
        }
        // What was known before is known better now.
        other.drop(token, question)
        if (marks.isOutdated(entry, since) || entry.usableUntil <= millisNow(caller.clock)) {
          store.drop(token, question)
        } else {
          countEvicted(caller, "capacity", store.put(token, entry))
        }
        return
      }
      default:
        return
    }
  }

  const begin = (caller: Caller, key: Key, request: IntrospectionRequest, now: number) => {
    const name = `${key.token}\n${key.question}`
    const since = marks.now()
    const flight: Flight = { began: now, since, run: undefined, isOver: false }
    const end = () => {
      flight.isOver = true
      if (flights.get(name) === flight) flights.delete(name)
    }
    const asking = Effect.ensuring(client.execute(introspectionProcess, request), Effect.sync(end)).pipe(
      Effect.map((response) => {
        keep(caller, key, request, response, now, since)
        return response
      })
    )
    const run = startShared(caller, asking, end)
    flight.run = run
    if (!flight.isOver) flights.set(name, flight)
    return run.join
  }

  const staleOr = (
    caller: Caller,
    key: Key,
    join: Effect.Effect<IntrospectionResponse, AuthleteError>
  ): Effect.Effect<IntrospectionResponse, AuthleteError> =>
    settings.isStaleUsed
      ? Effect.catchIf(join, isOutage, (error) => {
        const entry = find(caller, good, key, millisNow(caller.clock))
        if (entry === undefined) return Effect.fail(error)
        countLookup(caller, "stale")
        return Effect.succeed(entry.response)
      })
      : join

  const lookUp = (
    caller: Caller,
    key: Key,
    request: IntrospectionRequest
  ): Effect.Effect<IntrospectionResponse, AuthleteError> => {
    const now = millisNow(caller.clock)
    const known = find(caller, good, key, now) ?? find(caller, refusals, key, now)
    if (known !== undefined && now < known.freshUntil) {
      known.isUsed = true
      countLookup(caller, "hit")
      return Effect.succeed(known.response)
    }
    const flight = flights.get(`${key.token}\n${key.question}`)
    // A lookup that began before an eviction may bring what was true before it: for those who ask now, that is too old.
    if (flight?.run !== undefined && flight.since === marks.now()) {
      countLookup(caller, "joined")
      return Effect.flatMap(staleOr(caller, key, flight.run.join), (response) =>
        // Authlete may take longer to respond than the token is good. Who asks after its expiry is too late for that.
        isOutdatedAt(now, flight, endOf(request, response)) ? lookUp(caller, key, request) : Effect.succeed(response))
    }
    countLookup(caller, "miss")
    return staleOr(caller, key, begin(caller, key, request, now))
  }

  const introspect = (request: IntrospectionRequest) =>
    isCacheable(request)
      ? withCaller((caller) => {
        const { serviceId } = Context.get(caller.context, CallOptions)
        return Effect.flatMap(keyOf(request, serviceId), (key) => lookUp(caller, key, request))
      })
      : client.execute(introspectionProcess, request)

  const evict = ({ clientId, otherwise, subject, token }: Evicted): Effect.Effect<void> =>
    withCaller((caller) => {
      if (token !== undefined) {
        const dropped = good.dropToken(token) + refusals.dropToken(token)
        marks.token(token)
        countEvicted(caller, "changed", dropped)
        return dropped === 0 && otherwise !== undefined ? evict(otherwise) : Effect.void
      }
      if (subject !== undefined && clientId !== undefined) marks.grant(clientId, subject)
      else if (subject !== undefined) marks.subject(subject)
      else if (clientId !== undefined) marks.client(clientId)
      else {
        marks.everything()
        countEvicted(caller, "changed", good.clear() + refusals.clear())
      }
      return Effect.void
    })

  const execute: Service["execute"] = <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    request: Request
  ): Effect.Effect<Response, AuthleteError> => {
    if (Object.is(operation, introspectionProcess)) {
      // It is the same operation, so it has the same request and response.
      return introspect(request as IntrospectionRequest) as Effect.Effect<unknown, AuthleteError> as Effect.Effect<
        Response,
        AuthleteError
      >
    }
    const evictions = evictionsOf(operation, request)
    const call = client.execute(operation, request)
    return evictions === undefined ?
      call :
      Effect.onExit(
        call,
        (exit) =>
          Effect.flatMap(
            evictions(exit),
            (all) =>
              Effect.forEach(all, (evicted) => Effect.andThen(evict(evicted), onEvicted(evicted)), { discard: true })
          )
      )
  }

  return {
    execute,
    evict,
    size: () => good.size() + refusals.size(),
    close: Effect.suspend(() =>
      Effect.forEach([...flights.values()], ({ run }) => run?.interrupt ?? Effect.void, { discard: true })
    )
  }
}
