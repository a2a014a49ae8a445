import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The subject types of OpenID Connect Core, section 8: the same `sub` for all clients, or another one for each sector.
 *
 * @since 0.2.0
 * @category models
 */
export type SubjectType = "PUBLIC" | "PAIRWISE"

/**
 * @since 0.2.0
 * @category models
 */
export const SubjectType: Literals<SubjectType> = literals("PUBLIC", "PAIRWISE")
