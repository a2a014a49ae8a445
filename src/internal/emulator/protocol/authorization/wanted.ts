/**
 * What a request asks for at an endpoint without redirects: device authorization and backchannel authentication.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../../model/resultCodes.js"
import { supportedScopes } from "../../model/service.js"
import { allowedScopes } from "../../model/tokenFields.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Wanted } from "../../store/authorizations.js"
import type { State } from "../../store/state.js"
import type { Parameters } from "../parameters.js"
import { scopesOf } from "../parameters.js"
import { resourcesOf } from "../resources.js"
import { authorizationDetailsOf } from "./authorizationDetails.js"
import { claimNames, requestedClaims } from "./claims.js"
import { managementOf } from "./grants.js"
import type { Checked } from "./objection.js"
import { object, words } from "./objection.js"
import type { Requester } from "./read.js"

/** One endpoint's result codes for what is wrong with the scopes of a request. */
export interface WantedCodes {
  readonly scopeRepeated: ResultCode
  readonly scopeRequired: ResultCode
}

export const wantedOf = (
  state: State,
  { aliasUsed, client }: Requester,
  form: Parameters,
  codes: WantedCodes
): Checked<Wanted> =>
  Either.gen(function*() {
    const { service } = state
    const given = yield* Either.mapLeft(
      scopesOf(form, codes.scopeRepeated),
      (code) => ({ error: "invalid_request", code })
    )
    const asked = given ??
      supportedScopes(service).flatMap(({ defaultEntry, name }) => defaultEntry === true ? name ?? [] : [])
    if (asked.length === 0 && service.scopeRequired === true) return yield* object("invalid_scope", codes.scopeRequired)
    const scopes = allowedScopes(service, client, asked)
    const claims = yield* requestedClaims(form)
    const acrs = (yield* words(form, "acr_values", "A021302")) ?? client.defaultAcrs ?? []
    const { gmAction, grant } = yield* managementOf(state, client, form)
    return {
      clientId: client.clientId,
      clientIdAliasUsed: aliasUsed,
      scopes,
      acrs: nonEmpty(acrs.filter((acr) => service.supportedAcrs?.includes(acr))),
      ...claimNames(service, claims, scopes, { hasAccessToken: true }),
      requestedUserInfo: claims.userInfo && JSON.stringify(claims.userInfo),
      resources: yield* Either.mapLeft(resourcesOf(form), (code) => ({ error: "invalid_target", code })),
      authorizationDetails: yield* authorizationDetailsOf(service, client, form),
      gmAction,
      grantId: grant?.grantId
    }
  })

/** The scopes as responses have them, with their descriptions. */
export const describedScopes = ({ service }: State, scopes: ReadonlyArray<string>) =>
  nonEmpty(
    scopes.flatMap((scope) => supportedScopes(service).find(({ name }) => name === scope) ?? [])
  )

/** The fields of responses about what is wanted. */
export const wantedFields = (state: State, wanted: Wanted) => {
  const grant = wanted.grantId === undefined ? undefined : state.grants.get(wanted.grantId)
  return {
    scopes: describedScopes(state, wanted.scopes),
    acrs: wanted.acrs,
    claimNames: wanted.idTokenClaims,
    resources: wanted.resources,
    authorizationDetails: wanted.authorizationDetails,
    gmAction: wanted.gmAction,
    grantId: wanted.grantId,
    grant: grant && { scopes: grant.scopes, claims: grant.claims, authorizationDetails: grant.authorizationDetails },
    grantSubject: grant?.subject
  }
}
