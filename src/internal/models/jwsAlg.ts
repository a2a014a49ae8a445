import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The signature algorithms of JWS, by RFC 7518, section 3.1, RFC 8037 and RFC 8812.
 *
 * @since 0.2.0
 * @category models
 */
export type JwsAlg =
  | "NONE"
  | "HS256"
  | "HS384"
  | "HS512"
  | "RS256"
  | "RS384"
  | "RS512"
  | "ES256"
  | "ES384"
  | "ES512"
  | "PS256"
  | "PS384"
  | "PS512"
  | "ES256K"
  | "EdDSA"

/**
 * @since 0.2.0
 * @category models
 */
export const JwsAlg: Literals<JwsAlg> = literals(
  "NONE",
  "HS256",
  "HS384",
  "HS512",
  "RS256",
  "RS384",
  "RS512",
  "ES256",
  "ES384",
  "ES512",
  "PS256",
  "PS384",
  "PS512",
  "ES256K",
  "EdDSA"
)
