/**
 * POST /auth/authorization/ticket/info: what the authorization server keeps with a ticket.
 */
import * as Either from "effect/Either"
import type {
  AuthorizationTicketInfoRequest,
  AuthorizationTicketInfoResponse
} from "../../../operations/authorization/ticketInfo.js"
import type { Reported } from "../../http/refusal.js"
import { reported } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import type { Ticket } from "../../store/authorizations.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof AuthorizationTicketInfoRequest.Encoded>
type Response = Written<typeof AuthorizationTicketInfoResponse.Encoded>

const ticketCodes = { missing: "A999333", unknown: "A999334", expired: "A999335" } as const

/** The ticket, or how the call is refused. */
export const ticketOf = (
  { authorizations }: State,
  value: string | undefined,
  now: number
): Either.Either<Ticket, Reported> =>
  Either.mapLeft(
    Expiring.find(authorizations, value, ticketCodes, now),
    (code) => reported(code === "A999333" ? "CALLER_ERROR" : "NOT_FOUND", code)
  )

export const ticketResponse = ({ context }: Ticket): Response => ({
  ...result("A999336"),
  action: "OK",
  info: context === undefined ? undefined : { context }
})

export const authorizationTicketInfo = (state: State, { ticket }: Request, now: number): Response | Reported =>
  Either.merge(Either.map(ticketOf(state, ticket, now), ticketResponse))
