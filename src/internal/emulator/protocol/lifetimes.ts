/**
 * How long new tokens live. The first of these counts: what the call asks for, the setting of the client, the shortest
 * duration in the attributes of the scopes, the setting of the service.
 */
import type { ClientRecord } from "../model/client.js"
import type { Lifetime } from "../model/lifetime.js"
import { lifetime } from "../model/lifetime.js"
import type { ServiceRecord } from "../model/service.js"
import { durationOf, shortestDuration } from "../model/service.js"

const attributes = {
  accessTokenDuration: "access_token.duration",
  refreshTokenDuration: "refresh_token.duration"
} as const

type Duration = keyof typeof attributes

/** The setting of the client, if it has one and that is shorter than the service's: it cannot prolong anything. */
const durationOfClient = ({ extension }: ClientRecord, name: Duration, ofService: number): number | undefined => {
  const seconds = extension?.[name] ?? 0
  return seconds > 0 && seconds < ofService ? seconds : undefined
}

/** The lifetime of a new token, where the call asks for `asked` seconds, or for nothing in particular. */
export const tokenLifetime = (
  { client, scopes, service }: {
    readonly service: ServiceRecord
    readonly client: ClientRecord
    readonly scopes: ReadonlyArray<string>
  },
  name: Duration,
  asked: number | undefined,
  now: number
): Lifetime => {
  const ofService = durationOf(service, name)
  const usual = durationOfClient(client, name, ofService) ??
    shortestDuration(service, scopes, attributes[name]) ?? ofService
  return lifetime(now, asked, usual)
}

/** With `tokenExpirationLinked`, no access token outlives the refresh token that it was issued with. */
export const linked = (
  { tokenExpirationLinked }: ServiceRecord,
  access: Lifetime,
  refresh: Lifetime | undefined
): Lifetime =>
  tokenExpirationLinked === true && refresh !== undefined && refresh.expiresAt < access.expiresAt ? refresh : access
