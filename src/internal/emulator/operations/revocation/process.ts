/**
 * POST /auth/revocation: processes a request to the revocation endpoint of RFC 7009.
 */
import * as Either from "effect/Either"
import type { RevocationRequest, RevocationResponse } from "../../../operations/revocation/process.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import type { AuthenticationError } from "../../protocol/clientAuthentication.js"
import { authenticate } from "../../protocol/clientAuthentication.js"
import * as Parameters from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof RevocationRequest.Encoded>
type Response = Written<typeof RevocationResponse.Encoded>

const formCodes = { missing: "A113201", malformed: "A113202" } as const

const clientCodes = {
  missing: "A114301",
  empty: "A114302",
  repeated: "A114303",
  unknown: "A114304",
  locked: "A114307",
  secretRepeated: "A114310",
  idsDiffer: "A114312",
  secretsDiffer: "A114313"
} as const

const tokenCodes = { missing: "A115301", empty: "A115302", repeated: "A115303" } as const

/** JSONP, RFC 7009, section 2.3: a script that calls the `callback` of a client application in a browser. */
const script = (form: Parameters.Parameters): string | undefined => {
  const callback = form.get("callback")
  return callback ? `${callback}();` : undefined
}

const revoke = (
  state: State,
  request: Request
): Either.Either<Response, AuthenticationError | ProtocolError<"INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    if (form.size === 0) return yield* Either.left(invalidRequest("A113301"))
    const { client } = yield* authenticate(state, request, form, clientCodes)
    const value = yield* Either.mapLeft(Parameters.required(form, "token", tokenCodes), invalidRequest)
    const presented = TokenStore.findPresented(state.tokens, value, form.get("token_type_hint"))
    if (presented !== undefined && presented.record.clientId !== client.clientId) {
      return yield* Either.left(invalidRequest("A116301"))
    }
    if (presented !== undefined) TokenStore.remove(state.tokens, presented.record)
    // An unknown token is a success as well: RFC 7009, section 2.2.
    return { ...result("A113001"), action: "OK", responseContent: script(form) }
  })

export const revocationProcess = (state: State, request: Request): Response =>
  Either.getOrElse(revoke(state, request), errorResponse(state.service))
