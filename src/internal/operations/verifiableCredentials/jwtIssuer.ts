import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { DocumentRequest } from "../../models/documentRequest.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe } from "../../schema/fields.js"

/**
 * What `VerifiableCredentials.jwtIssuer` tells the endpoint of the JWT VC issuer's metadata to respond with.
 *
 * @since 0.2.0
 * @category JWT issuer metadata
 */
export type VciJwtIssuerResponse = VciJwtIssuerOk | VciJwtIssuerNotFound | VciJwtIssuerInternalServerError

/**
 * @since 0.2.0
 * @category JWT issuer metadata
 */
export const VciJwtIssuerResponse = byAction(result, {
  OK: {
    /** The metadata of the JWT VC issuer, as the text of a JSON object. */
    responseContent: Schema.String
  },
  NOT_FOUND: {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The metadata is there.
 *
 * @since 0.2.0
 * @category JWT issuer metadata
 */
export interface VciJwtIssuerOk extends Schema.Schema.Type<typeof VciJwtIssuerResponse.cases.OK> {
  /** Respond with 200 and `responseContent` as JSON. It is public and may be cached. */
  readonly action: "OK"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category JWT issuer metadata
 */
export interface VciJwtIssuerNotFound extends Schema.Schema.Type<typeof VciJwtIssuerResponse.cases.NOT_FOUND> {
  /** Respond with 404 and `responseContent` as JSON. */
  readonly action: "NOT_FOUND"
}

/**
 * Authlete failed, or the service is not set up for it.
 *
 * @since 0.2.0
 * @category JWT issuer metadata
 */
export interface VciJwtIssuerInternalServerError
  extends Schema.Schema.Type<typeof VciJwtIssuerResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsJwtIssuer = Operation.make({
  name: "verifiableCredentials.jwtIssuer",
  path: "/vci/jwtissuer",
  request: DocumentRequest,
  response: VciJwtIssuerResponse,
  resend: Operation.always("read")
})
