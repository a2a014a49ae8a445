import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Client } from "../../models/client.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, selecting } from "../../schema/fields.js"

/**
 * The request of `Federation.register`: the body that the federation registration endpoint received. At least one of
 * the two is needed.
 *
 * @since 0.2.0
 * @category register
 */
export type FederationRegistrationRequest = typeof FederationRegistrationRequest.Type

/**
 * @since 0.2.0
 * @category register
 */
export const FederationRegistrationRequest = selecting(
  Schema.Struct({
    /** The relying party's entity configuration, a JWT: the body if its type is `application/entity-statement+jwt`. */
    entityConfiguration: maybe(Schema.String),
    /**
     * The relying party's trust chain, as the text of a JSON array of entity statements: the body if its type is
     * `application/trust-chain+json`.
     */
    trustChain: maybe(JsonText)
  }),
  "entityConfiguration",
  "trustChain"
)

/**
 * What `Federation.register` tells the federation registration endpoint to respond with.
 *
 * @since 0.2.0
 * @category register
 */
export type FederationRegistrationResponse =
  | FederationRegistrationOk
  | FederationRegistrationBadRequest
  | FederationRegistrationNotFound
  | FederationRegistrationInternalServerError

/**
 * @since 0.2.0
 * @category register
 */
export const FederationRegistrationResponse = byAction(result, {
  OK: {
    /** The entity statement that says how the relying party was registered: a signed JWT. */
    responseContent: Schema.String,
    /** The client that was registered. */
    client: maybe(Client)
  },
  BAD_REQUEST: {
    /** The error for the relying party, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  NOT_FOUND: {
    /** The error for the relying party, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error for the relying party, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The relying party was registered.
 *
 * @since 0.2.0
 * @category register
 */
export interface FederationRegistrationOk extends Schema.Schema.Type<typeof FederationRegistrationResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as `application/entity-statement+jwt`. */
  readonly action: "OK"
}

/**
 * The request of the relying party is wrong, or it is registered already.
 *
 * @since 0.2.0
 * @category register
 */
export interface FederationRegistrationBadRequest
  extends Schema.Schema.Type<typeof FederationRegistrationResponse.cases.BAD_REQUEST>
{
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The service takes no part in a federation: its `federationEnabled` is not set.
 *
 * @since 0.2.0
 * @category register
 */
export interface FederationRegistrationNotFound
  extends Schema.Schema.Type<typeof FederationRegistrationResponse.cases.NOT_FOUND>
{
  /** Respond with 404 and `responseContent` as JSON. */
  readonly action: "NOT_FOUND"
}

/**
 * Authlete failed, or the service lacks settings: its `federationJwks` or `authorityHints`, say.
 *
 * @since 0.2.0
 * @category register
 */
export interface FederationRegistrationInternalServerError
  extends Schema.Schema.Type<typeof FederationRegistrationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const federationRegister = Operation.make({
  name: "federation.register",
  path: "/federation/registration",
  request: FederationRegistrationRequest,
  response: FederationRegistrationResponse,
  resend: Operation.always("once")
})
