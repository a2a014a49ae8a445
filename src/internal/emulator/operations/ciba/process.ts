/**
 * POST /backchannel/authentication: processes a request to the backchannel authentication endpoint (CIBA). A request in order
 * gets a ticket, which the authorization server ends with `issue` or `fail` once it knows whom the request is about.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type {
  BackchannelAuthenticationRequest,
  BackchannelAuthenticationResponse
} from "../../../operations/ciba/process.js"
import { draw } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { clientFields, isPublic, mayUse } from "../../model/client.js"
import { after } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { durationOf, supportsGrantType } from "../../model/service.js"
import type { RequestFacts } from "../../protocol/authorization/facts.js"
import { factsOfPosted } from "../../protocol/authorization/facts.js"
import { subjectOfHint } from "../../protocol/authorization/hint.js"
import { unfolded } from "../../protocol/authorization/requestObject.js"
import { wantedFields, wantedOf } from "../../protocol/authorization/wanted.js"
import type { CredentialFacts } from "../../protocol/clientAuthentication.js"
import { authenticateOrUnauthorized, verifyCredentials } from "../../protocol/clientAuthentication.js"
import type { Parameters } from "../../protocol/parameters.js"
import * as Form from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { badRequest, errorResponse, invalidRequest } from "../../protocol/protocolError.js"
import { together } from "../../protocol/together.js"
import type { BackchannelRequest } from "../../store/pending.js"
import * as Pending from "../../store/pending.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof BackchannelAuthenticationRequest.Encoded>
type Response = Written<typeof BackchannelAuthenticationResponse.Encoded>
type Failure = ProtocolError<"BAD_REQUEST" | "UNAUTHORIZED">
type Checked<A> = Either.Either<A, Failure>

const formCodes = { missing: "A999360", malformed: "A999361" } as const

const clientCodes = {
  missing: "A168309",
  empty: "A168309",
  repeated: "A168303",
  unknown: "A168310",
  locked: "A999355",
  idsDiffer: "A168304"
} as const

const wantedCodes = { scopeRepeated: "A999356", scopeRequired: "A176301" } as const

const refuse = (error: string, code: ResultCode): Checked<never> => Either.left(badRequest(error)(code))

const asFailure = ({ code, error }: { readonly error: string; readonly code: ResultCode }): Failure =>
  badRequest(error)(code)

/** How the client hears of the decision. */
const modeOf = (service: ServiceRecord, client: ClientRecord): Checked<BackchannelRequest["mode"]> => {
  if (isPublic(client)) return refuse("unauthorized_client", "A168311")
  if (!supportsGrantType(service, "CIBA") || !mayUse(client, "CIBA")) return refuse("unauthorized_client", "A999362")
  const { bcDeliveryMode: mode } = client
  if (mode !== "POLL" && mode !== "PING" && mode !== "PUSH") return refuse("unauthorized_client", "A169301")
  return service.supportedBackchannelTokenDeliveryModes?.includes(mode) === true
    ? Either.right(mode)
    : refuse("unauthorized_client", "A169302")
}

const hintTypes = {
  login_hint: "LOGIN_HINT",
  login_hint_token: "LOGIN_HINT_TOKEN",
  id_token_hint: "ID_TOKEN_HINT"
} as const

/** Whom the request is about: there is exactly one hint. An ID token must be one of the service. */
const hintOf = (form: Parameters, facts: RequestFacts) =>
  Either.gen(function*() {
    const [found, ...more] = Object.entries(hintTypes).flatMap(([name, hintType]) =>
      form.getAll(name).map((hint) => ({ hintType, hint }))
    )
    if (found === undefined) return yield* refuse("invalid_request", "A174301")
    if (more.length > 0) return yield* refuse("invalid_request", "A174302")
    const subject = yield* Either.mapLeft(subjectOfHint(form.get("id_token_hint"), facts.hint), asFailure)
    return { ...found, sub: subject }
  })

