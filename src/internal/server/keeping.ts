/**
 * Keeps authorization requests until they are decided on: the ticket, and what a page needs of the request.
 */
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { AuthleteClient } from "../../AuthleteClient.js"
import { execute } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import { Struct } from "../edge/schema.js"
import { authorizationTicketInfo } from "../operations/authorization/ticketInfo.js"
import { authorizationUpdateTicket } from "../operations/authorization/updateTicket.js"
import { patience, readCookie } from "./browser.js"
import { InteractionError } from "./errors.js"
import { AskedFor } from "./pending.js"
import type { InteractionStore } from "./services.js"

/** A request that waits for a decision. */
export interface Kept {
  readonly ticket: Redacted.Redacted
  readonly asked: AskedFor
}

const encodeAsked = Schema.encode(Schema.parseJson(AskedFor))

const decodeAsked = Schema.decode(Schema.parseJson(AskedFor))

const KeptText = Schema.parseJson(Struct({ ticket: Schema.Redacted(Schema.String), asked: AskedFor }))

const ended = new InteractionError({ reason: "Ended" })

const unknown = new InteractionError({ reason: "Unknown" })

/** 128 random bits: it cannot be guessed. */
export const newId = Effect.sync(() => Encoding.encodeBase64Url(crypto.getRandomValues(new Uint8Array(16))))

export const isId = (id: string) => /^[A-Za-z0-9_-]{22}$/.test(id)

/** Keeps a request. The value is for the cookie. */
export const keep = <E, R>(
  kept: Kept,
  store: InteractionStore<E, R> | undefined
): Effect.Effect<{ readonly id: string; readonly value: string }, AuthleteError | E, AuthleteClient | R> =>
  Effect.gen(function*() {
    const id = yield* newId
    if (store !== undefined) {
      yield* store.put(id, yield* Effect.orDie(Schema.encode(KeptText)(kept)), patience)
      return { id, value: "kept" }
    }
    const context = yield* Effect.orDie(encodeAsked(kept.asked))
    yield* execute(authorizationUpdateTicket, { ticket: kept.ticket, info: { context } })
    return { id, value: Redacted.value(kept.ticket) }
  })

/** Authlete does not know the ticket any more, or the cookie holds something else. */
const isGone = ({ _tag }: AuthleteError) => _tag === "NotFound" || _tag === "BadRequest" || _tag === "InvalidRequest"

const atAuthlete = (ticket: Redacted.Redacted): Effect.Effect<Kept, AuthleteError | InteractionError, AuthleteClient> =>
  execute(authorizationTicketInfo, { ticket }).pipe(
    Effect.mapError((error) => isGone(error) ? ended : error),
    Effect.flatMap(({ info }) => Effect.mapError(decodeAsked(info?.context ?? ""), () => ended)),
    Effect.map((asked) => ({ asked, ticket }))
  )

const inStore = <E, R>(
  text: Effect.Effect<Option.Option<string>, E, R>
): Effect.Effect<Kept, E | InteractionError, R> =>
  Effect.flatMap(
    text,
    Option.match({
      onNone: () => Effect.fail(ended),
      onSome: (found) => Effect.mapError(Schema.decode(KeptText)(found), () => ended)
    })
  )

/**
 * The request of an id, if it began in the browser that asks. With `take`, a store gives it only once; without a store, it
 * is Authlete that lets a ticket decide only once.
 */
export const find = <E, R>(
  request: HttpServerRequest.HttpServerRequest,
  id: string,
  { secure, store, take }: {
    readonly secure: boolean
    readonly store: InteractionStore<E, R> | undefined
    readonly take: boolean
  }
): Effect.Effect<Kept, AuthleteError | E | InteractionError, AuthleteClient | R> => {
  const value = isId(id) ? readCookie(request, id, secure) : undefined
  if (value === undefined || value === "") return Effect.fail(unknown)
  return store === undefined ? atAuthlete(Redacted.make(value)) : inStore(take ? store.take(id) : store.get(id))
}
