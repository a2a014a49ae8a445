/**
 * grant_type=password: Authlete does not know the passwords. It responds with a ticket, and the authorization server
 * checks the password and then calls `issue` or `fail` with the ticket.
 */
import * as Either from "effect/Either"
import { draw } from "../../crypto/random.js"
import { clientFields } from "../../model/client.js"
import { after } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { durationOf } from "../../model/service.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import * as Expiring from "../../store/expiring.js"
import * as Parameters from "../parameters.js"
import { invalidRequest } from "../protocolError.js"
import type { Flow, GrantError, GrantResponse } from "./grantRequest.js"
import { requestedResources, requestedScopes } from "./grantRequest.js"

const usernameCodes = { missing: "A051301", empty: "A051302", repeated: "A051303" } as const
const passwordCodes = { missing: "A051304", empty: "A051305", repeated: "A051306" } as const
const scopeCodes = { repeated: "A051307", required: "A051308" } as const

export const password: Flow = (grantRequest): Either.Either<GrantResponse, GrantError> =>
  Either.gen(function*() {
    const { aliasUsed, binding, client, form, method, now, state } = grantRequest
    const username = yield* Either.mapLeft(Parameters.required(form, "username", usernameCodes), invalidRequest)
    const secret = yield* Either.mapLeft(Parameters.required(form, "password", passwordCodes), invalidRequest)
    const scopes = yield* requestedScopes(grantRequest, scopeCodes)
    const resources = yield* requestedResources(grantRequest)
    const ticket = {
      value: draw(),
      clientId: client.clientId,
      clientIdAliasUsed: aliasUsed,
      scopes,
      resources,
      ...binding,
      expiresAt: after(now, durationOf(state.service, "ticketDuration"))
    }
    Expiring.add(state.tickets, ticket, now)
    return {
      ...result("A051001", `client = ${client.clientId}`),
      action: "PASSWORD" as const,
      ticket: ticket.value,
      username,
      password: secret,
      grantType: "PASSWORD",
      scopes: nonEmpty(scopes),
      resources,
      clientAuthMethod: method,
      ...clientFields(state.service, client, aliasUsed)
    }
  })
