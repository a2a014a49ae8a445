/**
 * What the authorization server tells about a request that was decided on another device.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../model/resultCodes.js"
import type { Decision, Wanted } from "../store/authorizations.js"
import * as GrantedScopes from "../store/grantedScopes.js"
import type { Pending } from "../store/pending.js"
import type { State } from "../store/state.js"
import type { DecisionCodes, Given } from "./authorization/decide.js"
import { decisionOf } from "./authorization/decide.js"
import { recordGrant } from "./authorization/grants.js"

export interface Told extends Given {
  readonly result?: "AUTHORIZED" | "ACCESS_DENIED" | "TRANSACTION_FAILED" | undefined
  readonly errorDescription?: string | undefined
  readonly errorUri?: string | undefined
}

export type Outcome = Pick<Pending, "decision" | "denial">

const agreed = (
  state: State,
  wanted: Wanted,
  told: Told,
  codes: DecisionCodes,
  now: number
): Either.Either<Outcome, ResultCode> =>
  Either.map(decisionOf(state.service, wanted, told, codes), (decision): Outcome => {
    const { clientId } = wanted
    const { scopes, subject } = decision
    GrantedScopes.grant(state.grantedScopes, { clientId, scopes, subject }, now)
    const settled: Decision = { ...decision, grantId: recordGrant(state, wanted, decision) }
    return { decision: settled, denial: undefined }
  })

/** What the decision comes to, or the result code for why the call is refused. */
export const outcomeOf = (
  state: State,
  wanted: Wanted,
  told: Told,
  codes: DecisionCodes & { readonly noResult: ResultCode },
  now: number
): Either.Either<Outcome, ResultCode> => {
  switch (told.result) {
    case undefined:
      return Either.left(codes.noResult)
    case "AUTHORIZED":
      return agreed(state, wanted, told, codes, now)
    default:
      return Either.right({
        decision: undefined,
        denial: {
          error: told.result === "ACCESS_DENIED" ? "access_denied" : "server_error",
          description: told.errorDescription,
          uri: told.errorUri
        }
      })
  }
}
