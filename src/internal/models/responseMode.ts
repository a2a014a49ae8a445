import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * How the parameters of an authorization response travel, as plain parameters or in a JWT (JARM).
 *
 * @since 0.2.0
 * @category models
 */
export type ResponseMode = "QUERY" | "FRAGMENT" | "FORM_POST" | "JWT" | "QUERY_JWT" | "FRAGMENT_JWT" | "FORM_POST_JWT"

/**
 * @since 0.2.0
 * @category models
 */
export const ResponseMode: Literals<ResponseMode> = literals(
  "QUERY",
  "FRAGMENT",
  "FORM_POST",
  "JWT",
  "QUERY_JWT",
  "FRAGMENT_JWT",
  "FORM_POST_JWT"
)
