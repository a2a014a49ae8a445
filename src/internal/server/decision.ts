/**
 * The decision of the resource owner: what becomes of it, and who may send it.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Struct from "effect/Struct"
import type { AuthleteClient } from "../../AuthleteClient.js"
import { execute } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import type { AuthorizationFailReason } from "../operations/authorization/fail.js"
import { authorizationFail } from "../operations/authorization/fail.js"
import type { AuthorizationIssueRequest } from "../operations/authorization/issue.js"
import { authorizationIssue } from "../operations/authorization/issue.js"
import { guardPage, isSecure, refuseCrossSite, takeCookie } from "./browser.js"
import type { Collected } from "./claims.js"
import { collectFor } from "./claims.js"
import { InteractionError } from "./errors.js"
import type { Kept } from "./keeping.js"
import { find } from "./keeping.js"
import type { Pending } from "./pending.js"
import type { Own } from "./refusals.js"
import { settle } from "./refusals.js"
import { render } from "./render.js"
import { authorizationFailResponses, authorizationIssueResponses } from "./responses.js"
import type { InteractionService, ResourceOwnersService } from "./services.js"
import { nowInSeconds, pendingOf, shortcoming } from "./standing.js"

/**
 * What a resource owner granted.
 *
 * @since 0.2.0
 * @category models
 */
export interface Decision extends Omit<AuthorizationIssueRequest, "authTime" | "ticket"> {
  /** The `id` of the pending request, as it came back with the form. */
  readonly interaction: string
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number
}

/**
 * Why a request is not granted.
 *
 * @since 0.2.0
 * @category models
 */
export interface Denial {
  /** The `id` of the pending request, as it came back with the form. */
  readonly interaction: string
  /** The reason; it decides the error that the client application is told. `DENIED` if it is left out: `access_denied`. */
  readonly reason?: AuthorizationFailReason | undefined
  /** The `error_description` for the client application, in place of Authlete's. */
  readonly description?: string | undefined
}

type FromBrowser = AuthleteClient | HttpServerRequest.HttpServerRequest

/** Codes by which Authlete says that a ticket was used up, has expired, or never was. */
const goneTickets = new Set([
  "A041201",
  "A041202",
  "A041203",
  "A041301",
  "A045304",
  "A059201",
  "A059202",
  "A059203",
  "A059301"
])

interface Ended {
  readonly action: string
  readonly resultCode?: string
}

/** A ticket that is gone is no fault of this server: the resource owner was too late, or sent a form twice. */
const refuseGone = <A extends Ended>(response: A): Effect.Effect<A, InteractionError> =>
  response.action !== "LOCATION" && response.action !== "FORM" && goneTickets.has(response.resultCode ?? "")
    ? Effect.fail(new InteractionError({ reason: "Ended" }))
    : Effect.succeed(response)

const fail = (
  { ticket }: Kept,
  reason: AuthorizationFailReason,
  description?: string
): Effect.Effect<HttpServerResponse, AuthleteError | InteractionError, AuthleteClient> =>
  execute(authorizationFail, { ticket, reason, description }).pipe(
    Effect.flatMap(refuseGone),
    Effect.flatMap((response) => render(authorizationFailResponses, response))
  )

/** The claims for the ID token: those of the decision, or else what the resource owners' service has. */
const claimsOf = <E, R>(
  owners: ResourceOwnersService<E, R>,
  { asked }: Kept,
  { claims, claimsForTx, consentedClaims, subject, verifiedClaimsForTx }: Decision
): Effect.Effect<Collected, E, R> =>
  claims !== undefined || claimsForTx !== undefined || verifiedClaimsForTx !== undefined
    ? Effect.succeed({})
    : collectFor(owners, asked, subject, consentedClaims)

/** What the pages of a server may do with a request that waits. */
export interface Decisions<E, R, EO, RO> {
  readonly pending: (
    interaction: string
  ) => Effect.Effect<Pending, AuthleteError | E | InteractionError, FromBrowser | R>
  readonly resume: (
    interaction: string
  ) => Effect.Effect<HttpServerResponse, InteractionError | Own<E>, FromBrowser | R>
  readonly issue: (
    decision: Decision
  ) => Effect.Effect<HttpServerResponse, InteractionError | Own<E | EO>, FromBrowser | R | RO>
  readonly deny: (denial: Denial) => Effect.Effect<HttpServerResponse, InteractionError | Own<E>, FromBrowser | R>
}

export const decisions = <E, R, RI, EO, RO, ROI>(
  interaction: Effect.Effect<InteractionService<E, R>, never, RI>,
  resourceOwners: Effect.Effect<ResourceOwnersService<EO, RO>, never, ROI>,
  { allowPlainHttp }: { readonly allowPlainHttp: boolean }
): Decisions<E, R | RI, EO, RO | ROI> => {
  const look = (service: InteractionService<E, R>, id: string, take: boolean) =>
    Effect.flatMap(
      HttpServerRequest.HttpServerRequest,
      (request) => find(request, id, { secure: isSecure(request, allowPlainHttp), store: service.store, take })
    )

  const pendingFor = (service: InteractionService<E, R>, id: string) =>
    Effect.gen(function*() {
      yield* refuseCrossSite
      const { asked } = yield* look(service, id, false)
      const session = Option.getOrUndefined(yield* service.session)
      return pendingOf(id, asked, session, yield* nowInSeconds)
    })

  /** The request is decided on, so the browser loses the cookie; unless Authlete could not be asked, to try again. */
  const close = (id: string, response: HttpServerResponse) =>
    Effect.map(
      HttpServerRequest.HttpServerRequest,
      (request) => response.status === 503 ? response : takeCookie(response, id, isSecure(request, allowPlainHttp))
    )

  const decide = <E2, R2>(
    id: string,
    end: (kept: Kept) => Effect.Effect<HttpServerResponse, E2, R2>
  ) =>
    Effect.gen(function*() {
      yield* refuseCrossSite
      const service = yield* interaction
      const kept = yield* look(service, id, true)
      return yield* end(kept)
    }).pipe(settle, Effect.flatMap((response) => close(id, response)))

  return {
    pending: (id) => Effect.flatMap(interaction, (service) => pendingFor(service, id)),
    resume: (id) =>
      interaction.pipe(
        Effect.flatMap((service) => Effect.flatMap(pendingFor(service, id), service.present)),
        Effect.map(guardPage),
        settle
      ),
    issue: (decision) =>
      decide(decision.interaction, (kept) =>
        Effect.gen(function*() {
          const reason = shortcoming(kept.asked, decision, yield* nowInSeconds)
          if (reason !== undefined) return yield* fail(kept, reason)
          const claims = yield* Effect.flatMap(resourceOwners, (owners) => claimsOf(owners, kept, decision))
          const issued = yield* execute(authorizationIssue, {
            ...Struct.omit(decision, "interaction"),
            ...claims,
            ticket: kept.ticket
          })
          return yield* render(authorizationIssueResponses, yield* refuseGone(issued))
        })),
    deny: ({ description, interaction: id, reason = "DENIED" }) => decide(id, (kept) => fail(kept, reason, description))
  }
}
