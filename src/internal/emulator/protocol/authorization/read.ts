/**
 * Reads and checks an authorization request whose client is known.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import { supportedScopes } from "../../model/service.js"
import { allowedScopes } from "../../model/tokenFields.js"
import type { Asked, Redirection } from "../../store/authorizations.js"
import type { GrantRecord } from "../../store/grants.js"
import type { State } from "../../store/state.js"
import type { Parameters } from "../parameters.js"
import { scopesOf } from "../parameters.js"
import { resourcesOf } from "../resources.js"
import { authorizationDetailsOf } from "./authorizationDetails.js"
import type { RequestedClaims } from "./claims.js"
import { claimNames, requestedClaims, requestedValues } from "./claims.js"
import type { RequestFacts } from "./facts.js"
import { managementOf } from "./grants.js"
import { subjectOfHint } from "./hint.js"
import { interactionOf } from "./interaction.js"
import type { Checked, Objection } from "./objection.js"
import { invalidRequest, object, single } from "./objection.js"
import { checkChallenge } from "./pkce.js"
import { checkRedirectUri } from "./redirectUri.js"
import { unfolded } from "./requestObject.js"
import { checkResponseMode, checkResponseTypes, defaultMode, responseTypesOf } from "./responseType.js"

export interface Requester {
  readonly client: ClientRecord
  readonly aliasUsed: boolean
}

type Interaction = Either.Either.Right<ReturnType<typeof interactionOf>>

/** A request that is in order. */
export interface Reading {
  readonly asked: Asked
  readonly interaction: Interaction
  readonly claims: RequestedClaims
  /** The subject that has to log in. */
  readonly subject: string | undefined
  readonly grant: GrantRecord | undefined
  readonly requestObjectPayload: string | undefined
}

/** A request that is refused: by a redirect, if it is known where to. */
export interface Refused extends Objection {
  readonly to: Redirection | undefined
}

const requestedScopes = ({ service }: State, client: ClientRecord, form: Parameters) =>
  Either.gen(function*() {
    const given = yield* Either.mapLeft(scopesOf(form, "A007302"), (code) => ({ error: "invalid_request", code }))
    const scopes = given ??
      supportedScopes(service).flatMap(({ defaultEntry, name }) => defaultEntry === true ? name ?? [] : [])
    return scopes.length === 0 && service.scopeRequired === true
      ? yield* object("invalid_scope", "A007305")
      : allowedScopes(service, client, scopes)
  })

const checkScopes = (
  scopes: ReadonlyArray<string>,
  types: ReadonlyArray<string>,
  prompts: Interaction["prompts"]
): Checked<void> => {
  if (types.includes("id_token") && !scopes.includes("openid")) return invalidRequest("A004302")
  // OpenID Connect Core, section 11.
  const isOffline = scopes.includes("offline_access") && scopes.includes("openid") && types.includes("code")
  return isOffline && prompts?.includes("CONSENT") !== true ? object("consent_required", "A004303") : Either.void
}

const nonceOf = (form: Parameters, types: ReadonlyArray<string>): Checked<string | undefined> =>
  Either.flatMap(single(form, "nonce", "A014302"), (nonce) => {
    if (nonce === undefined && types.includes("id_token")) return invalidRequest("A014303")
    return nonce === "" ? invalidRequest("A014304") : Either.right(nonce)
  })

/** The rest of the request, once it is known where errors go. */
const readRest = (
  state: State,
  { aliasUsed, client }: Requester,
  form: Parameters,
  facts: RequestFacts,
  types: ReadonlyArray<string>
) =>
  Either.gen(function*() {
    const { service } = state
    yield* single(form, "state", "A013302")
    const nonce = yield* nonceOf(form, types)
    const claims = yield* requestedClaims(form)
    const interaction = yield* interactionOf(service, client, form, claims)
    const challenge = yield* checkChallenge(service, client, form, types)
    const scopes = yield* requestedScopes(state, client, form)
    yield* checkScopes(scopes, types, interaction.prompts)
    const resources = yield* Either.mapLeft(resourcesOf(form), (code) => ({ error: "invalid_target", code }))
    const authorizationDetails = yield* authorizationDetailsOf(service, client, form)
    const { gmAction, grant } = yield* managementOf(state, client, form)
    const hinted = yield* subjectOfHint(form.get("id_token_hint"), facts.hint)
    const hasAccessToken = types.includes("code") || types.includes("token")
    return {
      interaction,
      claims,
      grant,
      subject: hinted ?? requestedValues(claims.idToken?.["sub"])?.[0],
      nonce,
      challenge,
      wanted: {
        clientId: client.clientId,
        clientIdAliasUsed: aliasUsed,
        scopes,
        acrs: interaction.acrs,
        ...claimNames(service, claims, scopes, { hasAccessToken }),
        requestedUserInfo: claims.userInfo && JSON.stringify(claims.userInfo),
        resources,
        authorizationDetails,
        gmAction,
        grantId: grant?.grantId,
        dpopKeyThumbprint: form.get("dpop_jkt") ?? undefined
      }
    }
  })

/** Reads a request. The facts are about the signatures in it. */
export const readRequest = (
  state: State,
  requester: Requester,
  parameters: Parameters,
  facts: RequestFacts,
  now: number
): Either.Either<Reading, Refused> => {
  const { client } = requester
  const { service } = state
  const directly = Either.mapLeft((objection: Objection): Refused => ({ ...objection, to: undefined }))
  return Either.gen(function*() {
    const { form, payload } = yield* directly(unfolded(service, client, parameters, facts.requestObject, now))
    const types = yield* directly(responseTypesOf(form))
    const isImplicit = defaultMode(types) === "fragment"
    const isOpenId = (form.get("scope") ?? "").split(" ").includes("openid")
    const { isGiven, redirectUri } = yield* directly(checkRedirectUri(service, client, form, { isImplicit, isOpenId }))
    const [value, ...more] = form.getAll("state")
    const usual: Redirection = {
      redirectUri,
      mode: defaultMode(types),
      isJwt: false,
      state: more.length > 0 ? undefined : value
    }
    const to = (redirection: Redirection) =>
      Either.mapLeft((objection: Objection): Refused => ({ ...objection, to: redirection }))
    const mode = yield* to(usual)(checkResponseMode(client, form, types))
    const redirection = { ...usual, ...mode }
    yield* to(redirection)(checkResponseTypes(service, client, types))
    const { challenge, nonce, wanted, ...rest } = yield* to(redirection)(
      readRest(state, requester, form, facts, types)
    )
    return {
      ...rest,
      requestObjectPayload: payload,
      asked: { wanted, redirection, redirectUriGiven: isGiven, responseTypes: types, nonce, challenge }
    }
  })
}
