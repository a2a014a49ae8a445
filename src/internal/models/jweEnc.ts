import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The content encryption algorithms of JWE, by RFC 7518, section 5.1, with `_` in place of `-`.
 *
 * @since 0.2.0
 * @category models
 */
export type JweEnc = "A128CBC_HS256" | "A192CBC_HS384" | "A256CBC_HS512" | "A128GCM" | "A192GCM" | "A256GCM"

/**
 * @since 0.2.0
 * @category models
 */
export const JweEnc: Literals<JweEnc> = literals(
  "A128CBC_HS256",
  "A192CBC_HS384",
  "A256CBC_HS512",
  "A128GCM",
  "A192GCM",
  "A256GCM"
)
