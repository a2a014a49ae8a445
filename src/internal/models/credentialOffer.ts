import * as Schema from "../edge/schema.js"
import { RedactedString } from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"
import { merge } from "../schema/struct.js"
import { CredentialOfferInfo } from "./credentialOfferInfo.js"

const credentialOffer = Schema.Struct(merge(CredentialOfferInfo.fields, {
  /**
   * What the offer is known by at Authlete: 43 characters of base64url. Whoever has it can read the offer, so it is a
   * secret like the codes in the offer.
   */
  identifier: RedactedString,
  /**
   * The credential offer, as the text of a JSON object: the value of the `credential_offer` parameter for the wallet,
   * or the body of the response to a wallet that fetches `credential_offer_uri`.
   */
  credentialOffer: RedactedString
}))

/**
 * A `CredentialOfferInfo` that is sure to hold the offer, since the call was about it.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialOffer extends TypeOf<typeof credentialOffer.fields> {}

/**
 * What a `CredentialOffer` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialOfferEncoded extends EncodedOf<typeof credentialOffer.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const CredentialOffer: Model<typeof credentialOffer.fields, CredentialOffer, CredentialOfferEncoded> =
  credentialOffer
