/**
 * Whether who is logged in may decide on a request: OpenID Connect Core, section 3.1.2.1, on `prompt`, `max_age`,
 * `id_token_hint` and `acr_values`.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { AuthorizationFailReason } from "../operations/authorization/fail.js"
import type { AskedFor, Pending } from "./pending.js"
import type { Session } from "./services.js"

/** The time of the clock, in whole seconds since 1970-01-01T00:00:00Z, as Authlete and JWTs have it. */
export const nowInSeconds = Effect.map(Clock.currentTimeMillis, (millis) => Math.floor(millis / 1000))

/** Whether the resource owner was authenticated after the request came in. */
const isFresh = (asked: AskedFor, { authTime }: Session) => authTime >= asked.begunAt

const asksForLogin = ({ prompts = [] }: AskedFor) => prompts.includes("LOGIN") || prompts.includes("CREATE")

const isTooOld = (asked: AskedFor, session: Session, now: number): boolean => {
  if (asked.maxAge === undefined) return false
  return asked.maxAge === 0 ? !isFresh(asked, session) : now - session.authTime > asked.maxAge
}

/** Whether the session is of none of the authentication context classes that the request insists on. */
export const lacksClass = ({ acrEssential = false, acrs = [] }: AskedFor, { acr }: Session) =>
  acrEssential && acrs.length > 0 && (acr === undefined || !acrs.includes(acr))

/** Why a session does not do for a request, in the order that Authlete's documentation gives; `undefined` if it does. */
export const shortcoming = (asked: AskedFor, session: Session, now: number): AuthorizationFailReason | undefined => {
  if (isTooOld(asked, session, now)) return "EXCEEDS_MAX_AGE"
  if (asked.subject !== undefined && asked.subject !== session.subject) return "DIFFERENT_SUBJECT"
  if (lacksClass(asked, session)) return "ACR_NOT_SATISFIED"
  return asksForLogin(asked) && !isFresh(asked, session) ? "NOT_AUTHENTICATED" : undefined
}

/** The request as a page sees it. */
export const pendingOf = (id: string, asked: AskedFor, session: Session | undefined, now: number): Pending => ({
  ...asked,
  id,
  session,
  mustLogin: session === undefined || shortcoming(asked, session, now) !== undefined
})

/** The same when the request has just come in: nobody can have logged in for it yet. */
export const pendingAtFirst = (id: string, asked: AskedFor, session: Session | undefined, now: number): Pending => {
  const pending = pendingOf(id, asked, session, now)
  return { ...pending, mustLogin: pending.mustLogin || asksForLogin(asked) || asked.maxAge === 0 }
}
