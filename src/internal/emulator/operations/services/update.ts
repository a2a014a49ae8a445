/**
 * POST /service/update: replaces the settings of the service. What the request leaves out is reset.
 */
import type { ServiceEncoded } from "../../../models/service.js"
import type { ServiceUpdateRequest } from "../../../operations/services/update.js"
import type { Written } from "../../http/response.js"
import { replaced } from "../../model/service.js"
import type { State } from "../../store/state.js"
import { servicesGet } from "./get.js"

type Request = Partial<typeof ServiceUpdateRequest.Encoded>

export const servicesUpdate = (state: State, request: Request, now: number): Written<ServiceEncoded> => {
  state.service = replaced(state.service, request, now)
  // The response about a change has the milliseconds. What is stored, and given later, is rounded to seconds.
  return { ...servicesGet(state), modifiedAt: now }
}
