import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * Whether a client runs on a web server or on a device: `application_type` of OpenID Connect Registration.
 *
 * @since 0.2.0
 * @category models
 */
export type ApplicationType = "WEB" | "NATIVE"

/**
 * @since 0.2.0
 * @category models
 */
export const ApplicationType: Literals<ApplicationType> = literals("WEB", "NATIVE")
