import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { literals, maybe, optional } from "../../schema/fields.js"

/**
 * What the service can be in a federation.
 *
 * @since 0.2.0
 * @category configuration
 */
export type FederationEntityType = typeof FederationEntityType.Type

/**
 * @since 0.2.0
 * @category configuration
 */
export const FederationEntityType = literals("OPENID_PROVIDER", "OPENID_CREDENTIAL_ISSUER")

/**
 * The request of `Federation.configuration`.
 *
 * @since 0.2.0
 * @category configuration
 */
export interface FederationConfigurationRequest extends Schema.Schema.Type<typeof FederationConfigurationRequest> {}

/**
 * @since 0.2.0
 * @category configuration
 */
export const FederationConfigurationRequest = Schema.Struct({
  /**
   * What the entity configuration has metadata for; Authlete takes `OPENID_PROVIDER` if it is left out or empty.
   * `OPENID_CREDENTIAL_ISSUER` counts only if the service issues verifiable credentials.
   */
  entityTypes: optional(Schema.Array(FederationEntityType))
})

/**
 * What `Federation.configuration` tells the endpoint of the entity configuration to respond with.
 *
 * @since 0.2.0
 * @category configuration
 */
export type FederationConfigurationResponse =
  | FederationConfigurationOk
  | FederationConfigurationNotFound
  | FederationConfigurationInternalServerError

/**
 * @since 0.2.0
 * @category configuration
 */
export const FederationConfigurationResponse = byAction(result, {
  OK: {
    /** The entity configuration: a signed JWT. */
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
 * The entity configuration is there.
 *
 * @since 0.2.0
 * @category configuration
 */
export interface FederationConfigurationOk extends Schema.Schema.Type<typeof FederationConfigurationResponse.cases.OK> {
  /** Respond with 200 and `responseContent` as `application/entity-statement+jwt`. It is public and may be cached. */
  readonly action: "OK"
}

/**
 * The service takes no part in a federation: its `federationEnabled` is not set.
 *
 * @since 0.2.0
 * @category configuration
 */
export interface FederationConfigurationNotFound
  extends Schema.Schema.Type<typeof FederationConfigurationResponse.cases.NOT_FOUND>
{
  /** Respond with 404 and `responseContent` as JSON. */
  readonly action: "NOT_FOUND"
}

/**
 * Authlete failed, or the service lacks settings: its `federationJwks` or `authorityHints`, say.
 *
 * @since 0.2.0
 * @category configuration
 */
export interface FederationConfigurationInternalServerError
  extends Schema.Schema.Type<typeof FederationConfigurationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const federationConfiguration = Operation.make({
  name: "federation.configuration",
  path: "/federation/configuration",
  request: FederationConfigurationRequest,
  response: FederationConfigurationResponse,
  resend: Operation.always("read")
})
