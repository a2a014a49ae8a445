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
import { challenge } from "../../protocol/challenge.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

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
  scopes?: ReadonlyArray<string>
): Either.Either<never, Refused> =>
  Either.left({ ...result(code), action, responseContent: challenge(service, error, code, { scopes }) })

const expiryCode = (record: TokenRecord, codes: UserInfoCodes, now: number): ResultCode => {
  if (isRefreshable(record, now)) return codes.refreshable
  return record.refresh === undefined ? codes.expired : codes.ended
}

export const find = (
  state: State,
  { token }: { readonly token?: string | undefined },
  codes: UserInfoCodes,
  now: number
): Either.Either<Found, Refused> => {
  if (token === undefined) return refuse(state, "BAD_REQUEST", "invalid_token", codes.missing)
  const record = TokenStore.find(state.tokens, "access", "byValue", token)
  if (record === undefined) return refuse(state, "UNAUTHORIZED", "invalid_token", codes.unknown)
  if (isExpired(record.access, now)) {
    return refuse(state, "UNAUTHORIZED", "invalid_token", expiryCode(record, codes, now))
  }
  if (!record.scopes.includes("openid")) {
    return refuse(state, "FORBIDDEN", "insufficient_scope", codes.noOpenId, ["openid"])
  }
  const { subject } = record
  if (subject === undefined) return refuse(state, "FORBIDDEN", "invalid_token", codes.noSubject)
  if (record.grantType === "PASSWORD") return refuse(state, "FORBIDDEN", "invalid_token", codes.ofPassword)
  const client = ClientStore.get(state.clients, record.clientId)
  return client === undefined || client.locked === true
    ? refuse(state, "FORBIDDEN", "invalid_token", codes.noClient)
    : Either.right({ record, subject, client })
}
