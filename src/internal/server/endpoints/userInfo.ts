/**
 * The userinfo endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import { userInfoIssue } from "../../operations/userInfo/issue.js"
import type { UserInfoOk } from "../../operations/userInfo/process.js"
import { userInfoProcess } from "../../operations/userInfo/process.js"
import { invalidToken, readToken } from "../bearer.js"
import { collect, namesIn } from "../claims.js"
import { certificateFields } from "../credentials.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { readForm } from "../form.js"
import type { Own } from "../refusals.js"
import { settle } from "../refusals.js"
import { extraHeaders, proceed, render } from "../render.js"
import { userInfoIssueResponses, userInfoProcessResponses } from "../responses.js"
import type { ResourceOwnersService } from "../services.js"

type Respond<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>

/** What was asked for by scopes and by the `claims` parameter, as far as the resource owner lets it be known. */
const namesOf = ({ claims = [], consentedClaims, userInfoClaims }: UserInfoOk): ReadonlyArray<string> => {
  const asked = [...claims, ...namesIn(userInfoClaims)]
  return consentedClaims === undefined ? asked : asked.filter((name) => consentedClaims.includes(name))
}

const tell = <E, R>(
  owners: ResourceOwnersService<E, R>,
  token: Redacted.Redacted,
  response: UserInfoOk
): Respond<AuthleteError | E, AuthleteClient | R> =>
  Effect.gen(function*() {
    const { requestedClaimsForTx, requestedVerifiedClaimsForTx, subject } = response
    const wanted = { subject, names: namesOf(response), requestedClaimsForTx, requestedVerifiedClaimsForTx }
    const collected = yield* collect(owners, wanted)
    if (Option.isNone(collected)) return invalidToken("The resource owner is not known any more.")
    const issued = yield* execute(userInfoIssue, { token, ...collected.value })
    return yield* render(userInfoIssueResponses, issued)
  })

/** `GET` and `POST` (OpenID Connect Core, section 5.3.1). */
export const userInfoEndpoint = <E, R, RO>(
  resourceOwners: Effect.Effect<ResourceOwnersService<E, R>, never, RO>,
  { clientCertificates, cors, maxBodyBytes }: Settings
): HttpApp.Default<Own<E>, AuthleteClient | Exclude<R | RO, HttpServerRequest.HttpServerRequest>> =>
  endpoint(["GET", "HEAD", "POST"], cors, (request) =>
    Effect.gen(function*() {
      // A token in the header needs no body, so it may be of any type then.
      const isForm = request.method === "POST" && request.headers["authorization"] === undefined &&
        request.headers["content-type"] !== undefined
      const form = isForm ? (yield* readForm(maxBodyBytes)).text : undefined
      const { proof, token } = yield* readToken(form)
      const { clientCertificate } = certificateFields(request, clientCertificates)
      const processed = yield* execute(userInfoProcess, {
        token,
        clientCertificate,
        ...(proof !== undefined && { dpop: proof, htm: request.method })
      })
      const response = yield* settle(proceed(userInfoProcessResponses, processed, {
        OK: (response) => Effect.flatMap(resourceOwners, (owners) => tell(owners, token, response))
      }))
      return HttpServerResponse.setHeaders(response, extraHeaders(processed))
    }))
