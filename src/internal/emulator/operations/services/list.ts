/**
 * GET /service/get/list: the one service that the emulator plays, unless it was deleted.
 */
import * as Either from "effect/Either"
import type { ServiceListResponse } from "../../../operations/services/list.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { State } from "../../store/state.js"
import { windowOf } from "../paging.js"
import { servicesGet } from "./get.js"

type Response = Written<typeof ServiceListResponse.Encoded>

const windowCodes = {
  startNotInteger: "A036201",
  startNegative: "A036202",
  endNotInteger: "A036203",
  endNegative: "A036204"
} as const

export const servicesList = (
  state: State,
  query: Readonly<Record<string, string>>
): Either.Either<Response, Refusal> =>
  Either.map(windowOf(query, windowCodes), ({ end, start }) => {
    const services = state.isDeleted ? [] : [servicesGet(state)]
    return { start, end, totalCount: services.length, services: nonEmpty(services.slice(start, Math.max(start, end))) }
  })
