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
import { invalidRequest } from "../refusals.js"
import { render } from "../render.js"
import {
  deviceFlowAuthorizeResponses,
  pushedAuthorizationCreateResponses,
  revocationProcessResponses
} from "../responses.js"

type App = HttpApp.Default<never, AuthleteClient>

/** RFC 9126, section 2. */
export const pushedAuthorizationEndpoint = (settings: Settings): App =>
  endpoint(["POST"], settings.cors, () =>
    Effect.gen(function*() {
      const { asked, request } = yield* readClientForm(settings)
      const proof = yield* readProof
      const created = yield* execute(pushedAuthorizationCreate, { ...request, ...proof })
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
