import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The ways in which a client authenticates at the token endpoint and its like.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientAuthMethod =
  | "NONE"
  | "CLIENT_SECRET_BASIC"
  | "CLIENT_SECRET_POST"
  | "CLIENT_SECRET_JWT"
  | "PRIVATE_KEY_JWT"
  | "TLS_CLIENT_AUTH"
  | "SELF_SIGNED_TLS_CLIENT_AUTH"
  | "ATTEST_JWT_CLIENT_AUTH"
  | "SPIFFE_JWT"

/**
 * @since 0.2.0
 * @category models
 */
export const ClientAuthMethod: Literals<ClientAuthMethod> = literals(
  "NONE",
  "CLIENT_SECRET_BASIC",
  "CLIENT_SECRET_POST",
  "CLIENT_SECRET_JWT",
  "PRIVATE_KEY_JWT",
  "TLS_CLIENT_AUTH",
  "SELF_SIGNED_TLS_CLIENT_AUTH",
  "ATTEST_JWT_CLIENT_AUTH",
  "SPIFFE_JWT"
)
