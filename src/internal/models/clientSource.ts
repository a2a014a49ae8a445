import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * How Authlete came to know a client: by its API or console, by dynamic registration (RFC 7591), by OpenID Federation,
 * or through a client ID metadata document.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientSource =
  | "STATIC_REGISTRATION"
  | "DYNAMIC_REGISTRATION"
  | "AUTOMATIC_REGISTRATION"
  | "EXPLICIT_REGISTRATION"
  | "METADATA_DOCUMENT"

/**
 * @since 0.2.0
 * @category models
 */
export const ClientSource: Literals<ClientSource> = literals(
  "STATIC_REGISTRATION",
  "DYNAMIC_REGISTRATION",
  "AUTOMATIC_REGISTRATION",
  "EXPLICIT_REGISTRATION",
  "METADATA_DOCUMENT"
)
