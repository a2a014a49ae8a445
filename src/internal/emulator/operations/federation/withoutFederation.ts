/**
 * POST /federation/configuration and /federation/registration, for a service that takes no part in a federation: its
 * authorization server has nothing at these addresses. The emulator plays no other.
 */
import * as Either from "effect/Either"
import type { FederationConfigurationResponse } from "../../../operations/federation/configuration.js"
import type { FederationRegistrationResponse } from "../../../operations/federation/register.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ErrorResponse } from "../../protocol/protocolError.js"
import { errorResponse } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"

const withoutFederation = (
  { service }: State,
  operation: string,
  code: ResultCode
): Either.Either<ErrorResponse<"NOT_FOUND">, Refusal> =>
  service.federationEnabled === true
    ? Either.left(refusal("NotImplemented", "A999210", operation))
    : Either.right(errorResponse(service)({ action: "NOT_FOUND", error: "not_found", code }))

type ConfigurationResponse = Written<typeof FederationConfigurationResponse.Encoded>
type RegistrationResponse = Written<typeof FederationRegistrationResponse.Encoded>

export const federationConfiguration = (state: State): Either.Either<ConfigurationResponse, Refusal> =>
  withoutFederation(state, "federation.configuration", "A999430")

export const federationRegister = (state: State): Either.Either<RegistrationResponse, Refusal> =>
  withoutFederation(state, "federation.register", "A999431")
