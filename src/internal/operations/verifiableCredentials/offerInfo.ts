import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { CredentialOffer } from "../../models/credentialOffer.js"
import { result } from "../../models/result.js"
import { Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `VerifiableCredentials.offerInfo`: which offer.
 *
 * @since 0.2.0
 * @category offer info
 */
export interface VciOfferInfoRequest extends Schema.Schema.Type<typeof VciOfferInfoRequest> {}

/**
 * @since 0.2.0
 * @category offer info
 */
export const VciOfferInfoRequest = Schema.Struct({
  /** The `identifier` of the offer, as `VerifiableCredentials.createOffer` gave it. */
  identifier: Token
})

/**
 * The response of `VerifiableCredentials.offerInfo`.
 *
 * @since 0.2.0
 * @category offer info
 */
export interface VciOfferInfoResponse extends Schema.Schema.Type<typeof VciOfferInfoResponse> {}

/**
 * @since 0.2.0
 * @category offer info
 */
export const VciOfferInfoResponse = Schema.Struct(merge(result, {
  /** `OK`: any other action is an error of the call. */
  action: literal("OK"),
  /** The offer. */
  info: CredentialOffer
}))

/** @internal */
export const verifiableCredentialsOfferInfo = Operation.make({
  name: "verifiableCredentials.offerInfo",
  path: "/vci/offer/info",
  request: VciOfferInfoRequest,
  response: VciOfferInfoResponse,
  reports: ["OK"],
  resend: Operation.always("read")
})
