import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The grant types that Authlete knows.
 *
 * @since 0.1.0
 * @category models
 */
export type GrantType =
  | "AUTHORIZATION_CODE"
  | "IMPLICIT"
  | "PASSWORD"
  | "CLIENT_CREDENTIALS"
  | "REFRESH_TOKEN"
  | "CIBA"
  | "DEVICE_CODE"
  | "TOKEN_EXCHANGE"
  | "JWT_BEARER"
  | "PRE_AUTHORIZED_CODE"

/**
 * @since 0.1.0
 * @category models
 */
export const GrantType: Literals<GrantType> = literals(
  "AUTHORIZATION_CODE",
  "IMPLICIT",
  "PASSWORD",
  "CLIENT_CREDENTIALS",
  "REFRESH_TOKEN",
  "CIBA",
  "DEVICE_CODE",
  "TOKEN_EXCHANGE",
  "JWT_BEARER",
  "PRE_AUTHORIZED_CODE"
)
