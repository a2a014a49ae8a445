import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The response types of OAuth 2.0 and OpenID Connect, with `_` in place of the space.
 *
 * @since 0.2.0
 * @category models
 */
export type ResponseType =
  | "NONE"
  | "CODE"
  | "TOKEN"
  | "ID_TOKEN"
  | "CODE_TOKEN"
  | "CODE_ID_TOKEN"
  | "ID_TOKEN_TOKEN"
  | "CODE_ID_TOKEN_TOKEN"

/**
 * @since 0.2.0
 * @category models
 */
export const ResponseType: Literals<ResponseType> = literals(
  "NONE",
  "CODE",
  "TOKEN",
  "ID_TOKEN",
  "CODE_TOKEN",
  "CODE_ID_TOKEN",
  "ID_TOKEN_TOKEN",
  "CODE_ID_TOKEN_TOKEN"
)
