/**
 * The span of a call, with attributes by OpenTelemetry's conventions for HTTP clients. The URL is told as a template:
 * the real one may hold a token.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { AuthleteError } from "../AuthleteError.js"

interface Traced {
  readonly name: string
  readonly method: string
  readonly path: string
}

interface Progress {
  readonly attempts: number
  readonly status: number | undefined
}

const outcome = ({ attempts, status }: Progress, exit: Exit.Exit<unknown, AuthleteError>) =>
  Effect.annotateCurrentSpan({
    ...(status !== undefined && { "http.response.status_code": status }),
    ...(attempts > 1 && { "http.request.resend_count": attempts - 1 }),
    ...(Exit.isFailure(exit) && exit.cause._tag === "Fail" && { "error.type": exit.cause.error._tag })
  })

/** The spans of the calls to one server. */
export const spanning = (baseUrl: string) => {
  const { hostname, port, protocol } = new URL(baseUrl)
  const server = {
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    "url.scheme": protocol.slice(0, -1)
  }
  return ({ method, name, path }: Traced, progress: Progress) => <A>(call: Effect.Effect<A, AuthleteError>) =>
    call.pipe(
      Effect.onExit((exit) => outcome(progress, exit)),
      Effect.withSpan(`authlete.${name}`, {
        kind: "client",
        captureStackTrace: false,
        attributes: { ...server, "http.request.method": method, "url.template": `/api/{serviceId}${path}` }
      })
    )
}
