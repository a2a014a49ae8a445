import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * What the user codes of the device flow are made of: 20 consonants, or digits.
 *
 * @since 0.2.0
 * @category models
 */
export type UserCodeCharset = "BASE20" | "NUMERIC"

/**
 * @since 0.2.0
 * @category models
 */
export const UserCodeCharset: Literals<UserCodeCharset> = literals("BASE20", "NUMERIC")
