/**
 * Lets scripts of other origins call an endpoint: CORS of the Fetch standard. Never with credentials of the browser: these
 * endpoints do not look at cookies.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"

/**
 * Which origins may call: any, those of a list, such as `https://app.example.com`, or those that a function accepts.
 *
 * @since 0.2.0
 * @category models
 */
export type AllowedOrigins = "*" | ReadonlyArray<string> | ((origin: string) => boolean)

const allows = (allowed: AllowedOrigins, origin: string): boolean =>
  allowed === "*" || (typeof allowed === "function" ? allowed(origin) : allowed.includes(origin))

const exposed = "www-authenticate, retry-after, dpop-nonce, oauth-client-attestation-challenge"

const requestHeaders = "authorization, content-type, dpop, oauth-client-attestation, oauth-client-attestation-pop"

/** The headers for a request from a script, or none. */
export const corsHeaders = (
  allowed: AllowedOrigins | undefined,
  { headers }: HttpServerRequest
): Readonly<Record<string, string>> => {
  const origin = headers["origin"]
  if (allowed === undefined) return {}
  const vary: Readonly<Record<string, string>> = allowed === "*" ? {} : { vary: "Origin" }
  if (origin === undefined || !allows(allowed, origin)) return vary
  return {
    ...vary,
    "access-control-allow-origin": allowed === "*" ? "*" : origin,
    "access-control-expose-headers": exposed
  }
}

/** The response to the question of a browser whether it may send a request, if it is one from an allowed origin. */
export const preflight = (
  allowed: AllowedOrigins | undefined,
  request: HttpServerRequest,
  methods: ReadonlyArray<string>
): HttpServerResponse.HttpServerResponse | undefined => {
  const headers = corsHeaders(allowed, request)
  const isPreflight = request.method === "OPTIONS" && "access-control-request-method" in request.headers
  if (!isPreflight || headers["access-control-allow-origin"] === undefined) return undefined
  return HttpServerResponse.empty({
    status: 204,
    headers: {
      ...headers,
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": requestHeaders,
      "access-control-max-age": "600"
    }
  })
}
