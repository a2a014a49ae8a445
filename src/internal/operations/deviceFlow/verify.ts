import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { askedForOnDevice } from "../../models/askedFor.js"
import { clientReference } from "../../models/clientReference.js"
import { grantManagement } from "../../models/grantManagement.js"
import { result } from "../../models/result.js"
import { byAction, withSynonym } from "../../schema/byAction.js"
import { EpochMillis, maybe, Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `DeviceFlow.verify`.
 *
 * @since 0.2.0
 * @category verify
 */
export interface DeviceVerificationRequest extends Schema.Schema.Type<typeof DeviceVerificationRequest> {}

/**
 * @since 0.2.0
 * @category verify
 */
export const DeviceVerificationRequest = Schema.Struct({
  /** The user code as the resource owner typed it in. */
  userCode: Secret
})

/**
 * The response of `DeviceFlow.verify`: whether the user code is one, and what it is for.
 *
 * @since 0.2.0
 * @category verify
 */
export type DeviceVerificationResponse =
  | DeviceVerificationValid
  | DeviceVerificationExpired
  | DeviceVerificationNotExist
  | DeviceVerificationServerError

/**
 * @since 0.2.0
 * @category verify
 */
export const DeviceVerificationResponse = withSynonym(
  byAction(merge(result, clientReference, { clientName: maybe(Schema.String) }), {
    VALID: merge(askedForOnDevice, grantManagement, {
      /** When the user code expires, in epoch milliseconds. */
      expiresAt: maybe(EpochMillis)
    }),
    EXPIRED: {},
    NOT_EXIST: {},
    SERVER_ERROR: {}
  }),
  // Authlete's documents and its Java library call the same failure differently.
  "INTERNAL_SERVER_ERROR",
  "SERVER_ERROR"
)

/**
 * The user code is one, and has not expired.
 *
 * @since 0.2.0
 * @category verify
 */
export interface DeviceVerificationValid extends Schema.Schema.Type<typeof DeviceVerificationResponse.cases.VALID> {
  /**
   * `VALID`: show the client and what it asks for, let the resource owner log in and agree or not, then call
   * `DeviceFlow.complete` with the user code.
   */
  readonly action: "VALID"
}

/**
 * The user code has expired.
 *
 * @since 0.2.0
 * @category verify
 */
export interface DeviceVerificationExpired extends Schema.Schema.Type<typeof DeviceVerificationResponse.cases.EXPIRED> {
  /** `EXPIRED`: show a page that says to start again on the device. */
  readonly action: "EXPIRED"
}

/**
 * There is no such user code.
 *
 * @since 0.2.0
 * @category verify
 */
export interface DeviceVerificationNotExist
  extends Schema.Schema.Type<typeof DeviceVerificationResponse.cases.NOT_EXIST>
{
  /** `NOT_EXIST`: let the resource owner type it in again, a few times at most (RFC 8628, section 5.1). */
  readonly action: "NOT_EXIST"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category verify
 */
export interface DeviceVerificationServerError
  extends Schema.Schema.Type<typeof DeviceVerificationResponse.cases.SERVER_ERROR>
{
  /** `SERVER_ERROR`: respond with 500, and a page that says to try again later. */
  readonly action: "SERVER_ERROR"
}

/** @internal */
export const deviceFlowVerify = Operation.make({
  name: "deviceFlow.verify",
  path: "/device/verification",
  request: DeviceVerificationRequest,
  response: DeviceVerificationResponse,
  resend: Operation.always("read")
})