/** CIBA, section 7.1: the client application is notified with a token of its own. */
const notificationToken = (form: Parameters, mode: BackchannelRequest["mode"]): Checked<string | undefined> => {
  const [token, ...more] = form.getAll("client_notification_token")
  if (more.length > 0) return refuse("invalid_request", "A155302")
  if (mode === "POLL") return Either.right(undefined)
  if (token === undefined) return refuse("invalid_request", "A155301")
  return token.length > 1024 ? refuse("invalid_request", "A155303") : Either.right(token)
}

const expiryOf = (form: Parameters): Checked<number | undefined> => {
  const [text, ...more] = form.getAll("requested_expiry")
  if (more.length > 0) return refuse("invalid_request", "A201301")
  if (text === undefined) return Either.right(undefined)
  return /^[1-9]\d{0,8}$/.test(text) ? Either.right(Number(text)) : refuse("invalid_request", "A201302")
}

const isUserCodeRequired = (
  { backchannelUserCodeParameterSupported }: ServiceRecord,
  { bcUserCodeRequired }: ClientRecord
): boolean => backchannelUserCodeParameterSupported === true && bcUserCodeRequired === true

const userCodeOf = (service: ServiceRecord, client: ClientRecord, form: Parameters): Checked<string | undefined> => {
  const userCode = form.get("user_code") || undefined
  return userCode === undefined && isUserCodeRequired(service, client)
    ? refuse("missing_user_code", "A177301")
    : Either.right(userCode)
}

export interface BackchannelFacts extends RequestFacts, CredentialFacts {}

/** What has to be found out before: whether the signatures of all that the request holds are good. */
export const verifyBackchannel = (
  state: State,
  request: Request,
  now: number
): BackchannelFacts | Effect.Effect<BackchannelFacts> =>
  together(
    factsOfPosted(state, request, Form.parse(request.parameters, formCodes)),
    verifyCredentials(state, request, now)
  )

const process = (state: State, request: Request, now: number, facts: BackchannelFacts): Checked<Response> =>
  Either.gen(function*() {
    const { service } = state
    const outer = yield* Either.mapLeft(Form.parse(request.parameters, formCodes), invalidRequest)
    const authenticated = yield* authenticateOrUnauthorized(state, request, outer, clientCodes, facts)
    const { aliasUsed, client, method } = authenticated
    const mode = yield* modeOf(service, client)
    const { form, payload } = yield* Either.mapLeft(
      unfolded(service, client, outer, facts.requestObject, now, { hasClientId: false }),
      asFailure
    )
    const wanted = yield* Either.mapLeft(wantedOf(state, authenticated, form, wantedCodes), asFailure)
    if (!form.has("scope")) return yield* refuse("invalid_request", "A176301")
    if (!wanted.scopes.includes("openid")) return yield* refuse("invalid_scope", "A176304")
    const hint = yield* hintOf(form, facts)
    const clientNotificationToken = yield* notificationToken(form, mode)
    const requestedExpiry = yield* expiryOf(form)
    const userCode = yield* userCodeOf(service, client, form)
    const expiresAt = after(now, durationOf(service, "ticketDuration"))
    const ticket = draw()
    Pending.add(
      state.backchannel,
      { ticket, mode, clientNotificationToken, requestedExpiry, expiresAt, wanted, isUsed: false },
      now
    )
    return {
      ...result("A179001"),
      action: "USER_IDENTIFICATION",
      ticket,
      ...clientFields(service, client, aliasUsed),
      clientName: client.clientName,
      clientAuthMethod: method,
      deliveryMode: mode,
      ...hint,
      bindingMessage: form.get("binding_message") ?? undefined,
      userCode,
      userCodeRequired: isUserCodeRequired(service, client),
      requestedExpiry,
      requestContext: form.get("request_context") ?? payload,
      clientNotificationToken,
      ...wantedFields(state, wanted)
    }
  })

export const cibaProcess = (state: State, request: Request, now: number, facts: BackchannelFacts): Response =>
  Either.getOrElse(process(state, request, now, facts), errorResponse(state.service))
