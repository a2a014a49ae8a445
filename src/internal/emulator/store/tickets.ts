/**
 * The tickets of the password flow. A ticket stands for a token request until the authorization server has checked the
 * password.
 */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { EpochMillis, Int64, optional, Strings } from "../../schema/fields.js"
import type { ResultCode } from "../model/resultCodes.js"

export interface Ticket extends Schema.Schema.Type<typeof Ticket> {}

export const Ticket = Schema.Struct({
  value: Schema.String,
  clientId: Int64,
  clientIdAliasUsed: Schema.Boolean,
  scopes: Strings,
  resources: optional(Strings),
  expiresAt: EpochMillis
})

export type Tickets = Map<string, Ticket>

/**
 * For how long an expired ticket is remembered, in milliseconds. Until then it is `expired`, and after that `unknown`.
 */
const remembered = 86_400_000

/** Adds a ticket, and forgets those that expired long ago. The oldest come first. */
export const add = (tickets: Tickets, ticket: Ticket, now: number): void => {
  for (const { expiresAt, value } of tickets.values()) {
    if (expiresAt + remembered > now) break
    tickets.delete(value)
  }
  tickets.set(ticket.value, ticket)
}

/** The ticket, or the result code for why it cannot be used. It stays usable until it is deleted. */
export const find = (
  tickets: Tickets,
  value: string | undefined,
  codes: { readonly missing: ResultCode; readonly unknown: ResultCode; readonly expired: ResultCode },
  now: number
): Either.Either<Ticket, ResultCode> => {
  if (value === undefined) return Either.left(codes.missing)
  const ticket = tickets.get(value)
  if (ticket === undefined) return Either.left(codes.unknown)
  return ticket.expiresAt <= now ? Either.left(codes.expired) : Either.right(ticket)
}
