import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { CredentialOffer } from "../../models/credentialOffer.js"
import { TxCodeInputMode } from "../../models/credentialOfferInfo.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import { EpochSeconds, Flag, optional, Seconds, Secret, Selector, Strings } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `VerifiableCredentials.createOffer`: what is offered, to whom, and how the wallet may get it.
 *
 * @since 0.2.0
 * @category create offer
 */
export interface VciOfferCreateRequest extends Schema.Schema.Type<typeof VciOfferCreateRequest> {}

/**
 * @since 0.2.0
 * @category create offer
 */
export const VciOfferCreateRequest = Schema.Struct({
  /** The resource owner whom the offer is for. */
  subject: Selector,
  /** What is offered, by the names that the credential issuer's metadata has it under. Authlete wants at least one. */
  credentialConfigurationIds: optional(Strings),
  /** Whether the wallet may get the credentials by an authorization request: the grant `authorization_code`. */
  authorizationCodeGrantIncluded: optional(Flag),
  /** Whether that grant has an `issuer_state`, which Authlete draws and the wallet repeats. */
  issuerStateIncluded: optional(Flag),
  /**
   * Whether the wallet may get the credentials without asking the resource owner again: the grant
   * `urn:ietf:params:oauth:grant-type:pre-authorized_code`. Authlete draws the code.
   */
  preAuthorizedCodeGrantIncluded: optional(Flag),
  /** How long the offer lasts, in seconds; only a positive value counts, else the service's. */
  duration: optional(Seconds),
  /** Anything that the caller wants to keep with the offer; Authlete does not look at it. */
  context: optional(Schema.String),
  /** What Authlete is to keep with the access token that comes out of the offer. */
  properties: optional(Schema.Array(Property)),
  /** Claims to add to that access token if it is a JWT, as the text of a JSON object. */
  jwtAtClaims: optional(Secret),
  /** When the resource owner was authenticated for the offer, in seconds since 1970-01-01T00:00:00Z. */
  authTime: optional(EpochSeconds),
  /** The authentication context class that the resource owner was authenticated by for the offer. */
  acr: optional(Schema.String),
  /**
   * The transaction code that the wallet must present with the pre-authorized code. Give it to the resource owner on
   * another way than the offer.
   */
  txCode: optional(Secret),
  /** What the transaction code consists of: `input_mode` of the offer's `tx_code`. */
  txCodeInputMode: optional(TxCodeInputMode),
  /** How to get the transaction code, in words for the resource owner: `description` of the offer's `tx_code`. */
  txCodeDescription: optional(Schema.String)
})

/**
 * The response of `VerifiableCredentials.createOffer`.
 *
 * @since 0.2.0
 * @category create offer
 */
export interface VciOfferCreateResponse extends Schema.Schema.Type<typeof VciOfferCreateResponse> {}

/**
 * @since 0.2.0
 * @category create offer
 */
export const VciOfferCreateResponse = Schema.Struct(merge(result, {
  /** `CREATED`: any other action is an error of the call. */
  action: literal("CREATED"),
  /** The offer: by value, and what to refer to it by. */
  info: CredentialOffer
}))

/** @internal */
export const verifiableCredentialsCreateOffer = Operation.make({
  name: "verifiableCredentials.createOffer",
  path: "/vci/offer/create",
  request: VciOfferCreateRequest,
  response: VciOfferCreateResponse,
  reports: ["CREATED"],
  resend: Operation.always("once")
})
