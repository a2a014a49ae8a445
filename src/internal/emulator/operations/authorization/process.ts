/**
 * POST /auth/authorization: processes a request to the authorization endpoint. A request in order gets a ticket, which the
 * authorization server ends with `issue` or `fail`.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { AuthorizationRequest, AuthorizationResponse } from "../../../operations/authorization/process.js"
import { draw } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { limited } from "../../model/client.js"
import { after } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { durationOf } from "../../model/service.js"
import type { RequestFacts } from "../../protocol/authorization/facts.js"
import { factsOf, nothing } from "../../protocol/authorization/facts.js"
import type { Reading, Refused, Requester } from "../../protocol/authorization/read.js"
import { readRequest } from "../../protocol/authorization/read.js"
import { delivered, errorParameters } from "../../protocol/authorization/response.js"
import { describedScopes } from "../../protocol/authorization/wanted.js"
import { isNativeSsoRequested } from "../../protocol/nativeSso.js"
import type { Parameters } from "../../protocol/parameters.js"
import * as Form from "../../protocol/parameters.js"
import { badRequest, errorResponse, serverError } from "../../protocol/protocolError.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import type { Pushed } from "../../store/authorizations.js"
import * as ClientStore from "../../store/clientStore.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof AuthorizationRequest.Encoded>
type Response = Written<typeof AuthorizationResponse.Encoded>

const formCodes = { missing: "A004201", malformed: "A004202" } as const
const clientCodes = { missing: "A010301", empty: "A010302", repeated: "A010303" } as const
const pushedCodes = { missing: "A008303", unknown: "A008303", expired: "A008303" } as const

const refused = (error: string, code: ResultCode): Either.Either<never, Refused> =>
  Either.left({ error, code, to: undefined })

const requesterOf = ({ clients }: State, form: Parameters): Either.Either<Requester, Refused> =>
  Either.flatMap(
    Either.mapLeft(Form.required(form, "client_id", clientCodes), (code): Refused => ({
      error: "invalid_request",
      code,
      to: undefined
    })),
    (identifier) => {
      const client = ClientStore.find(clients, identifier)
      if (client === undefined) return refused("invalid_request", "A010304")
      return client.locked === true
        ? refused("unauthorized_client", "A010307")
        : Either.right({ client, aliasUsed: identifier === client.clientIdAlias })
    }
  )

/** The pushed request that a request refers to; none if it refers to none. */
const pushedFor = (
  state: State,
  { clientId, parRequired }: ClientRecord,
  form: Parameters,
  now: number
): Either.Either<Pushed | undefined, Refused> => {
  const uri = form.get("request_uri")
  if (uri === null) {
    if (parRequired === true) return refused("invalid_request", "A008305")
    return state.service.parRequired === true ? refused("invalid_request", "A008306") : Either.right(undefined)
  }
  if (form.has("request")) return refused("invalid_request", "A008304")
  const pushed = Expiring.find(state.pushed, uri, pushedCodes, now)
  return Either.isRight(pushed) && pushed.right.clientId === clientId
    ? Either.right(pushed.right)
    : refused("invalid_request_uri", "A008303")
}

/** A pushed request brings the thumbprint of the key that signed its DPoP proof. */
const parametersOf = (form: Parameters, pushed: Pushed | undefined): Parameters => {
  if (pushed === undefined) return form
  const parameters = new URLSearchParams(pushed.parameters)
  if (pushed.dpopKeyThumbprint !== undefined) parameters.set("dpop_jkt", pushed.dpopKeyThumbprint)
  return parameters
}

const parsed = ({ parameters }: Request): Either.Either<Parameters, Refused> =>
  Either.match(Form.parse(parameters, formCodes), {
    onLeft: (code) => refused("invalid_request", code),
    onRight: (form) => form.size === 0 ? refused("invalid_request", "A004301") : Either.right(form)
  })

