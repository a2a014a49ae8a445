/**
 * Responses that refuse a request without Authlete, and those for calls to Authlete that failed.
 */
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { AuthleteError } from "../../AuthleteError.js"
import { isAuthleteError } from "../../AuthleteError.js"
import type { OAuthError } from "./errors.js"
import { basicChallenge, noStore } from "./outline.js"

/** The characters that RFC 6749, section 5.2, allows in `error` and `error_description`. */
const allowed = (text: string) => text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'")

/** An error as RFC 6749, section 5.2, has it. */
export const errorResponse = (
  status: number,
  error: string,
  description?: string,
  headers?: Readonly<Record<string, string>>
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(
    JSON.stringify({
      error: allowed(error),
      ...(description !== undefined && { error_description: allowed(description) })
    }),
    { status, contentType: "application/json", headers: { ...noStore, ...headers } }
  )

export const invalidRequest = (description: string) => errorResponse(400, "invalid_request", description)

/** RFC 9110, section 15.5.6. */
export const methodNotAllowed = (methods: ReadonlyArray<string>) =>
  errorResponse(405, "invalid_request", `The method must be ${methods.join(" or ")}.`, { allow: methods.join(", ") })

export const tooLarge = (bytes: number) =>
  errorResponse(413, "invalid_request", `The body must not be longer than ${bytes} bytes.`, { connection: "close" })

export const unsupportedMediaType = (expected: string) =>
  errorResponse(415, "invalid_request", `The body must be ${expected}, in UTF-8 and not compressed.`, {
    // RFC 9110, section 15.5.16: what would be taken.
    accept: expected,
    "accept-encoding": "identity"
  })

/** The `Authorization` header cannot be read, so it authenticates nobody (RFC 6749, section 5.2). */
export const invalidClient = (description: string) => errorResponse(401, "invalid_client", description, basicChallenge)

export const ofOAuthError = ({ description, error, status = 400 }: OAuthError) =>
  errorResponse(status >= 400 && status <= 599 ? status : 400, error, description)

/** How long a client application is asked to wait if Authlete does not say it, in seconds. */
const defaultWait = 10

const isTransient = (error: AuthleteError): boolean => {
  switch (error._tag) {
    case "TransportError":
    case "TooManyRequests":
    case "InternalServer":
      return true
    case "UnexpectedStatus":
      return error.status >= 500
    default:
      return false
  }
}

const waitOf = (error: AuthleteError): number => {
  const wait = "retryAfter" in error && error.retryAfter !== undefined ? Duration.toSeconds(error.retryAfter) : NaN
  return Number.isFinite(wait) && wait > 0 ? Math.min(Math.ceil(wait), 3600) : defaultWait
}

/**
 * The response when a call to Authlete failed. The cause is for the operator's log, and not for the client application: that
 * Authlete refuses this server's access token is none of its business.
 */
export const ofAuthleteError = (error: AuthleteError): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  Effect.as(
    Effect.logError(error.message),
    isTransient(error)
      ? errorResponse(503, "temporarily_unavailable", undefined, { "retry-after": String(waitOf(error)) })
      : errorResponse(500, "server_error")
  )

/** What an endpoint may fail with: all but the errors of the user's own services is turned into a response. */
export type Own<E> = Exclude<E, AuthleteError | OAuthError | HttpServerResponse.HttpServerResponse>

const isOAuthError = (error: unknown): error is OAuthError =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "OAuthError"

/**
 * Turns failures into responses: a response that a step failed with to end there, an error for the client application, and
 * what went wrong with a call to Authlete. The errors of the user's own services pass.
 */
export const settle = <E, R>(
  self: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
): Effect.Effect<HttpServerResponse.HttpServerResponse, Own<E>, R> =>
  Effect.matchEffect(self, {
    onFailure: (error): Effect.Effect<HttpServerResponse.HttpServerResponse, Own<E>> => {
      if (HttpServerResponse.isServerResponse(error)) return Effect.succeed(error)
      if (isOAuthError(error)) return Effect.succeed(ofOAuthError(error))
      return isAuthleteError(error) ? ofAuthleteError(error) : Effect.fail(error as Own<E>)
    },
    onSuccess: (response) => Effect.succeed(response)
  })
