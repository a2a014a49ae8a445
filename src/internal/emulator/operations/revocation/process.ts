/**
 * POST /auth/revocation: processes a request to the revocation endpoint of RFC 7009.
 */
import * as Either from "effect/Either"
import type { RevocationRequest, RevocationResponse } from "../../../operations/revocation/process.js"
import type { Written } from "../../http/response.js"
import { isPublic } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import type { AuthenticationError, CredentialFacts } from "../../protocol/clientAuthentication.js"
import { checkCredentials, identifierOf, identify } from "../../protocol/clientAuthentication.js"
import * as Parameters from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, invalidClient, invalidRequest, serverError } from "../../protocol/protocolError.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof RevocationRequest.Encoded>
type Response = Written<typeof RevocationResponse.Encoded>

const formCodes = { missing: "A113201", malformed: "A113202" } as const

const clientCodes = {
  empty: "A114302",
  repeated: "A114303",
  unknown: "A114304",
  locked: "A114307",
  idsDiffer: "A114312"
} as const

const tokenCodes = { missing: "A115301", empty: "A115302", repeated: "A115303" } as const

/** JSONP, RFC 7009, section 2.3: a script that calls the `callback` of a client application in a browser. */
const script = (form: Parameters.Parameters): string | undefined => {
  const callback = form.get("callback")
  return callback ? `${callback}();` : undefined
}

const present = ({ tokens }: State, form: Parameters.Parameters) =>
  Either.mapBoth(Parameters.required(form, "token", tokenCodes), {
    onLeft: invalidRequest,
    onRight: (value) => TokenStore.findPresented(tokens, value, form.get("token_type_hint"))
  })

type Presented = Either.Either<TokenStore.Presented | undefined, AuthenticationError>

/** The token, where the request names its client. */
const presentedBy = (
  state: State,
  request: Request,
  form: Parameters.Parameters,
  identifier: string,
  facts: CredentialFacts
): Presented =>
  Either.gen(function*() {
    const { client } = yield* identify(state, identifier, clientCodes)
    yield* checkCredentials(state, client, request, form, facts)
    const presented = yield* present(state, form)
    return presented === undefined || presented.record.clientId === client.clientId
      ? presented
      : yield* Either.left(invalidRequest("A116301"))
  })

/** The token, where the request names no client: that of the token counts, and must be one that needs no secret. */
const presentedAlone = (state: State, form: Parameters.Parameters): Presented =>
  Either.gen(function*() {
    const presented = yield* present(state, form)
    const client = presented && ClientStore.get(state.clients, presented.record.clientId)
    if (client?.locked === true) return yield* Either.left(invalidClient("A116304"))
    return client === undefined || isPublic(client) ? presented : yield* Either.left(invalidClient("A116302"))
  })

const revoke = (
  state: State,
  request: Request,
  facts: CredentialFacts
): Either.Either<Response, AuthenticationError | ProtocolError<"INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    if (form.size === 0) return yield* Either.left(invalidRequest("A113301"))
    const identifier = yield* identifierOf(request, form, clientCodes)
    const presented = yield* identifier === undefined
      ? presentedAlone(state, form)
      : presentedBy(state, request, form, identifier, facts)
    if (presented !== undefined) TokenStore.remove(state.tokens, presented.record)
    // An unknown token is a success as well: RFC 7009, section 2.2.
    return { ...result("A113001"), action: "OK", responseContent: script(form) }
  })

export const revocationProcess = (state: State, request: Request, _: number, facts: CredentialFacts): Response =>
  Either.getOrElse(revoke(state, request, facts), errorResponse(state.service))
