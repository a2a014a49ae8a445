/**
 * POST /federation/registration, for a service that takes no part in a federation. The emulator plays no other.
 */
import type * as Either from "effect/Either"
import type { FederationRegistrationResponse } from "../../../operations/federation/register.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { State } from "../../store/state.js"
import { withoutFederation } from "./without.js"

type Response = Written<typeof FederationRegistrationResponse.Encoded>

export const federationRegister = (state: State): Either.Either<Response, Refusal> =>
  withoutFederation(state, "federation.register", "A999431")
