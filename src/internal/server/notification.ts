/**
 * Ends an authentication on another device, and tells the client application where it asked for that.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Match from "effect/Match"
import * as Redacted from "effect/Redacted"
import type { AuthleteClient } from "../../AuthleteClient.js"
import { execute } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import type {
  BackchannelAuthenticationCompleteNotification,
  BackchannelAuthenticationCompleteRequest,
  BackchannelAuthenticationCompleteResponse
} from "../operations/ciba/complete.js"
import { cibaComplete } from "../operations/ciba/complete.js"
import { NotificationError } from "./errors.js"

const hostOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return "an address that is no URL"
  }
}

/** CIBA Core, sections 10.2 and 10.3.1: a redirect is not followed, and the body of a success is not read. */
const notify = (
  { clientNotificationEndpoint, clientNotificationToken, responseContent }:
    BackchannelAuthenticationCompleteNotification
): Effect.Effect<void, NotificationError, HttpClient.HttpClient> => {
  const host = hostOf(clientNotificationEndpoint)
  const request = HttpClientRequest.post(clientNotificationEndpoint).pipe(
    HttpClientRequest.bearerToken(clientNotificationToken),
    HttpClientRequest.bodyText(Redacted.value(responseContent), "application/json")
  )
  return HttpClient.execute(request).pipe(
    Effect.mapError(() => new NotificationError({ host })),
    Effect.filterOrFail(
      ({ status }) => status === 200 || status === 204,
      ({ status }) => new NotificationError({ host, status })
    ),
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.asVoid
  )
}

/** Calls `Ciba.complete`, and sends the notification of the ping and the push mode. */
export const completeBackchannelAuthentication = (
  request: BackchannelAuthenticationCompleteRequest
): Effect.Effect<
  BackchannelAuthenticationCompleteResponse,
  AuthleteError | NotificationError,
  AuthleteClient | HttpClient.HttpClient
> =>
  Effect.tap(
    execute(cibaComplete, request),
    Match.type<BackchannelAuthenticationCompleteResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        NOTIFICATION: notify,
        // The client application polls.
        NO_ACTION: () => Effect.void,
        SERVER_ERROR: ({ resultCode = "no code" }) =>
          Effect.logError(`ciba.complete: Authlete reports a fault (${resultCode})`)
      })
    )
  )
