import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The security profiles of the OpenID Foundation's FAPI working group.
 *
 * @since 0.2.0
 * @category models
 */
export type FapiMode =
  | "FAPI1_BASELINE"
  | "FAPI1_ADVANCED"
  | "FAPI2_SECURITY"
  | "FAPI2_MESSAGE_SIGNING_AUTH_REQ"
  | "FAPI2_MESSAGE_SIGNING_AUTH_RES"
  | "FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES"
  | "FAPI2_MESSAGE_SIGNING_RESOURCE_REQ"
  | "FAPI2_MESSAGE_SIGNING_RESOURCE_RES"

/**
 * @since 0.2.0
 * @category models
 */
export const FapiMode: Literals<FapiMode> = literals(
  "FAPI1_BASELINE",
  "FAPI1_ADVANCED",
  "FAPI2_SECURITY",
  "FAPI2_MESSAGE_SIGNING_AUTH_REQ",
  "FAPI2_MESSAGE_SIGNING_AUTH_RES",
  "FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES",
  "FAPI2_MESSAGE_SIGNING_RESOURCE_REQ",
  "FAPI2_MESSAGE_SIGNING_RESOURCE_RES"
)
