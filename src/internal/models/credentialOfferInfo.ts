import * as Schema from "../edge/schema.js"
import {
  EpochMillis,
  EpochSeconds,
  Flag,
  literals,
  maybe,
  open,
  RedactedString,
  Strings,
  Uri
} from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"
import { Property } from "./property.js"

/**
 * What a transaction code may consist of: digits, or any characters.
 *
 * @since 0.2.0
 * @category models
 */
export type TxCodeInputMode = typeof TxCodeInputMode.Type

/**
 * @since 0.2.0
 * @category models
 */
export const TxCodeInputMode = literals("numeric", "text")

const credentialOfferInfo = Schema.Struct({
  /**
   * What the offer is known by at Authlete: 43 characters of base64url. Whoever has it can read the offer, so it is a
   * secret like the codes in the offer.
   */
  identifier: maybe(RedactedString),
  /**
   * The credential offer, as the text of a JSON object: the value of the `credential_offer` parameter for the wallet,
   * or the body of the response to a wallet that fetches `credential_offer_uri`.
   */
  credentialOffer: maybe(RedactedString),
  /** The identifier of the credential issuer, a URL: `credential_issuer` of the offer. */
  credentialIssuer: maybe(Uri),
  /** Whether the offer has the grant `authorization_code`. */
  authorizationCodeGrantIncluded: maybe(Flag),
  /** Whether the grant `authorization_code` of the offer has an `issuer_state`. */
  issuerStateIncluded: maybe(Flag),
  /** The `issuer_state` of the offer. The wallet repeats it in its authorization request. */
  issuerState: maybe(RedactedString),
  /** Whether the offer has the grant `urn:ietf:params:oauth:grant-type:pre-authorized_code`. */
  preAuthorizedCodeGrantIncluded: maybe(Flag),
  /** The `pre-authorized_code` of the offer. The wallet presents it in its token request. */
  preAuthorizedCode: maybe(RedactedString),
  /** The resource owner whom the offer was made to. */
  subject: maybe(Schema.String),
  /** When the offer expires, in epoch milliseconds. */
  expiresAt: maybe(EpochMillis),
  /** What the caller kept with the offer; Authlete does not look at it. */
  context: maybe(Schema.String),
  /** What Authlete is to keep with the access token that comes out of the offer. */
  properties: maybe(Schema.Array(Property)),
  /** Claims to add to that access token if it is a JWT, as the text of a JSON object. */
  jwtAtClaims: maybe(RedactedString),
  /** When the resource owner was authenticated for the offer, in seconds since 1970-01-01T00:00:00Z. */
  authTime: maybe(EpochSeconds),
  /** The authentication context class that the resource owner was authenticated by for the offer. */
  acr: maybe(Schema.String),
  /** What is offered, by the names that the credential issuer's metadata has it under. */
  credentialConfigurationIds: maybe(Strings),
  /**
   * The transaction code that the wallet must present with the pre-authorized code. The resource owner gets it on
   * another way than the offer.
   */
  txCode: maybe(RedactedString),
  /** What the transaction code consists of: `input_mode` of the offer's `tx_code`. */
  txCodeInputMode: maybe(open(TxCodeInputMode)),
  /** How to get the transaction code, in words for the resource owner: `description` of the offer's `tx_code`. */
  txCodeDescription: maybe(Schema.String)
})

/**
 * A credential offer, in the sense of OpenID for Verifiable Credential Issuance, as Authlete keeps it.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialOfferInfo extends TypeOf<typeof credentialOfferInfo.fields> {}

/**
 * What a `CredentialOfferInfo` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialOfferInfoEncoded extends EncodedOf<typeof credentialOfferInfo.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const CredentialOfferInfo: Model<
  typeof credentialOfferInfo.fields,
  CredentialOfferInfo,
  CredentialOfferInfoEncoded
> = credentialOfferInfo
