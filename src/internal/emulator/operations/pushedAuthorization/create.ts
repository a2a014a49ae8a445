/**
 * POST /pushed_auth_req: keeps an authorization request that the client application pushes (RFC 9126), after the same checks
 * as at the authorization endpoint.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type {
  PushedAuthorizationRequest,
  PushedAuthorizationResponse
} from "../../../operations/pushedAuthorization/create.js"
import { draw } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import { after } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import type { RequestFacts } from "../../protocol/authorization/facts.js"
import { factsOfPosted } from "../../protocol/authorization/facts.js"
import { readRequest } from "../../protocol/authorization/read.js"
import type { CredentialFacts } from "../../protocol/clientAuthentication.js"
import { authenticateOrUnauthorized, verifyCredentials } from "../../protocol/clientAuthentication.js"
import { checkProof, nextNonce } from "../../protocol/dpop.js"
import type { Parameters } from "../../protocol/parameters.js"
import * as Form from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { badRequest, errorResponse, invalidRequest } from "../../protocol/protocolError.js"
import { together } from "../../protocol/together.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { verifyBinding } from "../../protocol/tokenBinding.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof PushedAuthorizationRequest.Encoded>
type Response = Written<typeof PushedAuthorizationResponse.Encoded>
type Failure = ProtocolError<"BAD_REQUEST" | "UNAUTHORIZED">

const formCodes = { missing: "A246201", malformed: "A246202" } as const

const clientCodes = {
  missing: "A247306",
  empty: "A247306",
  repeated: "A247303",
  unknown: "A247307",
  locked: "A048307",
  idsDiffer: "A247304"
} as const

const parsed = ({ parameters }: Request): Either.Either<Parameters, Failure> =>
  Either.mapLeft(Form.parse(parameters, formCodes), invalidRequest).pipe(
    Either.filterOrLeft((form) => form.size > 0, () => invalidRequest("A246301"))
  )

export interface PushedFacts extends RequestFacts, BindingFacts, CredentialFacts {}

/** What has to be found out before: whether the signatures of all that the request holds are good. */
export const verifyPushed = (
  state: State,
  request: Request,
  now: number
): PushedFacts | Effect.Effect<PushedFacts> =>
  together(
    together(factsOfPosted(state, request, parsed(request)), verifyBinding(state, request, undefined, now)),
    verifyCredentials(state, request, now)
  )

const proofCodes = {
  invalid: "A254301",
  symmetric: "A254302",
  noKey: "A254303",
  noAlgorithm: "A254304",
  nonce: "A350308"
} as const

/** RFC 9449, section 10.1: the key of the proof is the one that the tokens will be bound to. */
const keyOf = (
  { service: { pushedAuthReqEndpoint, ...service } }: State,
  request: Request,
  { proof }: BindingFacts,
  form: Parameters,
  now: number
): Either.Either<string | undefined, Failure> =>
  Either.gen(function*() {
    const asked = form.get("dpop_jkt") ?? undefined
    if (proof === undefined) return asked
    const expected = { ...request, htm: request.htm ?? "POST", htu: request.htu ?? pushedAuthReqEndpoint }
    const thumbprint = yield* Either.mapLeft(
      checkProof(service, expected, proof, proofCodes, now),
      ({ code, error }) => badRequest(error)(code)
    )
    return asked === undefined || asked === thumbprint ? thumbprint : yield* Either.left(invalidRequest("A999371"))
  })

/** What authenticates the client is no part of the authorization request. */
const withoutCredentials = (form: Parameters, clientId: string): Parameters => {
  const kept = new URLSearchParams(
    Array.from(form).filter(([name]) => name !== "client_secret" && !name.startsWith("client_assertion"))
  )
  kept.set("client_id", clientId)
  return kept
}

const usualDuration = 600

const create = (state: State, request: Request, now: number, facts: PushedFacts): Either.Either<Response, Failure> =>
  Either.gen(function*() {
    const form = yield* parsed(request)
    const { aliasUsed, client, method } = yield* authenticateOrUnauthorized(state, request, form, clientCodes, facts)
    if (form.has("request_uri")) return yield* Either.left(invalidRequest("A248301"))
    const identifier = form.get("client_id") ?? request.clientId ?? String(client.clientId)
    const parameters = withoutCredentials(form, identifier)
    yield* Either.mapLeft(
      readRequest(state, { client, aliasUsed }, parameters, facts, now),
      ({ code, error }) => badRequest(error)(code)
    )
    const dpopKeyThumbprint = yield* keyOf(state, request, facts, form, now)
    const { pushedAuthReqDuration = 0 } = state.service
    const seconds = pushedAuthReqDuration > 0 ? pushedAuthReqDuration : usualDuration
    const requestUri = `urn:ietf:params:oauth:request_uri:${draw()}`
    Expiring.add(state.pushed, {
      value: requestUri,
      expiresAt: after(now, seconds),
      clientId: client.clientId,
      parameters: parameters.toString(),
      dpopKeyThumbprint
    }, now)
    return {
      ...result("A245001"),
      action: "CREATED",
      requestUri,
      clientAuthMethod: method,
      responseContent: JSON.stringify({ expires_in: seconds, request_uri: requestUri })
    }
  })

export const pushedAuthorizationCreate = (
  state: State,
  request: Request,
  now: number,
  facts: PushedFacts
): Response => ({
  ...Either.getOrElse(create(state, request, now, facts), errorResponse(state.service)),
  dpopNonce: nextNonce(state.service, request, facts.proof)
})
