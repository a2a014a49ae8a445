import * as Schema from "../edge/schema.js"
import { Flag, maybe, optional, Secret, Uri } from "../schema/fields.js"

const fields = {
  /** The request's `DPoP` header. */
  dpop: optional(Secret),
  /** The HTTP method of the request, which the proof in `dpop` must be for. */
  htm: optional(Schema.String),
  /**
   * The URL of the request, which the proof in `dpop` must be for. Left out, it is the URL that the service has for the
   * endpoint, which is what to do behind a proxy.
   */
  htu: optional(Uri),
  /** Whether the proof in `dpop` must hold the nonce that Authlete expects, even if the service does not ask for it. */
  dpopNonceRequired: optional(Flag)
}

export interface DpopFields extends Readonly<typeof fields> {}

/**
 * RFC 9449's proof that a request came with, and what it is held against.
 */
export const dpop: DpopFields = fields

const nonceFields = {
  /** The nonce that the next DPoP proof must hold; the value of the `DPoP-Nonce` header to respond with. */
  dpopNonce: maybe(Schema.String)
}

export interface DpopNonceFields extends Readonly<typeof nonceFields> {}

/**
 * What the response to a request with a proof may have to hold, with any action.
 */
export const dpopNonce: DpopNonceFields = nonceFields
