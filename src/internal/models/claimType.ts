import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The claim types of OpenID Connect Core, section 5.6.
 *
 * @since 0.2.0
 * @category models
 */
export type ClaimType = "NORMAL" | "AGGREGATED" | "DISTRIBUTED"

/**
 * @since 0.2.0
 * @category models
 */
export const ClaimType: Literals<ClaimType> = literals("NORMAL", "AGGREGATED", "DISTRIBUTED")
