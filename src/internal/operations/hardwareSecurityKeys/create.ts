import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { Hsk } from "../../models/hsk.js"
import { result } from "../../models/result.js"
import { literals, optional } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `HardwareSecurityKeys.create`.
 *
 * @since 0.2.0
 * @category create
 */
export interface HskCreateRequest extends Schema.Schema.Type<typeof HskCreateRequest> {}

/**
 * @since 0.2.0
 * @category create
 */
export const HskCreateRequest = Schema.Struct({
  /** The `kty` of the JWK to make. */
  kty: optional(literals("EC", "RSA")),
  /** The `use` of the JWK: `sig` for a key that signs, `enc` for one that decrypts. */
  use: optional(literals("sig", "enc")),
  /** The `kid` of the JWK. */
  kid: optional(Schema.String),
  /** The hardware security module that is to hold the key, such as `google`. */
  hsmName: optional(Schema.String),
  /** The `alg` of the JWK (RFC 7518), as far as the module supports it: `ES256` or `RSA-OAEP-256`, say. */
  alg: optional(Schema.String)
})

/**
 * The response of `HardwareSecurityKeys.create`: the new key.
 *
 * @since 0.2.0
 * @category create
 */
export interface HskCreateResponse extends Schema.Schema.Type<typeof HskCreateResponse> {}

/**
 * @since 0.2.0
 * @category create
 */
export const HskCreateResponse = Schema.Struct(merge(result, {
  action: literal("SUCCESS"),
  /** The key that was made, with the `handle` that Authlete drew for it. */
  hsk: Hsk
}))

/** @internal */
export const hardwareSecurityKeysCreate = Operation.make({
  name: "hardwareSecurityKeys.create",
  path: "/hsk/create",
  request: HskCreateRequest,
  response: HskCreateResponse,
  reports: ["SUCCESS"],
  // A second call makes a second key.
  resend: Operation.always("once")
})
