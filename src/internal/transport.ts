/**
 * The user's `HttpClient`, made fit for calls that carry tokens.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/**
 * Fetch follows redirects unless it is told not to, and would take the headers of a call along. Its options come from
 * the context of the call; those that were there when the client was made hold as well.
 */
const withoutRedirects = (atMake: Option.Option<RequestInit>) =>
  HttpClient.transformResponse(
    Effect.mapInputContext((context: Context.Context<never>) =>
      Context.add(context, FetchHttpClient.RequestInit, {
        ...Option.getOrUndefined(atMake),
        ...Option.getOrUndefined(Context.getOption(context, FetchHttpClient.RequestInit)),
        redirect: "manual"
      })
    )
  )

/**
 * The platform's span of a request would hold its URL and headers, and send trace headers to Authlete. The span of the
 * operation takes its place.
 */
const withoutSpan = HttpClient.withTracerDisabledWhen(() => true)

export const ownTransport = (
  client: HttpClient.HttpClient,
  requestInit: Option.Option<RequestInit>
): HttpClient.HttpClient => client.pipe(withoutRedirects(requestInit), withoutSpan)
