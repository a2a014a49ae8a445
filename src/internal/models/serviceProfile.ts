import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The profiles that a service may support.
 *
 * @since 0.2.0
 * @category models
 */
export type ServiceProfile = "FAPI" | "OPEN_BANKING"

/**
 * @since 0.2.0
 * @category models
 */
export const ServiceProfile: Literals<ServiceProfile> = literals("FAPI", "OPEN_BANKING")
