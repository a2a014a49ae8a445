import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * How evidence of verified claims may be attached: in the claims themselves, or as a reference.
 *
 * @since 0.2.0
 * @category models
 */
export type AttachmentType = "EMBEDDED" | "EXTERNAL"

/**
 * @since 0.2.0
 * @category models
 */
export const AttachmentType: Literals<AttachmentType> = literals("EMBEDDED", "EXTERNAL")
