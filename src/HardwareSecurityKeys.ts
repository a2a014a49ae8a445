/**
 * Keys whose private half is held by a hardware security module (HSM) behind the Authlete server, which signs and
 * decrypts with them for the service. The service must have `hsmEnabled`, or else Authlete refuses every call.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema. Any `action` but `SUCCESS` is an error.
 *
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { HskCreateRequest, HskCreateResponse } from "./internal/operations/hardwareSecurityKeys/create.js"
import { hardwareSecurityKeysCreate } from "./internal/operations/hardwareSecurityKeys/create.js"
import { hardwareSecurityKeysDelete } from "./internal/operations/hardwareSecurityKeys/delete.js"
import type { HskGetResponse, HskHandle } from "./internal/operations/hardwareSecurityKeys/get.js"
import { hardwareSecurityKeysGet } from "./internal/operations/hardwareSecurityKeys/get.js"
import type { HskListResponse } from "./internal/operations/hardwareSecurityKeys/list.js"
import { hardwareSecurityKeysList } from "./internal/operations/hardwareSecurityKeys/list.js"

export { Hsk } from "./internal/models/hsk.js"
export { HskCreateRequest, HskCreateResponse } from "./internal/operations/hardwareSecurityKeys/create.js"
export { HskGetResponse, HskHandle } from "./internal/operations/hardwareSecurityKeys/get.js"
export { HskListResponse } from "./internal/operations/hardwareSecurityKeys/list.js"

/**
 * Has a hardware security module make a key, and registers it with the service. Authlete names the key by the `handle`
 * of the response.
 *
 * `POST /api/{serviceId}/hsk/create`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { HardwareSecurityKeys } from "effect-authlete"
 *
 * const created = HardwareSecurityKeys.create({ kty: "EC", use: "sig", alg: "ES256", kid: "key-1", hsmName: "google" })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const create = (
  request: HskCreateRequest
): Effect.Effect<HskCreateResponse, AuthleteError, AuthleteClient> => execute(hardwareSecurityKeysCreate, request)

/**
 * Deletes a key. One that does not exist is a `NotFound`.
 *
 * `DELETE /api/{serviceId}/hsk/delete/{handle}`. Sent again after any transient failure; a repeated call that does not
 * find the key any more has succeeded.
 *
 * @example
 * ```ts
 * import { HardwareSecurityKeys } from "effect-authlete"
 *
 * const deleted = HardwareSecurityKeys.delete("J5kEVyFyrNMhCIDiVCGfSCI1MWnwQVrXzC8WRmk5gmI")
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
const delete_ = (handle: HskHandle): Effect.Effect<void, AuthleteError, AuthleteClient> =>
  Effect.asVoid(execute(hardwareSecurityKeysDelete, handle))

export { delete_ as delete }

/**
 * Gets one key by its handle. A key that does not exist is a `NotFound`.
 *
 * `GET /api/{serviceId}/hsk/get/{handle}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { HardwareSecurityKeys } from "effect-authlete"
 *
 * const publicKey = HardwareSecurityKeys.get("J5kEVyFyrNMhCIDiVCGfSCI1MWnwQVrXzC8WRmk5gmI").pipe(
 *   Effect.map(({ hsk }) => hsk.publicKey)
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const get = (handle: HskHandle): Effect.Effect<HskGetResponse, AuthleteError, AuthleteClient> =>
  execute(hardwareSecurityKeysGet, handle)

/**
 * Lists the keys of the service, all at once.
 *
 * `GET /api/{serviceId}/hsk/get/list`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { HardwareSecurityKeys } from "effect-authlete"
 *
 * const handles = HardwareSecurityKeys.list().pipe(
 *   Effect.map(({ hsks = [] }) => hsks.map(({ handle }) => handle))
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const list = (): Effect.Effect<HskListResponse, AuthleteError, AuthleteClient> =>
  execute(hardwareSecurityKeysList, {})
