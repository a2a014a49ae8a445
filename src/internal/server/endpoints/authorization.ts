/**
 * The authorization endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import type { AuthorizationFailReason } from "../../operations/authorization/fail.js"
import { authorizationFail } from "../../operations/authorization/fail.js"
import { authorizationIssue } from "../../operations/authorization/issue.js"
import type { AuthorizationInteraction, AuthorizationNoInteraction } from "../../operations/authorization/process.js"
import { authorizationProcess } from "../../operations/authorization/process.js"
import { clientsGrantedScopes } from "../../operations/clients/grantedScopes.js"
import { giveCookie, guardPage, isSecure } from "../browser.js"
import { collectFor } from "../claims.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { readPostedForm, readQuery } from "../form.js"
import { keep } from "../keeping.js"
import type { AskedFor, Pending } from "../pending.js"
import { askedFor } from "../pending.js"
import type { Own } from "../refusals.js"
import { proceed, render } from "../render.js"
import { authorizationFailResponses, authorizationIssueResponses, authorizationProcessResponses } from "../responses.js"
import type { InteractionService, ResourceOwnersService, Session } from "../services.js"
import { nowInSeconds, pendingAtFirst, shortcoming } from "../standing.js"

type Respond<E, R> = Effect.Effect<HttpServerResponse, E, R>

/** Keeps the request for its browser, and shows the page. */
const interact = <E, R>(
  service: InteractionService<E, R>,
  response: AuthorizationInteraction,
  asked: AskedFor,
  allowPlainHttp: boolean
): Respond<AuthleteError | E, AuthleteClient | HttpServerRequest.HttpServerRequest | R> =>
  Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const session = Option.getOrUndefined(yield* service.session)
    const { id, value } = yield* keep({ ticket: response.ticket, asked }, service.store)
    const page = yield* service.present(pendingAtFirst(id, asked, session, asked.begunAt))
    const cookie = { id, value, begunAt: asked.begunAt, secure: isSecure(request, allowPlainHttp) }
    return yield* giveCookie(guardPage(page), request, cookie)
  })

/** By what Authlete has of grants. It keeps no dynamic scopes and no authorization details with them. */
const hasGrantedScopes = (
  { authorizationDetails, client, dynamicScopes = [], prompts = [], scopes = [] }: AskedFor,
  { subject }: Session
): Effect.Effect<boolean, AuthleteError, AuthleteClient> => {
  if (client === undefined || prompts.includes("CONSENT")) return Effect.succeed(false)
  if (dynamicScopes.length > 0 || authorizationDetails !== undefined) return Effect.succeed(false)
  return execute(clientsGrantedScopes, { clientId: client.clientId, subject }).pipe(
    Effect.map(({ mergedGrantedScopes = [] }) =>
      scopes.every(({ name }) => name !== undefined && mergedGrantedScopes.includes(name))
    ),
    // Authlete does not give them to every service.
    Effect.catchTag("Forbidden", () => Effect.succeed(false))
  )
}

const refuse = (
  { ticket }: AuthorizationNoInteraction,
  reason: AuthorizationFailReason
): Respond<AuthleteError, AuthleteClient> =>
  Effect.flatMap(
    execute(authorizationFail, { ticket, reason }),
    (response) => render(authorizationFailResponses, response)
  )

/** Decides without a page, for `prompt=none` (OpenID Connect Core, section 3.1.2.6). */
const decide = <E, R, EO, RO>(
  service: InteractionService<E, R>,
  owners: ResourceOwnersService<EO, RO>,
  response: AuthorizationNoInteraction,
  asked: AskedFor
): Respond<AuthleteError | E | EO, AuthleteClient | HttpServerRequest.HttpServerRequest | R | RO> =>
  Effect.gen(function*() {
    const session = Option.getOrUndefined(yield* service.session)
    if (session === undefined) return yield* refuse(response, "NOT_LOGGED_IN")
    const reason = asked.maxAge === 0 ? "EXCEEDS_MAX_AGE" : shortcoming(asked, session, asked.begunAt)
    if (reason !== undefined) return yield* refuse(response, reason)
    const pending: Pending = { ...asked, id: "", session, mustLogin: false }
    const hasConsented = yield* service.hasConsented?.(pending, session) ?? hasGrantedScopes(asked, session)
    if (!hasConsented) return yield* refuse(response, "CONSENT_REQUIRED")
    return yield* grant(owners, response, asked, session)
  })

const grant = <EO, RO>(
  owners: ResourceOwnersService<EO, RO>,
  { ticket }: AuthorizationNoInteraction,
  asked: AskedFor,
  { acr, authTime, sessionId, subject }: Session
): Respond<AuthleteError | EO, AuthleteClient | RO> =>
  Effect.gen(function*() {
    const claims = yield* collectFor(owners, asked, subject)
    const issued = yield* execute(authorizationIssue, { ticket, subject, authTime, acr, sessionId, ...claims })
    return yield* render(authorizationIssueResponses, issued)
  })

/** `GET` and `POST` (RFC 6749, section 3.1; OpenID Connect Core, section 3.1.2.1). No CORS: browsers are sent here. */
export const authorizationEndpoint = <E, R, RI, EO, RO, ROI>(
  interaction: Effect.Effect<InteractionService<E, R>, never, RI>,
  resourceOwners: Effect.Effect<ResourceOwnersService<EO, RO>, never, ROI>,
  { allowPlainHttp, maxBodyBytes }: Settings
): HttpApp.Default<
  Own<E | EO>,
  AuthleteClient | Exclude<R | RI | RO | ROI, HttpServerRequest.HttpServerRequest>
> =>
  endpoint(["GET", "HEAD", "POST"], undefined, ({ method }) =>
    Effect.gen(function*() {
      const { text, values } = yield* method === "POST" ? readPostedForm(maxBodyBytes) : readQuery(maxBodyBytes)
      const begunAt = yield* nowInSeconds
      const processed = yield* execute(authorizationProcess, { parameters: text })
      return yield* proceed(authorizationProcessResponses, processed, {
        INTERACTION: (response) =>
          Effect.flatMap(
            interaction,
            (service) => interact(service, response, askedFor(response, values, begunAt), allowPlainHttp)
          ),
        NO_INTERACTION: (response) =>
          Effect.flatMap(
            Effect.all([interaction, resourceOwners]),
            ([service, owners]) => decide(service, owners, response, askedFor(response, values, begunAt))
          )
      })
    }))
