/**
 * Token requests of client applications that poll until the resource owner has decided on another device.
 */
import * as Either from "effect/Either"
import type { GrantType } from "../../../models/grantType.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { Pending, Store } from "../../store/pending.js"
import { put } from "../../store/pending.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest } from "../protocolError.js"
import { issueDecided } from "./decided.js"
import type { Flow, GrantError, GrantRequest } from "./grantRequest.js"

/** One grant type's result codes. */
export interface PollingCodes {
  readonly parameter: Parameters.ParameterCodes
  readonly unknown: ResultCode
  readonly ofAnother: ResultCode
  readonly expired: ResultCode
  readonly pending: ResultCode
  readonly tooFast: ResultCode
  readonly denied: ResultCode
  readonly success: ResultCode
  readonly tooBig: ResultCode
}

export interface Polling<Item extends Pending> {
  readonly grantType: GrantType
  /** The parameter with the code. */
  readonly name: string
  readonly codes: PollingCodes
  readonly storeOf: (state: GrantRequest["state"]) => Store<Item>
  /** Whether the value is the code of the request, and not another name that it has. */
  readonly isCode: (item: Item, value: string) => boolean
  /** The seconds between two polls. */
  readonly interval: (state: GrantRequest["state"]) => number
  /** Why the client application must not poll for the request at all. */
  readonly objection: (item: Item) => GrantError | undefined
}

const refuse = (error: string, code: ResultCode): Either.Either<never, GrantError> =>
  Either.left(badRequest(error)(code))

const find = <Item extends Pending>(
  { client, now, state }: GrantRequest,
  { codes, isCode, objection, storeOf }: Polling<Item>,
  value: string
): Either.Either<Item, GrantError> => {
  const item = storeOf(state).get(value)
  if (item === undefined || !isCode(item, value) || item.isUsed) return refuse("invalid_grant", codes.unknown)
  if (item.wanted.clientId !== client.clientId) return refuse("invalid_grant", codes.ofAnother)
  const objected = objection(item)
  if (objected !== undefined) return Either.left(objected)
  return isExpired(item, now) ? refuse("expired_token", codes.expired) : Either.right(item)
}

/** RFC 8628, section 3.5. */
const waiting = <Item extends Pending>(
  { now, state }: GrantRequest,
  { codes, interval, storeOf }: Polling<Item>,
  item: Item
): Either.Either<never, GrantError> => {
  put(storeOf(state), { ...item, polledAt: now })
  const isTooFast = item.polledAt !== undefined && now - item.polledAt < 1000 * interval(state)
  return isTooFast ? refuse("slow_down", codes.tooFast) : refuse("authorization_pending", codes.pending)
}

/** The flow of a grant type whose client applications poll. */
export const polling = <Item extends Pending>(how: Polling<Item>): Flow => (grantRequest) =>
  Either.gen(function*() {
    const { form, state } = grantRequest
    const { codes, grantType, name, storeOf } = how
    const value = yield* Either.mapLeft(Parameters.required(form, name, codes.parameter), invalidRequest)
    const item = yield* find(grantRequest, how, value)
    const { decision, denial, wanted } = item
    if (denial !== undefined) {
      put(storeOf(state), { ...item, isUsed: true })
      return yield* refuse(denial.error, codes.denied)
    }
    if (decision === undefined) return yield* waiting(grantRequest, how, item)
    return yield* issueDecided(
      grantRequest,
      { wanted, decision, grantType, codes },
      () => put(storeOf(state), { ...item, isUsed: true })
    )
  })
