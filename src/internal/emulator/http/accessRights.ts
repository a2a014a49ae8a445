/**
 * What an access token of the API allows, and whether a caller may use an operation on a service.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../model/resultCodes.js"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"

/**
 * A right that an access token of Authlete's API may carry. `USE_SERVICE` includes `USE_INTROSPECTION`, `VIEW_SERVICE` and
 * `VIEW_CLIENT`; `MODIFY_SERVICE` and `CREATE_CLIENT` include `USE_INTROSPECTION`; `ADMIN` includes all.
 *
 * @since 0.1.0
 * @category models
 */
export type AccessRight =
  | "USE_INTROSPECTION"
  | "USE_SERVICE"
  | "VIEW_CLIENT"
  | "MODIFY_CLIENT"
  | "CREATE_CLIENT"
  | "VIEW_SERVICE"
  | "MODIFY_SERVICE"
  | "DELETE_SERVICE"
  | "ADMIN"

/** The rights that a right includes, besides itself. `ADMIN` includes all, and is not listed. */
const included: Partial<Record<AccessRight, ReadonlyArray<AccessRight>>> = {
  USE_SERVICE: ["USE_INTROSPECTION", "VIEW_SERVICE", "VIEW_CLIENT"],
  MODIFY_SERVICE: ["USE_INTROSPECTION"],
  CREATE_CLIENT: ["USE_INTROSPECTION"]
}

const allows = (rights: ReadonlyArray<AccessRight>, needed: AccessRight): boolean =>
  rights.some((right) => right === needed || right === "ADMIN" || included[right]?.includes(needed))

export interface Access {
  readonly serviceId: string
  /** The rights of each access token of the API. */
  readonly rights: ReadonlyMap<string, ReadonlyArray<AccessRight>>
}

const unauthorized = (code: ResultCode): Refusal => ({
  ...refusal("Unauthorized", code),
  headers: { "www-authenticate": "Bearer" }
})

const bearer = (authorization: string | undefined): Either.Either<string, Refusal> => {
  if (authorization === undefined) return Either.left(unauthorized("A001202"))
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  return token === undefined ? Either.left(unauthorized("A001203")) : Either.right(token)
}

export const authorize = (
  access: Access,
  authorization: string | undefined,
  wanted: {
    /** Whether the service was deleted. */
    readonly isDeleted: boolean
    /** None for an operation that stands beside the services. */
    readonly serviceId: string | undefined
    readonly path: string
    /** None for an operation that the emulator does not play. */
    readonly needs: AccessRight | undefined
  }
): Either.Either<void, Refusal> =>
  Either.gen(function*() {
    const rights = access.rights.get(yield* bearer(authorization))
    if (rights === undefined) return yield* Either.left(unauthorized("A458101"))
    if (wanted.serviceId !== undefined && (wanted.isDeleted || wanted.serviceId !== access.serviceId)) {
      return yield* Either.left(refusal("NotFound", "A458203"))
    }
    if (wanted.needs === undefined || allows(rights, wanted.needs)) return
    const detail = `${wanted.needs} for service ${wanted.serviceId ?? access.serviceId} (${wanted.path})`
    return yield* Either.left(refusal("Forbidden", "A457101", detail))
  })
