/**
 * The grant management endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import { grantManagementProcess } from "../../operations/grantManagement/process.js"
import { servicesConfiguration } from "../../operations/services/configuration.js"
import { readToken } from "../bearer.js"
import { certificateFields } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { lastSegment } from "../form.js"
import { errorResponse } from "../refusals.js"
import { render } from "../render.js"
import { grantManagementProcessResponses } from "../responses.js"

/**
 * The URL that a DPoP proof has to be for. Authlete knows the endpoint only, and not the grant behind it (RFC 9449, section
 * 4.2).
 */
const urlOf = (grantId: string): Effect.Effect<string | undefined, AuthleteError, AuthleteClient> =>
  Effect.map(
    execute(servicesConfiguration, {}),
    ({ grant_management_endpoint: endpoint }) =>
      typeof endpoint === "string" ? `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(grantId)}` : undefined
  )

/** `GET` asks for the grant whose id the path ends in, `DELETE` revokes it (Grant Management for OAuth 2.0, section 6). */
export const grantManagementEndpoint = (
  { clientCertificates, cors }: Settings
): HttpApp.Default<never, AuthleteClient> =>
  endpoint(["GET", "HEAD", "DELETE"], cors, (request) =>
    Effect.gen(function*() {
      const { proof, token } = yield* readToken(undefined)
      const grantId = lastSegment(request)
      if (grantId === undefined) return errorResponse(404, "invalid_request", "The path does not end in a grant id.")
      const { clientCertificate } = certificateFields(request, clientCertificates)
      const processed = yield* execute(grantManagementProcess, {
        accessToken: token,
        gmAction: request.method === "DELETE" ? "REVOKE" : "QUERY",
        grantId,
        clientCertificate,
        ...(proof !== undefined && { dpop: proof, htm: request.method, htu: yield* urlOf(grantId) })
      })
      return yield* render(grantManagementProcessResponses, processed)
    }))
