/**
 * The introspection endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import { introspectionStandardProcess } from "../../operations/introspection/standardProcess.js"
import type { Credentials } from "../credentials.js"
import { basicCredentials, twoHeaders } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import type { Parameters } from "../form.js"
import { readForm } from "../form.js"
import { partsOf } from "../presentedToken.js"
import type { Own } from "../refusals.js"
import { invalidClient, invalidRequest } from "../refusals.js"
import { render } from "../render.js"
import { introspectionStandardProcessResponses } from "../responses.js"
import type { ResourceServersService } from "../services.js"

const inBody = ({ values }: Parameters): Option.Option<Credentials> => {
  const clientId = values.get("client_id")
  const clientSecret = values.get("client_secret")
  if (clientId === null || clientId === "" || clientSecret === null || clientSecret === "") return Option.none()
  return Option.some({ clientId, clientSecret: Redacted.make(clientSecret) })
}

const hasBasic = (authorization: string) => /^basic(?: |$)/i.test(authorization)

/** A header that is not `Basic` is for the user's own check to read. */
const credentialsOf = (parameters: Parameters, request: HttpServerRequest.HttpServerRequest) => {
  const { authorization, isRepeated = false } = partsOf(request)
  if (isRepeated) return Effect.fail(twoHeaders)
  if (authorization === undefined || !hasBasic(authorization)) return Effect.succeed(inBody(parameters))
  if (parameters.values.has("client_secret")) {
    return Effect.fail(invalidRequest("The resource server must not authenticate in two ways at once."))
  }
  const credentials = basicCredentials(authorization)
  return credentials === undefined
    ? Effect.fail(invalidClient("The Authorization header does not hold Basic credentials."))
    : Effect.succeed(Option.some(credentials))
}

/** What is for Authlete: the secret of a resource server is not. */
const withoutCredentials = ({ values }: Parameters): string => {
  const kept = new URLSearchParams(values)
  for (const name of ["client_id", "client_secret", "client_assertion", "client_assertion_type"]) kept.delete(name)
  return String(kept)
}

const notAuthorized = invalidClient("The resource server could not be authenticated.")

/** RFC 7662, section 2. */
export const introspectionEndpoint = <E, R, RS>(
  resourceServers: Effect.Effect<ResourceServersService<E, R>, never, RS>,
  { cors, maxBodyBytes }: Settings
): HttpApp.Default<Own<E>, AuthleteClient | Exclude<R | RS, HttpServerRequest.HttpServerRequest>> =>
  endpoint(["POST"], cors, (request) =>
    Effect.gen(function*() {
      const parameters = yield* readForm(maxBodyBytes)
      const credentials = yield* credentialsOf(parameters, request)
      const { authenticate } = yield* resourceServers
      const caller = yield* authenticate(credentials)
      if (Option.isNone(caller)) return notAuthorized
      const accept = request.headers["accept"]
      const introspected = yield* execute(introspectionStandardProcess, {
        ...caller.value,
        parameters: withoutCredentials(parameters),
        ...(accept !== undefined && { httpAcceptHeader: accept })
      })
      return yield* render(introspectionStandardProcessResponses, introspected)
    }))
