/**
 * What a service responds to that has no `federationEnabled`: its authorization server has nothing at these addresses.
 */
import * as Either from "effect/Either"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ErrorResponse } from "../../protocol/protocolError.js"
import { errorResponse } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"

export const withoutFederation = (
  { service }: State,
  operation: string,
  code: ResultCode
): Either.Either<ErrorResponse<"NOT_FOUND">, Refusal> =>
  service.federationEnabled === true
    ? Either.left(refusal("NotImplemented", "A999210", operation))
    : Either.right(errorResponse(service)({ action: "NOT_FOUND", error: "not_found", code }))
