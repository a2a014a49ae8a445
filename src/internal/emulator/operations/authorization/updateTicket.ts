/**
 * POST /auth/authorization/ticket/update: changes what the authorization server keeps with a ticket.
 *
 * Authlete takes `info` as an object. Its OpenAPI file says that it is a text, and clients that are made from the file send
 * one and expect one back.
 */
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { Struct } from "../../../edge/schema.js"
import { AuthorizationTicketInfo } from "../../../models/authorizationTicketInfo.js"
import type { AuthorizationTicketUpdateResponse } from "../../../operations/authorization/updateTicket.js"
import { AuthorizationTicketUpdateRequest } from "../../../operations/authorization/updateTicket.js"
import { parse } from "../../../schema/json.js"
import type { Reported } from "../../http/refusal.js"
import type { Verbatim, Written } from "../../http/response.js"
import { json, verbatim } from "../../http/response.js"
import type { State } from "../../store/state.js"
import { ticketOf, ticketResponse } from "./ticketInfo.js"

type Response = Written<typeof AuthorizationTicketUpdateResponse.Encoded>

/** The request as the emulator takes it. */
export const TicketUpdate = Struct({
  ...AuthorizationTicketUpdateRequest.fields,
  info: Schema.Union(AuthorizationTicketInfo, Schema.String)
})

type Request = Partial<typeof TicketUpdate.Encoded>

/** A text is the context itself, or the object as JSON. */
const contextOf = (info: Request["info"]): string | undefined => {
  if (typeof info !== "string") return info?.context
  const object = Either.getOrUndefined(parse(info))
  return Predicate.hasProperty(object, "context") && typeof object.context === "string" ? object.context : info
}

export const authorizationUpdateTicket = (
  state: State,
  { info, ticket: value }: Request,
  now: number
): Response | Reported | Verbatim =>
  Either.merge(Either.map(ticketOf(state, value, now), (ticket) => {
    const updated = { ...ticket, context: contextOf(info) }
    state.authorizations.set(updated.value, updated)
    const response = ticketResponse(updated)
    return typeof info === "string" ? verbatim(json(200, { ...response, info })) : response
  }))
