import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { DocumentRequest } from "../../models/documentRequest.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe } from "../../schema/fields.js"

/**
 * What `VerifiableCredentials.jwks` tells the JWK Set endpoint of the credential issuer to respond with.
 *
 * @since 0.2.0
 * @category credential issuer keys
 */
export type VciJwksResponse = VciJwksOk | VciJwksNotFound | VciJwksInternalServerError

/**
 * @since 0.2.0
 * @category credential issuer keys
 */
export const VciJwksResponse = byAction(result, {
  OK: {
    /** The JWK Set with the public keys that credentials are signed with, as the text of a JSON object. */
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
 * The keys are there.
 *
 * @since 0.2.0
 * @category credential issuer keys
 */
export interface VciJwksOk extends Schema.Schema.Type<typeof VciJwksResponse.cases.OK> {
  /** Respond with 200 and `responseContent` as JSON. It is public and may be cached. */
  readonly action: "OK"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category credential issuer keys
 */
export interface VciJwksNotFound extends Schema.Schema.Type<typeof VciJwksResponse.cases.NOT_FOUND> {
  /** Respond with 404 and `responseContent` as JSON. */
  readonly action: "NOT_FOUND"
}

/**
 * Authlete failed, or the service is not set up for it.
 *
 * @since 0.2.0
 * @category credential issuer keys
 */
export interface VciJwksInternalServerError
  extends Schema.Schema.Type<typeof VciJwksResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsJwks = Operation.make({
  name: "verifiableCredentials.jwks",
  path: "/vci/jwks",
  request: DocumentRequest,
  response: VciJwksResponse,
  resend: Operation.always("read")
})
