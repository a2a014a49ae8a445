import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * What form the `aud` claim of an ID token has: a list with one element, or a text.
 *
 * @since 0.2.0
 * @category models
 */
export type IdTokenAudType = "array" | "string"

/**
 * @since 0.2.0
 * @category models
 */
export const IdTokenAudType: Literals<IdTokenAudType> = literals("array", "string")
