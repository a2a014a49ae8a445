/**
 * The backchannel authentication endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import type { BackchannelAuthenticationFailRequest } from "../../operations/ciba/fail.js"
import { cibaFail } from "../../operations/ciba/fail.js"
import { cibaIssue } from "../../operations/ciba/issue.js"
import type { BackchannelAuthenticationUserIdentification } from "../../operations/ciba/process.js"
import { cibaProcess } from "../../operations/ciba/process.js"
import { readClientForm } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import type { Backchannel } from "../hooks.js"
import type { Own } from "../refusals.js"
import { proceed, render } from "../render.js"
import { cibaFailResponses, cibaIssueResponses, cibaProcessResponses } from "../responses.js"

type Respond<E, R> = Effect.Effect<HttpServerResponse, E, R>

const refuse = (request: BackchannelAuthenticationFailRequest): Respond<AuthleteError, AuthleteClient> =>
  Effect.flatMap(execute(cibaFail, request), (failed) => render(cibaFailResponses, failed))

const identify = <E, R>(
  hook: Backchannel<E, R> | undefined,
  request: BackchannelAuthenticationUserIdentification
): Respond<AuthleteError | E, AuthleteClient | R> =>
  Effect.gen(function*() {
    const { ticket } = request
    if (hook === undefined) return yield* refuse({ ticket, reason: "UNAUTHORIZED_CLIENT" })
    const found = yield* hook.identify(request)
    if (found._tag === "Refused") {
      const { errorDescription, errorUri, reason } = found
      return yield* refuse({ ticket, reason, errorDescription, errorUri })
    }
    const issued = yield* execute(cibaIssue, { ticket })
    if (issued.action === "OK") yield* hook.ask(request, found.subject)
    return yield* render(cibaIssueResponses, issued)
  })

/** OpenID Connect CIBA Core, section 7. */
export const backchannelAuthenticationEndpoint = <E, R>(
  hook: Backchannel<E, R> | undefined,
  settings: Settings
): HttpApp.Default<Own<E>, AuthleteClient | Exclude<R, HttpServerRequest.HttpServerRequest>> =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request } = yield* readClientForm(settings)
      const processed = yield* execute(cibaProcess, request)
      return yield* proceed(cibaProcessResponses, processed, {
        USER_IDENTIFICATION: (identification) => identify(hook, identification)
      }, asked)
    }))
