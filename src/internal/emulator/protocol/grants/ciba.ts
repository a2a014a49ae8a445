/**
 * grant_type=urn:openid:params:grant-type:ciba, OpenID Connect CIBA.
 */
import type { State } from "../../store/state.js"
import { badRequest } from "../protocolError.js"
import { polling } from "./polling.js"

/** The seconds between two polls: 5 if the service says nothing. */
export const backchannelInterval = ({ service: { backchannelPollingInterval = 0 } }: State): number =>
  backchannelPollingInterval > 0 ? backchannelPollingInterval : 5

export const ciba = polling({
  grantType: "CIBA",
  name: "auth_req_id",
  codes: {
    parameter: { missing: "A200301", empty: "A200302", repeated: "A200303" },
    unknown: "A200304",
    ofAnother: "A200305",
    expired: "A200307",
    pending: "A200308",
    tooFast: "A999352",
    denied: "A200001",
    success: "A200002",
    tooBig: "A999351"
  },
  storeOf: ({ backchannel }: State) => backchannel,
  isCode: (request, value) => request.authReqId === value,
  interval: backchannelInterval,
  // In push mode the tokens are sent to the client application.
  objection: ({ mode }) => mode === "PUSH" ? badRequest("unauthorized_client")("A200306") : undefined
})
