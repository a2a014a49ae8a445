/**
 * Grant Management for OAuth 2.0: `grant_management_action` and `grant_id` of an authorization request, and what becomes of
 * the grant when the resource owner agrees.
 */
import * as Either from "effect/Either"
import { draw } from "../../crypto/random.js"
import type { ClientRecord } from "../../model/client.js"
import { isPublic } from "../../model/client.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Decision, Wanted } from "../../store/authorizations.js"
import type { GrantRecord } from "../../store/grants.js"
import type { State } from "../../store/state.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, object, single } from "./objection.js"

type Action = NonNullable<Wanted["gmAction"]>

const actions: Readonly<Record<string, Action>> = { create: "CREATE", merge: "MERGE", replace: "REPLACE" }

export interface Management {
  readonly gmAction: Action | undefined
  readonly grant: GrantRecord | undefined
}

const grantOf = (
  { grants }: State,
  { clientId }: ClientRecord,
  action: Action,
  grantId: string | undefined
): Checked<GrantRecord | undefined> => {
  if (action === "CREATE") return grantId === undefined ? Either.right(undefined) : invalidRequest("A999324")
  if (grantId === undefined) return invalidRequest("A999325")
  const grant = grants.get(grantId)
  return grant?.clientId === clientId ? Either.right(grant) : object("invalid_grant_id", "A999326")
}

export const managementOf = (state: State, client: ClientRecord, form: Parameters): Checked<Management> =>
  Either.gen(function*() {
    const value = yield* single(form, "grant_management_action", "A999322")
    const grantId = yield* single(form, "grant_id", "A999322")
    if (value === undefined) {
      if (grantId !== undefined || state.service.grantManagementActionRequired === true) {
        return yield* invalidRequest("A999323")
      }
      return { gmAction: undefined, grant: undefined }
    }
    if (isPublic(client)) return yield* object("unauthorized_client", "A999327")
    const gmAction = Object.hasOwn(actions, value) ? actions[value] : undefined
    if (gmAction === undefined) return yield* invalidRequest("A999323")
    return { gmAction, grant: yield* grantOf(state, client, gmAction, grantId) }
  })

type Granted = Pick<GrantRecord, "scopes" | "claims" | "authorizationDetails">

const grantedNow = ({ resources, userInfoClaims = [] }: Wanted, decision: Decision): Granted => ({
  scopes: decision.scopes.length === 0
    ? []
    : [{ scope: decision.scopes.join(" "), ...(resources === undefined ? {} : { resource: resources }) }],
  claims: decision.consentedClaims ?? userInfoClaims,
  authorizationDetails: decision.authorizationDetails
})

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What was granted before and now. Scopes for the same resources are one entry. */
const merged = (before: Granted, now: Granted): Granted => {
  const scopes = [...before.scopes, ...now.scopes]
  const entries = scopes.filter(({ resource }, index) =>
    scopes.findIndex((other) => same(other.resource, resource)) === index
  ).map((entry) => {
    const names = scopes.filter(({ resource }) => same(resource, entry.resource)).flatMap(({ scope = "" }) =>
      scope.split(" ")
    )
    return { ...entry, scope: Array.from(new Set(names)).sort().join(" ") }
  })
  const elements = nonEmpty([
    ...(before.authorizationDetails?.elements ?? []),
    ...(now.authorizationDetails?.elements ?? [])
  ])
  return {
    scopes: entries,
    claims: Array.from(new Set([...before.claims, ...now.claims])),
    authorizationDetails: elements && { elements }
  }
}

/** Records what was granted, and gives the id of the grant; none if the request did not ask for one. */
export const recordGrant = (state: State, wanted: Wanted, decision: Decision): string | undefined => {
  const { clientId, gmAction, grantId } = wanted
  if (gmAction === undefined) return undefined
  const before = grantId === undefined ? undefined : state.grants.get(grantId)
  const now = grantedNow(wanted, decision)
  const granted = before !== undefined && gmAction === "MERGE" ? merged(before, now) : now
  const id = before?.grantId ?? draw()
  state.grants.set(id, { grantId: id, clientId, subject: decision.subject, ...granted })
  return id
}
