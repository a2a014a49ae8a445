/**
 * POST /gm: processes a request to the grant management endpoint. A client application sees what a grant covers, or ends
 * the grant.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { GrantManagementRequest, GrantManagementResponse } from "../../../operations/grantManagement/process.js"
import type { Written } from "../../http/response.js"
import { isPublic } from "../../model/client.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import { nonEmpty, writtenAuthorizationDetails } from "../../model/tokenRecord.js"
import { challenge } from "../../protocol/challenge.js"
import { nextNonce } from "../../protocol/dpop.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { checkBinding, presentedToken, schemeOf, verifyBinding } from "../../protocol/tokenBinding.js"
import * as ClientStore from "../../store/clientStore.js"
import type { GrantRecord } from "../../store/grants.js"
import type { State } from "../../store/state.js"
import { endGrant } from "./revoke.js"

type Request = Partial<typeof GrantManagementRequest.Encoded>
type Response = Written<typeof GrantManagementResponse.Encoded>

interface Refused {
  readonly action: "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "CALLER_ERROR"
  readonly error: string
  readonly code: ResultCode
  readonly scheme?: string
  readonly scopes?: ReadonlyArray<string>
}

const callerError = (code: ResultCode): Refused => ({ action: "CALLER_ERROR", error: "server_error", code })

const unauthorized = (code: ResultCode): Refused => ({ action: "UNAUTHORIZED", error: "invalid_token", code })

/** The scope that an access token needs for the action. */
const scopes = { QUERY: "grant_management_query", REVOKE: "grant_management_revoke" } as const

type Action = keyof typeof scopes

const bindingCodes = {
  certificateMissing: "A999405",
  certificateDiffers: "A999406",
  certificateMalformed: "A999407",
  proofMissing: "A281305",
  keyDiffers: "A999408",
  proof: { invalid: "A999409", symmetric: "A999409", noKey: "A999409", noAlgorithm: "A999409", nonce: "A999310" }
} as const

const tokenOf = (
  state: State,
  request: Request,
  facts: BindingFacts,
  now: number
): Either.Either<TokenRecord, Refused> =>
  Either.gen(function*() {
    if (request.accessToken === undefined) return yield* Either.left(callerError("A999400"))
    const record = presentedToken(state, request.accessToken, facts)
    if (record === undefined) return yield* Either.left(unauthorized("A999401"))
    const scheme = schemeOf(record)
    if (isExpired(record.access, now)) return yield* Either.left({ ...unauthorized("A999402"), scheme })
    yield* Either.mapLeft(
      checkBinding(state.service, record, request, facts, bindingCodes, now),
      ({ code, error }): Refused => ({ action: "UNAUTHORIZED", error, code, scheme })
    )
    return record
  })

const isOfPublicClient = ({ clients }: State, { clientId }: TokenRecord): boolean => {
  const client = ClientStore.get(clients, clientId)
  return client === undefined || isPublic(client)
}

const checkRight = (state: State, record: TokenRecord, action: Action): Either.Either<void, Refused> => {
  const scheme = schemeOf(record)
  const forbidden = { action: "FORBIDDEN" as const, scheme }
  if (isOfPublicClient(state, record)) {
    return Either.left({ ...forbidden, error: "unauthorized_client", code: "A285311" })
  }
  return record.scopes.includes(scopes[action])
    ? Either.void
    : Either.left({ ...forbidden, error: "insufficient_scope", code: "A999403", scopes: [scopes[action]] })
}

/** The grant as the client application is told of it. */
const told = ({ authorizationDetails, claims, scopes }: GrantRecord): string =>
  JSON.stringify({
    scopes: nonEmpty(scopes),
    claims: nonEmpty(claims),
    authorization_details: writtenAuthorizationDetails(authorizationDetails)
  })

const process = (
  state: State,
  request: Request,
  facts: BindingFacts,
  now: number
): Either.Either<Response, Refused> =>
  Either.gen(function*() {
    const record = yield* tokenOf(state, request, facts, now)
    const { gmAction, grantId } = request
    if (gmAction === undefined || grantId === undefined) return yield* Either.left(callerError("A999400"))
    yield* checkRight(state, record, gmAction)
    const grant = state.grants.get(grantId)
    if (grant === undefined) {
      return yield* Either.left<Refused>({
        action: "NOT_FOUND",
        error: "invalid_request",
        code: "A999404",
        scheme: schemeOf(record)
      })
    }
    if (gmAction === "QUERY") return { ...result("A277001"), action: "OK" as const, responseContent: told(grant) }
    endGrant(state, grant)
    return { ...result("A999410"), action: "NO_CONTENT" as const }
  })

/** What has to be waited for: the check of a proof and of a certificate. */
export const verifyGrantManagement = (
  state: State,
  request: Request,
  now: number
): BindingFacts | Effect.Effect<BindingFacts> => verifyBinding(state, request, request.accessToken, now)

export const grantManagementProcess = (
  state: State,
  request: Request,
  now: number,
  facts: BindingFacts
): Response => ({
  ...Either.getOrElse(process(state, request, facts, now), ({ action, code, error, ...options }): Response => ({
    ...result(code),
    action,
    responseContent: challenge(state.service, error, code, options)
  })),
  dpopNonce: nextNonce(state.service, request, facts.proof)
})
