import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * How a client gets its tokens after a backchannel authentication (CIBA): it is notified and fetches them, it polls,
 * or they are pushed to it.
 *
 * @since 0.2.0
 * @category models
 */
export type DeliveryMode = "PING" | "POLL" | "PUSH"

/**
 * @since 0.2.0
 * @category models
 */
export const DeliveryMode: Literals<DeliveryMode> = literals("PING", "POLL", "PUSH")
