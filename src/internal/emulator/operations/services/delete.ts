/**
 * DELETE /service/delete: deletes the service with all that belongs to it.
 */
import type { State } from "../../store/state.js"
import { deleteService } from "../../store/state.js"

export const servicesDelete = (state: State): void => deleteService(state)
