/**
 * The errors of the platform's `HttpClient`.
 */
import type { HttpClientError } from "@effect/platform/HttpClientError"
import { ResponseError } from "@effect/platform/HttpClientError"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Predicate from "effect/Predicate"

/** What the reading of a body fails with. */
export type BodyError = ResponseError

/** The error of a body that cannot be read, for this reason. */
export const unreadable = (
  response: HttpClientResponse,
  why: { readonly description: string } | { readonly cause: unknown }
): ResponseError => new ResponseError({ request: response.request, response, reason: "Decode", ...why })

/** The response that a client refuses for its status, as `HttpClient.filterStatusOk` does. */
export const refusedResponse = (error: HttpClientError | undefined): HttpClientResponse | undefined =>
  error?._tag === "ResponseError" && error.reason === "StatusCode" ? error.response : undefined

const isRequestError = (error: unknown): error is { readonly reason: unknown } =>
  Predicate.isTagged(error, "RequestError") && "reason" in error

/**
 * Whether the platform says that nothing was sent. A `transformClient` may fail with anything, so the tag is tested.
 */
export const isBeforeSending = (error: unknown): boolean => isRequestError(error) && error.reason !== "Transport"
