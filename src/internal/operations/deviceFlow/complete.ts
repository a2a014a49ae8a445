import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { decided, decisionOnDevice } from "../../models/decisionOnDevice.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { Secret } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `DeviceFlow.complete`. With the result `AUTHORIZED`, it must have a `subject`.
 *
 * @since 0.2.0
 * @category complete
 */
export type DeviceCompleteRequest = typeof DeviceCompleteRequest.Type

/**
 * @since 0.2.0
 * @category complete
 */
export const DeviceCompleteRequest = decided(Schema.Struct(merge(
  {
    /** The user code that `DeviceFlow.verify` found valid. */
    userCode: Secret
  },
  decisionOnDevice
)))

/**
 * The response of `DeviceFlow.complete`: what to tell the resource owner.
 *
 * @since 0.2.0
 * @category complete
 */
export type DeviceCompleteResponse =
  | DeviceCompleteSuccess
  | DeviceCompleteUserCodeExpired
  | DeviceCompleteUserCodeNotExist
  | DeviceCompleteInvalidRequest
  | DeviceCompleteServerError

/**
 * @since 0.2.0
 * @category complete
 */
export const DeviceCompleteResponse = byAction(result, {
  SUCCESS: {},
  USER_CODE_EXPIRED: {},
  USER_CODE_NOT_EXIST: {},
  INVALID_REQUEST: {},
  SERVER_ERROR: {}
})

/**
 * The decision is known to Authlete, and the client application will get it at the token endpoint.
 *
 * @since 0.2.0
 * @category complete
 */
export interface DeviceCompleteSuccess extends Schema.Schema.Type<typeof DeviceCompleteResponse.cases.SUCCESS> {
  /** `SUCCESS`: show a page that says to go on at the device. */
  readonly action: "SUCCESS"
}

/**
 * The user code has expired meanwhile.
 *
 * @since 0.2.0
 * @category complete
 */
export interface DeviceCompleteUserCodeExpired
  extends Schema.Schema.Type<typeof DeviceCompleteResponse.cases.USER_CODE_EXPIRED>
{
  /** `USER_CODE_EXPIRED`: show a page that says to start again on the device. */
  readonly action: "USER_CODE_EXPIRED"
}

/**
 * There is no such user code, or it was completed before.
 *
 * @since 0.2.0
 * @category complete
 */
export interface DeviceCompleteUserCodeNotExist
  extends Schema.Schema.Type<typeof DeviceCompleteResponse.cases.USER_CODE_NOT_EXIST>
{
  /** `USER_CODE_NOT_EXIST`: show a page that says to start again on the device. */
  readonly action: "USER_CODE_NOT_EXIST"
}

/**
 * The request to Authlete was wrong.
 *
 * @since 0.2.0
 * @category complete
 */
export interface DeviceCompleteInvalidRequest
  extends Schema.Schema.Type<typeof DeviceCompleteResponse.cases.INVALID_REQUEST>
{
  /** `INVALID_REQUEST`: respond with 500: the fault is the authorization server's. */
  readonly action: "INVALID_REQUEST"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category complete
 */
export interface DeviceCompleteServerError
  extends Schema.Schema.Type<typeof DeviceCompleteResponse.cases.SERVER_ERROR>
{
  /** `SERVER_ERROR`: respond with 500. */
  readonly action: "SERVER_ERROR"
}

/** @internal */
export const deviceFlowComplete = Operation.make({
  name: "deviceFlow.complete",
  path: "/device/complete",
  request: DeviceCompleteRequest,
  response: DeviceCompleteResponse,
  // A second call finds the user code used, and what the first one came to is lost.
  resend: Operation.always("once")
})
