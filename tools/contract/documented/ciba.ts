import { Ciba } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const clientSecret = "8J9pAEX6IQw7lYtYGsc_s9N4jlEz_DfkoCHIswJjFjfgKZX-nC4EvKtaHXcP9mHBfS7IU4jytjSZZpaK9UJ77A"
const parameters = "login_hint=john&scope=openid&client_notification_token=my-client-notification-token" +
  "&user_code=my-user-code"
const ticket = "NFIHGx_btVrWmtAD093D-87JxvT4DAtuijEkLVHbS4Q"
const authReqId = "_mzc-ZQdAhSPuMxTlO-MC_oqaOqYCrdNQ39PVxisaiE"

const serviceAttributes = [
  { key: "attribute1-key", value: "attribute1-value" },
  { key: "attribute2-key", value: "attribute2-value" }
]

const client = { clientId: 26862190133482, clientIdAliasUsed: false, clientName: "My CIBA Client", serviceAttributes }

export const ciba: ReadonlyArray<Documented> = [
  post({
    name: "ciba.process",
    call: Ciba.process({ parameters, clientId: "26862190133482", clientSecret }),
    path: "/backchannel/authentication",
    body: `{"parameters":"${parameters}","clientId":"26862190133482","clientSecret":"${clientSecret}"}`,
    response: {
      ...client,
      resultCode: "A179001",
      resultMessage: "[A179001] The backchannel authentication request was processed successfully.",
      action: "USER_IDENTIFICATION",
      clientNotificationToken: "my-client-notification-token",
      deliveryMode: "POLL",
      hint: "john",
      hintType: "LOGIN_HINT",
      requestedExpiry: 0,
      scopes: [{ defaultEntry: false, name: "openid" }],
      ticket: "Y1qeCf0A-JUz6caceaBfd2AaBYNZ-X-WGTP5Qv47cQI",
      userCode: "my-user-code",
      userCodeRequired: false
    },
    secrets: ["clientNotificationToken", "hint", "ticket", "userCode"]
  }),
  post({
    name: "ciba.issue",
    call: Ciba.issue({ ticket }),
    path: "/backchannel/authentication/issue",
    body: `{"ticket":"${ticket}"}`,
    response: {
      resultCode: "A183001",
      resultMessage: "[A183001] An auth_req_id was issued successfully.",
      action: "OK",
      authReqId,
      expiresIn: 3600,
      interval: 0,
      responseContent: JSON.stringify({ auth_req_id: authReqId, interval: 0, expires_in: 3600 })
    },
    secrets: ["authReqId", "responseContent"]
  }),
  post({
    name: "ciba.fail",
    call: Ciba.fail({ ticket, reason: "ACCESS_DENIED" }),
    path: "/backchannel/authentication/fail",
    body: `{"ticket":"${ticket}","reason":"ACCESS_DENIED"}`,
    response: {
      resultCode: "A185001",
      resultMessage: "[A185001] Successfully generated an error response for the backchannel authentication request.",
      action: "FORBIDDEN",
      responseContent: JSON.stringify({ error: "access_denied" })
    }
  }),
  post({
    name: "ciba.complete",
    call: Ciba.complete({ ticket, result: "AUTHORIZED", subject: "john" }),
    path: "/backchannel/authentication/complete",
    body: `{"ticket":"${ticket}","result":"AUTHORIZED","subject":"john"}`,
    response: {
      ...client,
      resultCode: "A198001",
      resultMessage: "[A198001] Successfully updated the database so that the token endpoint can generate tokens " +
        "(mode = poll, result = AUTHORIZED).",
      accessTokenDuration: 0,
      action: "NO_ACTION",
      authReqId,
      deliveryMode: "POLL",
      idTokenDuration: 0,
      refreshTokenDuration: 0
    },
    secrets: ["authReqId"]
  }),
  post({
    name: "ciba.complete, in the mode PUSH",
    call: Ciba.complete({ ticket, result: "ACCESS_DENIED", errorDescription: "no" }),
    path: "/backchannel/authentication/complete",
    body: `{"ticket":"${ticket}","result":"ACCESS_DENIED","errorDescription":"no"}`,
    response: {
      ...client,
      action: "NOTIFICATION",
      deliveryMode: "PUSH",
      clientNotificationEndpoint: "https://client.example.com/notified",
      clientNotificationToken: "my-client-notification-token",
      responseContent: JSON.stringify({ auth_req_id: authReqId, error: "access_denied" })
    },
    secrets: ["clientNotificationToken", "responseContent"]
  })
]