/** What has to be found out before: whether the signatures in the request, or in the pushed one, are good. */
export const verifyAuthorization = (
  state: State,
  request: Request,
  now: number
): RequestFacts | Effect.Effect<RequestFacts> =>
  Either.gen(function*() {
    const form = yield* parsed(request)
    const { client } = yield* requesterOf(state, form)
    const pushed = yield* pushedFor(state, client, form, now)
    return factsOf(state, client, parametersOf(form, pushed))
  }).pipe(Either.getOrElse(() => nothing))

const read = (state: State, request: Request, now: number, facts: RequestFacts) =>
  Either.gen(function*() {
    const form = yield* parsed(request)
    const requester = yield* requesterOf(state, form)
    const pushed = yield* pushedFor(state, requester.client, form, now)
    // It is good for one use, whatever comes of it.
    if (pushed !== undefined) state.pushed.delete(pushed.value)
    const reading = yield* Either.mapLeft(
      readRequest(state, requester, parametersOf(form, pushed), facts, now),
      (refusal) => ({ ...refusal, client: requester.client })
    )
    return { reading, client: requester.client }
  })

const lowest = ["NONE", "LOGIN", "CONSENT", "SELECT_ACCOUNT", "CREATE"] as const

const interaction = (
  state: State,
  client: ClientRecord,
  reading: Reading,
  context: string | undefined,
  now: number
): Response => {
  const { asked, claims, grant, interaction: { prompts, ...pages } } = reading
  const { wanted } = asked
  const expiresAt = after(now, durationOf(state.service, "ticketDuration"))
  const ticket = { value: draw(), expiresAt, asked, context }
  Expiring.add(state.authorizations, ticket, now)
  const isSilent = prompts?.includes("NONE") === true
  return {
    ...result("A004001", `client = ${client.clientId}`),
    action: isSilent ? "NO_INTERACTION" : "INTERACTION",
    ticket: ticket.value,
    client: {
      ...limited(client),
      logoUri: client.logoUri,
      logoUris: client.logoUris,
      clientUri: client.clientUri,
      clientUris: client.clientUris,
      policyUri: client.policyUri,
      policyUris: client.policyUris,
      tosUri: client.tosUri,
      tosUris: client.tosUris
    },
    service: {
      apiKey: state.apiKey,
      serviceName: state.service.serviceName,
      number: state.service.number,
      attributes: state.service.attributes
    },
    clientIdAliasUsed: wanted.clientIdAliasUsed,
    ...pages,
    prompts,
    lowestPrompt: prompts === undefined ? "LOGIN" : lowest.find((prompt) => prompts.includes(prompt)),
    scopes: describedScopes(state, wanted.scopes),
    subject: reading.subject,
    claims: wanted.idTokenClaims,
    claimsAtUserInfo: wanted.userInfoClaims,
    idTokenClaims: claims.idToken && JSON.stringify(claims.idToken),
    userInfoClaims: wanted.requestedUserInfo,
    resources: wanted.resources,
    authorizationDetails: wanted.authorizationDetails,
    gmAction: wanted.gmAction,
    grantId: wanted.grantId,
    grant: grant && { scopes: grant.scopes, claims: grant.claims, authorizationDetails: grant.authorizationDetails },
    grantSubject: grant?.subject,
    requestObjectPayload: reading.requestObjectPayload,
    nativeSsoRequested: isNativeSsoRequested(state.service, asked.responseTypes, wanted.scopes)
  }
}

const refusal = (
  state: State,
  { client, code, error, to }: Refused & { readonly client?: ClientRecord | undefined },
  now: number
): Response | Unsigned<Response> => {
  if (to === undefined || client === undefined) return errorResponse(state.service)(badRequest(error)(code))
  const parameters = errorParameters(state.service, to, { error, code })
  return delivered<Response>(state, client, to, parameters, now, {
    make: (content) => ({ ...result(code), ...content }),
    failed: () => errorResponse(state.service)(serverError("A046203"))
  })
}

export const authorizationProcess = (
  state: State,
  request: Request,
  now: number,
  facts: RequestFacts
): Response | Unsigned<Response> =>
  Either.match(read(state, request, now, facts), {
    onLeft: (refused) => refusal(state, refused, now),
    onRight: ({ client, reading }) => interaction(state, client, reading, request.context, now)
  })
