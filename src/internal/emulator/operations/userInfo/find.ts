/**
 * The access token of a userinfo request, if it is good for that.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import { isExpired } from "../../model/lifetime.js"
import type { Result, ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import { isRefreshable } from "../../model/tokenRecord.js"
import type { ChallengeOptions } from "../../protocol/challenge.js"
import { challenge } from "../../protocol/challenge.js"
import type { BindingCodes, BindingFacts, BindingRequest } from "../../protocol/tokenBinding.js"
import { checkBinding, presentedToken, schemeOf } from "../../protocol/tokenBinding.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

/** One operation's result codes for what is wrong with an access token. */
export interface UserInfoCodes {
  readonly missing: ResultCode
  readonly unknown: ResultCode
  /** Expired, but its refresh token has not. */
  readonly refreshable: ResultCode
  /** Expired, and its refresh token has, too. */
  readonly ended: ResultCode
  readonly expired: ResultCode
  readonly noOpenId: ResultCode
  readonly noSubject: ResultCode
  readonly ofPassword: ResultCode
  readonly noClient: ResultCode
}

export interface Found {
  readonly record: TokenRecord
  readonly subject: string
  readonly client: ClientRecord
}

export interface Refused extends Result {
  readonly action: "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN"
  readonly responseContent: string
}

const refuse = (
  { service }: State,
  action: Refused["action"],
  error: string,
  code: ResultCode,
  options?: ChallengeOptions
): Either.Either<never, Refused> =>
  Either.left({ ...result(code), action, responseContent: challenge(service, error, code, options) })

const expiryCode = (record: TokenRecord, codes: UserInfoCodes, now: number): ResultCode => {
  if (isRefreshable(record, now)) return codes.refreshable
  return record.refresh === undefined ? codes.expired : codes.ended
}

/** The request of either operation. That of `issue` comes after the token was checked, and has no proof. */
interface Presented extends BindingRequest {
  readonly token?: string | undefined
}

/** The token, if it is there and has not expired. */
export const findAlive = (
  state: State,
  { token }: Presented,
  facts: BindingFacts,
  codes: UserInfoCodes,
  now: number
): Either.Either<TokenRecord, Refused> => {
  if (token === undefined) return refuse(state, "BAD_REQUEST", "invalid_token", codes.missing)
  const record = presentedToken(state, token, facts)
  if (record === undefined) return refuse(state, "UNAUTHORIZED", "invalid_token", codes.unknown)
  return isExpired(record.access, now)
    ? refuse(state, "UNAUTHORIZED", "invalid_token", expiryCode(record, codes, now), { scheme: schemeOf(record) })
    : Either.right(record)
}

/** Whether the one who presents the token is the one that it is bound to. */
export const checkHolder = (
  state: State,
  record: TokenRecord,
  request: Presented,
  facts: BindingFacts,
  codes: BindingCodes,
  now: number
): Either.Either<void, Refused> =>
  Either.orElse(
    checkBinding(state.service, record, request, facts, codes, now),
    ({ code, error }) => refuse(state, "UNAUTHORIZED", error, code, { scheme: schemeOf(record) })
  )

/** Whether the token is one for the userinfo endpoint. */
export const forUserInfo = (
  state: State,
  record: TokenRecord,
  codes: UserInfoCodes
): Either.Either<Found, Refused> => {
  const scheme = schemeOf(record)
  if (!record.scopes.includes("openid")) {
    return refuse(state, "FORBIDDEN", "insufficient_scope", codes.noOpenId, { scheme, scopes: ["openid"] })
  }
  const { subject } = record
  if (subject === undefined) return refuse(state, "FORBIDDEN", "invalid_token", codes.noSubject, { scheme })
  if (record.grantType === "PASSWORD") return refuse(state, "FORBIDDEN", "invalid_token", codes.ofPassword, { scheme })
  const client = ClientStore.get(state.clients, record.clientId)
  return client === undefined || client.locked === true
    ? refuse(state, "FORBIDDEN", "invalid_token", codes.noClient, { scheme })
    : Either.right({ record, subject, client })
}
