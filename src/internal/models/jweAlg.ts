import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"

/**
 * The key management algorithms of JWE, by RFC 7518, section 4.1, with `_` in place of `-` and `+`.
 *
 * @since 0.2.0
 * @category models
 */
export type JweAlg =
  | "RSA1_5"
  | "RSA_OAEP"
  | "RSA_OAEP_256"
  | "A128KW"
  | "A192KW"
  | "A256KW"
  | "DIR"
  | "ECDH_ES"
  | "ECDH_ES_A128KW"
  | "ECDH_ES_A192KW"
  | "ECDH_ES_A256KW"
  | "A128GCMKW"
  | "A192GCMKW"
  | "A256GCMKW"
  | "PBES2_HS256_A128KW"
  | "PBES2_HS384_A192KW"
  | "PBES2_HS512_A256KW"

/**
 * @since 0.2.0
 * @category models
 */
export const JweAlg: Literals<JweAlg> = literals(
  "RSA1_5",
  "RSA_OAEP",
  "RSA_OAEP_256",
  "A128KW",
  "A192KW",
  "A256KW",
  "DIR",
  "ECDH_ES",
  "ECDH_ES_A128KW",
  "ECDH_ES_A192KW",
  "ECDH_ES_A256KW",
  "A128GCMKW",
  "A192GCMKW",
  "A256GCMKW",
  "PBES2_HS256_A128KW",
  "PBES2_HS384_A192KW",
  "PBES2_HS512_A256KW"
)
