import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * How a client is registered by OpenID Federation: with its first request, or by a request of its own.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientRegistrationType = "AUTOMATIC" | "EXPLICIT"

/**
 * @since 0.2.0
 * @category models
 */
export const ClientRegistrationType: Literals<ClientRegistrationType> = literals("AUTOMATIC", "EXPLICIT")
