import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * What the resource owner may be asked for: `prompt` of OpenID Connect.
 *
 * @since 0.2.0
 * @category models
 */
export type Prompt = "NONE" | "LOGIN" | "CONSENT" | "SELECT_ACCOUNT" | "CREATE"

/**
 * @since 0.2.0
 * @category models
 */
export const Prompt: Literals<Prompt> = literals("NONE", "LOGIN", "CONSENT", "SELECT_ACCOUNT", "CREATE")
