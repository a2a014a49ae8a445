/**
 * Endpoints at which a client application posts a form and authenticates, and that need one call to Authlete.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import { deviceFlowAuthorize } from "../../operations/deviceFlow/authorize.js"
import { pushedAuthorizationCreate } from "../../operations/pushedAuthorization/create.js"
import { revocationProcess } from "../../operations/revocation/process.js"
import { readClientForm, readProof } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { asksForZeroAge } from "../pending.js"
import { invalidRequest } from "../refusals.js"
import { render } from "../render.js"
import {
  deviceFlowAuthorizeResponses,
  pushedAuthorizationCreateResponses,
  revocationProcessResponses
} from "../responses.js"

type App = HttpApp.Default<never, AuthleteClient>

/**
 * `max_age=0` as Authlete can tell it later. The authorization request names the pushed one, and holds nothing else; and in
 * Authlete's response to it, `maxAge` is 0 if there is no `max_age` as well. `prompt=login` means the same (OpenID Connect
 * Core, section 3.1.2.1); with `prompt=none`, which excludes it, one second comes closest.
 */
const withZeroAge = (values: URLSearchParams): string => {
  const told = new URLSearchParams(values)
  const prompts = (values.get("prompt") ?? "").split(" ").filter((prompt) => prompt !== "")
  if (prompts.includes("none")) told.set("max_age", "1")
  else if (!prompts.includes("login")) told.set("prompt", ["login", ...prompts].join(" "))
  return String(told)
}

/** RFC 9126, section 2. */
export const pushedAuthorizationEndpoint = (settings: Settings): App =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request, values } = yield* readClientForm(settings)
      const proof = yield* readProof
      const parameters = asksForZeroAge(values) ? withZeroAge(values) : request.parameters
      const created = yield* execute(pushedAuthorizationCreate, { ...request, ...proof, parameters })
      return yield* render(pushedAuthorizationCreateResponses, created, asked)
    }))

/** RFC 7009, section 2. */
export const revocationEndpoint = (settings: Settings): App =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request, values } = yield* readClientForm(settings)
      // With CORS there is no need for a response that is a script, which any page could run (section 2.3).
      if (values.has("callback")) return invalidRequest("callback is not supported.")
      const processed = yield* execute(revocationProcess, request)
      return yield* render(revocationProcessResponses, processed, asked)
    }))

/** RFC 8628, section 3.1. */
export const deviceAuthorizationEndpoint = (settings: Settings): App =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request } = yield* readClientForm(settings)
      const authorized = yield* execute(deviceFlowAuthorize, request)
      return yield* render(deviceFlowAuthorizeResponses, authorized, asked)
    }))
