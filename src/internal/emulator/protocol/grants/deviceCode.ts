/**
 * grant_type=urn:ietf:params:oauth:grant-type:device_code, RFC 8628.
 */
import type { State } from "../../store/state.js"
import { polling } from "./polling.js"

/** The seconds between two polls: 5 if the service says nothing. */
export const deviceInterval = ({ service: { deviceFlowPollingInterval = 0 } }: State): number =>
  deviceFlowPollingInterval > 0 ? deviceFlowPollingInterval : 5

export const deviceCode = polling({
  grantType: "DEVICE_CODE",
  name: "device_code",
  codes: {
    parameter: { missing: "A242301", empty: "A242302", repeated: "A242303" },
    unknown: "A242304",
    ofAnother: "A242305",
    expired: "A242306",
    pending: "A242307",
    tooFast: "A999386",
    denied: "A242001",
    success: "A242002",
    tooBig: "A999351"
  },
  storeOf: ({ devices }: State) => devices,
  isCode: (request, value) => request.deviceCode === value,
  interval: deviceInterval,
  objection: () => undefined
})
