/**
 * GET /service/get: the service.
 */
import type { ServiceEncoded } from "../../../models/service.js"
import type { Written } from "../../http/response.js"
import { shown } from "../../model/service.js"
import type { State } from "../../store/state.js"

export const servicesGet = (state: State): Written<ServiceEncoded> =>
  shown(state.service, { apiKey: state.apiKey, clientCount: state.clients.byId.size })
