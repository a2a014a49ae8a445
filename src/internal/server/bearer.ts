/**
 * The access token of a request to an endpoint of this server, and the refusals of RFC 6750, section 3.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Challenge from "./challenge.js"
import { noStore } from "./outline.js"
import type { Places, PresentedToken } from "./presentedToken.js"
import { partsOf, presentedToken } from "./presentedToken.js"

const refused = (status: number, challenge: Challenge.Challenge, ...more: ReadonlyArray<Challenge.Challenge>) =>
  HttpServerResponse.empty({
    status,
    headers: { ...noStore, "www-authenticate": Challenge.render(challenge, ...more) }
  })

/** Without credentials nothing is wrong yet, so the challenge tells no error (RFC 6750, section 3.1). */
const noToken = refused(401, { scheme: "Bearer", parameters: {} }, { scheme: "DPoP", parameters: {} })

/** The resource owner of the token is no more. */
export const invalidToken = (description: string) =>
  refused(401, { scheme: "Bearer", parameters: { error: "invalid_token", error_description: description } })

/** The access token of a request, in its header or in its form. */
export const readToken = (
  form: string | undefined,
  places?: Places
): Effect.Effect<PresentedToken, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
    const presented = presentedToken({ ...partsOf(request), form }, places)
    switch (presented._tag) {
      case "Token":
        return Effect.succeed(presented)
      case "NoToken":
        return Effect.fail(noToken)
      case "Malformed":
        return Effect.fail(refused(Challenge.statusOf(presented.error), Challenge.ofMalformed(presented)))
    }
  })
