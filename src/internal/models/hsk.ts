import * as Schema from "../edge/schema.js"
import { literals, maybe, open } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const hsk = Schema.Struct({
  /** The key's name at Authlete, 43 characters that Authlete draws; `HardwareSecurityKeys.get` and `delete` take it. */
  handle: maybe(Schema.String),
  /** The `kid` of the JWK. */
  kid: maybe(Schema.String),
  /** The `kty` of the JWK. */
  kty: maybe(open(literals("EC", "RSA"))),
  /** The `use` of the JWK: `sig` for signatures, `enc` for decryption. */
  use: maybe(open(literals("sig", "enc"))),
  /** The `alg` of the JWK, such as `ES256` or `RSA-OAEP-256`. */
  alg: maybe(Schema.String),
  /** The hardware security module that holds the key, such as `google`. */
  hsmName: maybe(Schema.String),
  /** The public key that goes with the private key in the module. */
  publicKey: maybe(Schema.String)
})

/**
 * A key whose private half never leaves a hardware security module.
 *
 * @since 0.2.0
 * @category models
 */
export interface Hsk extends TypeOf<typeof hsk.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const Hsk: Model<typeof hsk.fields, Hsk> = hsk
