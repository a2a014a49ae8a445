/**
 * The errors of the platform's `HttpClient`: one class, with the reason inside.
 */
import { DecodeError, HttpClientError, isHttpClientError } from "effect/http/HttpClientError"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"

/** What the reading of a body fails with. */
export type BodyError = HttpClientError

/** The error of a body that cannot be read, for this reason. */
export const unreadable = (
  response: HttpClientResponse,
  why: { readonly description: string } | { readonly cause: unknown }
): HttpClientError => new HttpClientError({ reason: new DecodeError({ request: response.request, response, ...why }) })

/** The response that a client refuses for its status, as `HttpClient.filterStatusOk` does. */
export const refusedResponse = (error: HttpClientError | undefined): HttpClientResponse | undefined =>
  isHttpClientError(error) && error.reason._tag === "StatusCodeError" ? error.reason.response : undefined

/**
 * Whether the platform says that nothing was sent. A `transformClient` may fail with anything, so the class is tested.
 */
export const isBeforeSending = (error: unknown): boolean =>
  isHttpClientError(error) && (error.reason._tag === "EncodeError" || error.reason._tag === "InvalidUrlError")
