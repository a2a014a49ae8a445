/**
 * The span of a call, with attributes by OpenTelemetry's conventions for HTTP clients. The URL is told as a template:
 * the real one may hold a token.
 */
import * as Effect from "effect/Effect"
import type { AuthleteError } from "../AuthleteError.js"

interface Traced {
  readonly name: string
  readonly method: string
  readonly path: string
}

const failed = (error: AuthleteError) =>
  Effect.annotateCurrentSpan({
    "error.type": error._tag,
    ...(error.attempts > 1 && { "http.request.resend_count": error.attempts - 1 })
  })

/** The spans of the calls to one server. */
export const spanning = (baseUrl: string) => {
  const { hostname, port, protocol } = new URL(baseUrl)
  const server = {
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    "url.scheme": protocol.slice(0, -1)
  }
  return ({ method, name, path }: Traced) => <A>(call: Effect.Effect<A, AuthleteError>) =>
    call.pipe(
      Effect.tapError(failed),
      Effect.withSpan(`authlete.${name}`, {
        kind: "client",
        captureStackTrace: false,
        attributes: { ...server, "http.request.method": method, "url.template": `/api/{serviceId}${path}` }
      })
    )
}
