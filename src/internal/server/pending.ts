/**
 * An authorization request that waits for the resource owner's decision, as pages see it.
 */
import type * as Schema from "effect/Schema"
import { omit, pick } from "effect/Struct"
import { Struct } from "../edge/schema.js"
import { Client } from "../models/client.js"
import type { AuthorizationInteraction, AuthorizationNoInteraction } from "../operations/authorization/process.js"
import { AuthorizationResponse } from "../operations/authorization/process.js"
import { EpochSeconds, maybe, Seconds } from "../schema/fields.js"
import type { Session } from "./services.js"

const client = Client.fields

const shownClient = Struct({
  clientId: client.clientId,
  clientIdAlias: client.clientIdAlias,
  clientName: client.clientName,
  clientNames: client.clientNames,
  description: client.description,
  descriptions: client.descriptions,
  logoUri: client.logoUri,
  logoUris: client.logoUris,
  clientUri: client.clientUri,
  clientUris: client.clientUris,
  policyUri: client.policyUri,
  policyUris: client.policyUris,
  tosUri: client.tosUri,
  tosUris: client.tosUris
})

/**
 * The client that asks, as far as a page shows it.
 *
 * @since 0.2.0
 * @category models
 */
export interface PendingClient extends Schema.Schema.Type<typeof shownClient> {}

const { fields } = AuthorizationResponse.cases.INTERACTION

const asked = Struct({
  /** When the request came in, in seconds since 1970-01-01T00:00:00Z. */
  begunAt: EpochSeconds,
  /** The client that asks. */
  client: maybe(shownClient),
  scopes: fields.scopes,
  dynamicScopes: fields.dynamicScopes,
  acrs: fields.acrs,
  acrEssential: fields.acrEssential,
  resources: fields.resources,
  authorizationDetails: fields.authorizationDetails,
  claims: fields.claims,
  claimsAtUserInfo: fields.claimsAtUserInfo,
  claimsLocales: fields.claimsLocales,
  display: fields.display,
  gmAction: fields.gmAction,
  grantId: fields.grantId,
  grant: fields.grant,
  grantSubject: fields.grantSubject,
  loginHint: fields.loginHint,
  /**
   * How long ago the resource owner may have been authenticated at most, in seconds: the request's `max_age`, or the
   * client's default. 0 means: now. Absent if it does not matter.
   */
  maxAge: maybe(Seconds),
  nativeSsoRequested: fields.nativeSsoRequested,
  prompts: fields.prompts,
  purpose: fields.purpose,
  subject: fields.subject,
  uiLocales: fields.uiLocales,
  requestedClaimsForTx: fields.requestedClaimsForTx,
  requestedVerifiedClaimsForTx: fields.requestedVerifiedClaimsForTx
})

/** What a client application asked for. It can be kept as JSON. */
export interface AskedFor extends Schema.Schema.Type<typeof asked> {}

export const AskedFor: Schema.Schema<AskedFor, Schema.Schema.Encoded<typeof asked>> = asked

/**
 * An authorization request that waits for the resource owner's decision: what the client application asks for, and who is
 * logged in.
 *
 * @since 0.2.0
 * @category models
 */
export interface Pending extends AskedFor {
  /** Names the request. It goes into the forms of your pages, and comes back with the decision. It cannot be guessed. */
  readonly id: string
  /** Who is logged in at the browser. */
  readonly session: Session | undefined
  /**
   * Whether the resource owner has to log in: nobody is logged in, or not the one that the client application expects, or
   * not in the way or not as lately as it asks for.
   */
  readonly mustLogin: boolean
}

/** Whether the resource owner is to be authenticated now: `max_age` is 0, in any spelling that is a number for Authlete. */
export const asksForZeroAge = (parameters: URLSearchParams): boolean =>
  /^[+-]?0+$/.test(parameters.get("max_age") ?? "")

const isZeroAge = (parameters: URLSearchParams, requestObject: string | undefined): boolean => {
  if (asksForZeroAge(parameters)) return true
  if (requestObject === undefined) return false
  try {
    const payload: unknown = JSON.parse(requestObject)
    return typeof payload === "object" && payload !== null && "max_age" in payload && Number(payload.max_age) === 0
  } catch {
    return false
  }
}

/** Authlete gives 0 for `max_age=0` and for no `max_age` alike, so the request itself has to tell. */
const maxAgeOf = (
  { maxAge = 0, requestObjectPayload }: AuthorizationInteraction | AuthorizationNoInteraction,
  parameters: URLSearchParams
): number | undefined => {
  if (maxAge > 0) return maxAge
  return isZeroAge(parameters, requestObjectPayload) ? 0 : undefined
}

const names = Object.keys(asked.fields) as ReadonlyArray<keyof AskedFor>

const clientNames = Object.keys(shownClient.fields) as ReadonlyArray<keyof PendingClient>

/** What of Authlete's response a page needs. Secrets of the client or the service are not in it. */
export const askedFor = (
  response: AuthorizationInteraction | AuthorizationNoInteraction,
  parameters: URLSearchParams,
  begunAt: number
): AskedFor => {
  const maxAge = maxAgeOf(response, parameters)
  const others: Partial<AskedFor> = omit(response, "client", "maxAge")
  return {
    ...pick(others, ...names),
    begunAt,
    ...(response.client !== undefined && { client: pick(response.client, ...clientNames) }),
    ...(maxAge !== undefined && { maxAge })
  }
}
