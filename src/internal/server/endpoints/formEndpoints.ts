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
import { readCredentials, readProof } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { readForm } from "../form.js"
import { errorResponse } from "../refusals.js"
import { render } from "../render.js"
import { deviceFlowAuthorizeResponses } from "../responses/deviceFlow.js"
import { pushedAuthorizationCreateResponses } from "../responses/pushedAuthorization.js"
import { revocationProcessResponses } from "../responses/revocation.js"

type App = HttpApp.Default<never, AuthleteClient>

/** RFC 9126, section 2. */
export const pushedAuthorizationEndpoint = ({ clientCertificates, cors, maxBodyBytes }: Settings): App =>
  endpoint(["POST"], cors, () =>
    Effect.gen(function*() {
      const parameters = yield* readForm(maxBodyBytes)
      const { byHeader, fields } = yield* readCredentials(parameters, clientCertificates)
      const proof = yield* readProof
      const created = yield* execute(pushedAuthorizationCreate, { parameters: parameters.text, ...fields, ...proof })
      return yield* render(pushedAuthorizationCreateResponses, created, { byHeader })
    }))

/** RFC 7009, section 2. */
export const revocationEndpoint = ({ clientCertificates, cors, maxBodyBytes }: Settings): App =>
  endpoint(["POST"], cors, () =>
    Effect.gen(function*() {
      const parameters = yield* readForm(maxBodyBytes)
      const { byHeader, fields } = yield* readCredentials(parameters, clientCertificates)
      // With CORS there is no need for a response that is a script, which any page could run (section 2.3).
      if (parameters.values.has("callback")) {
        return errorResponse(400, "invalid_request", "callback is not supported.")
      }
      const processed = yield* execute(revocationProcess, { parameters: parameters.text, ...fields })
      return yield* render(revocationProcessResponses, processed, { byHeader })
    }))

/** RFC 8628, section 3.1. */
export const deviceAuthorizationEndpoint = ({ clientCertificates, cors, maxBodyBytes }: Settings): App =>
  endpoint(["POST"], cors, () =>
    Effect.gen(function*() {
      const parameters = yield* readForm(maxBodyBytes)
      const { byHeader, fields } = yield* readCredentials(parameters, clientCertificates)
      const authorized = yield* execute(deviceFlowAuthorize, { parameters: parameters.text, ...fields })
      return yield* render(deviceFlowAuthorizeResponses, authorized, { byHeader })
    }))
