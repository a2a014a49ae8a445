/**
 * The tokens that a token exchange starts from: what the service knows about those that it has issued itself, and what it
 * checks of others.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { TokenInfo, TokenType } from "../../../operations/tokens/process.js"
import type { Written } from "../../http/response.js"
import { opened } from "../../model/jwt.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { supportedScopes } from "../../model/service.js"
import type { Half, TokenRecord } from "../../model/tokenRecord.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { checkIdToken, checkJwt } from "./inputJwt.js"

export interface InputToken {
  readonly token: string
  readonly type: TokenType
}

type Info = Written<typeof TokenInfo.Encoded>

/** What the authorization server is told about a token of the service. */
const infoOf = ({ clients, service }: State, record: TokenRecord, { expiresAt }: Half): Info => ({
  clientId: record.clientId,
  clientIdAlias: ClientStore.get(clients, record.clientId)?.clientIdAlias,
  clientIdAliasUsed: record.clientIdAliasUsed,
  subject: record.subject,
  scopes: nonEmpty(
    record.scopes.map((scope) => supportedScopes(service).find(({ name }) => name === scope) ?? { name: scope })
  ),
  expiresAt,
  properties: nonEmpty(record.properties),
  resources: record.resources,
  authorizationDetails: record.authorizationDetails
})

interface HalfCodes {
  readonly unknown: ResultCode
  readonly expired: ResultCode
}

const issuedToken = (
  state: State,
  record: TokenRecord | undefined,
  half: Half | undefined,
  { expired, unknown }: HalfCodes,
  now: number
): Either.Either<Info, ResultCode> => {
  if (record === undefined || half === undefined) return Either.left(unknown)
  return isExpired(half, now) ? Either.left(expired) : Either.right(infoOf(state, record, half))
}

/** An access token by its value, or as a JWT that the service has signed. */
const accessToken = ({ tokens }: State, token: string, signed: ReadonlySet<string>): TokenRecord | undefined =>
  TokenStore.isKnown(tokens, token) || signed.has(token) || Option.isNone(opened(token))
    ? TokenStore.find(tokens, "access", "byValue", token)
    : undefined

/**
 * What is known about the token, if the service has issued it; the result code for why it is not accepted. `signed` are the
 * tokens of the request that the service has signed. SAML and device secrets are the authorization server's to check.
 */
export const inspect = (
  state: State,
  { token, type }: InputToken,
  signed: ReadonlySet<string>,
  now: number
): Either.Either<Info | undefined, ResultCode> => {
  switch (type) {
    case "ACCESS_TOKEN": {
      const record = accessToken(state, token, signed)
      return issuedToken(state, record, record?.access, { unknown: "A311306", expired: "A999443" }, now)
    }
    case "REFRESH_TOKEN": {
      const record = TokenStore.find(state.tokens, "refresh", "byValue", token)
      return issuedToken(state, record, record?.refresh, { unknown: "A999444", expired: "A999445" }, now)
    }
    case "JWT":
      return Either.map(checkJwt(state.service, token, now), () => undefined)
    case "ID_TOKEN":
      return Either.map(checkIdToken(state.service, token, signed.has(token), now), () => undefined)
    default:
      return Either.right(undefined)
  }
}
