/**
 * POST /auth/authorization/ticket/update: changes what the authorization server keeps with a ticket.
 */
import * as Either from "effect/Either"
import type {
  AuthorizationTicketUpdateRequest,
  AuthorizationTicketUpdateResponse
} from "../../../operations/authorization/updateTicket.js"
import type { Reported } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { State } from "../../store/state.js"
import { ticketOf, ticketResponse } from "./ticketInfo.js"

type Request = Partial<typeof AuthorizationTicketUpdateRequest.Encoded>
type Response = Written<typeof AuthorizationTicketUpdateResponse.Encoded>

export const authorizationUpdateTicket = (
  state: State,
  { info, ticket: value }: Request,
  now: number
): Response | Reported =>
  Either.merge(Either.map(ticketOf(state, value, now), (ticket) => {
    const updated = { ...ticket, context: info?.context }
    state.authorizations.set(updated.value, updated)
    return ticketResponse(updated)
  }))
