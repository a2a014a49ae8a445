/**
 * POST /backchannel/authentication/complete: what the resource owner has decided about a backchannel authentication request.
 * In ping and push mode, the authorization server then notifies the client application.
 */
import * as Either from "effect/Either"
import type {
  BackchannelAuthenticationCompleteRequest,
  BackchannelAuthenticationCompleteResponse
} from "../../../operations/ciba/complete.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { clientFields } from "../../model/client.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { grantOf, idTokenFor } from "../../protocol/authorization/tokens.js"
import { outcomeOf } from "../../protocol/decided.js"
import type { Issued } from "../../protocol/issueTokens.js"
import { issue, responseContent } from "../../protocol/issueTokens.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import type { Decision } from "../../store/authorizations.js"
import * as ClientStore from "../../store/clientStore.js"
import type { BackchannelRequest } from "../../store/pending.js"
import * as Pending from "../../store/pending.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof BackchannelAuthenticationCompleteRequest.Encoded>
type Response = Written<typeof BackchannelAuthenticationCompleteResponse.Encoded>

const codes = {
  noResult: "A196201",
  subject: { missing: "A196202", tooLong: "A196203", notAscii: "A196204" },
  acr: "A999357",
  claims: "A999358",
  header: "A999359"
} as const

const failed = (code: ResultCode): Response => ({ ...result(code), action: "SERVER_ERROR" })

interface Completed {
  readonly request: BackchannelRequest
  readonly authReqId: string
  readonly client: ClientRecord
}

const fieldsOf = ({ service }: State, { authReqId, client, request: { mode, wanted } }: Completed) => ({
  ...clientFields(service, client, wanted.clientIdAliasUsed),
  clientName: client.clientName,
  deliveryMode: mode,
  authReqId,
  resources: wanted.resources,
  authorizationDetails: wanted.authorizationDetails
})

/** The notification, or nothing to do where the client application polls. */
const notification = (
  state: State,
  completed: Completed,
  content: object,
  tokens: object = {}
): Response => {
  const { client, request: { clientNotificationToken, decision, mode } } = completed
  const { bcNotificationEndpoint } = client
  const isAuthorized = decision !== undefined
  if (mode === "POLL") {
    return { ...result(isAuthorized ? "A198001" : "A198002"), action: "NO_ACTION", ...fieldsOf(state, completed) }
  }
  return bcNotificationEndpoint === undefined || clientNotificationToken === undefined
    ? failed("A999363")
    : {
      ...result(isAuthorized ? "A198003" : "A198004"),
      action: "NOTIFICATION",
      ...fieldsOf(state, completed),
      clientNotificationEndpoint: bcNotificationEndpoint,
      clientNotificationToken,
      ...tokens,
      responseContent: JSON.stringify({ auth_req_id: completed.authReqId, ...content })
    }
}

const tokensOf = ({ access, record, refresh }: Issued) => ({
  accessToken: record.access.value,
  accessTokenDuration: access.duration,
  refreshToken: record.refresh?.value,
  refreshTokenDuration: refresh?.duration,
  grantId: record.grantId
})

/** CIBA, section 10.3.1: the tokens are pushed to the client application, and the ID token vouches for them. */
const push = (
  state: State,
  completed: Completed,
  decision: Decision,
  accessToken: string | undefined,
  now: number
): Response | Unsigned<Response> => {
  const { authReqId, client, request: { wanted } } = completed
  const grant = { ...grantOf(client, wanted, decision, "CIBA"), accessToken }
  return Either.gen(function*() {
    yield* idTokenFor(state, client, wanted, decision, now)
    const issued = yield* Either.mapLeft(issue(state, grant, now), () => "A999364" as const)
    Pending.put(state.backchannel, { ...completed.request, isUsed: true })
    const hashes = {
      at_hash: issued.record.access.value,
      "urn:openid:params:jwt:claim:rt_hash": issued.record.refresh?.value
    }
    const jwt = yield* idTokenFor(state, client, wanted, decision, now, { hashes })
    const claims = { ...jwt.claims, "urn:openid:params:jwt:claim:auth_req_id": authReqId }
    return unsigned<Response>(
      [{ ...jwt, claims }],
      ([idToken]) => {
        const content = JSON.parse(responseContent(state.service, issued, idToken)) as object
        return notification(state, completed, content, { ...tokensOf(issued), idToken })
      },
      () => failed("A046203")
    )
  }).pipe(Either.getOrElse(failed))
}

const finish = (
  state: State,
  completed: Completed,
  accessToken: string | undefined,
  now: number
): Response | Unsigned<Response> => {
  const { decision, denial, mode } = completed.request
  Pending.put(state.backchannel, completed.request)
  if (mode !== "PUSH") return notification(state, completed, {})
  if (decision !== undefined) return push(state, completed, decision, accessToken, now)
  return notification(state, completed, {
    error: denial?.error === "access_denied" ? "access_denied" : "transaction_failed",
    error_description: denial?.description,
    error_uri: denial?.uri
  })
}

export const cibaComplete = (state: State, request: Request, now: number): Response | Unsigned<Response> => {
  const { ticket = "" } = request
  const pending = state.backchannel.get(ticket)
  const client = pending && ClientStore.get(state.clients, pending.wanted.clientId)
  if (pending?.ticket !== ticket || client === undefined) return failed("A186202")
  const { authReqId } = pending
  if (authReqId === undefined) return failed("A999365")
  if (pending.decision !== undefined || pending.denial !== undefined) return failed("A999366")
  if (isExpired(pending, now)) return failed("A999367")
  return Either.match(outcomeOf(state, pending.wanted, request, codes, now), {
    onLeft: (code): Response | Unsigned<Response> => failed(code),
    onRight: (outcome) =>
      finish(state, { request: { ...pending, ...outcome }, authReqId, client }, request.accessToken, now)
  })
}
