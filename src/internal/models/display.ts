import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The user interfaces that a client may ask for: `display` of OpenID Connect.
 *
 * @since 0.2.0
 * @category models
 */
export type Display = "PAGE" | "POPUP" | "TOUCH" | "WAP"

/**
 * @since 0.2.0
 * @category models
 */
export const Display: Literals<Display> = literals("PAGE", "POPUP", "TOUCH", "WAP")
