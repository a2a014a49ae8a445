import { DeviceFlow } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const clientSecret = "SfnYOLkJdofrb_66mTd6q03_SDoDEUnpXtvqFaE4k6L6UcpZzbdVJi2GpBj48AvGeDDllwsTruC62WYqQ_LGog"
const parameters = "client_id=26888344961664&scope=history.read"
const userCode = "XWWKPBWVXQ"
const deviceCode = "p0qzXeRav8u6lJY9omjzR47KK58VwYN7j8xGUD7sq5I"
const verificationUri = "https://my-service.com/df/verification"
const verificationUriComplete = `${verificationUri}?${userCode}`

const asked = {
  clientId: 26888344961664,
  clientIdAliasUsed: false,
  clientName: "My Device Flow Client",
  scopes: [{ defaultEntry: false, name: "history.read" }],
  serviceAttributes: [
    { key: "attribute1-key", value: "attribute1-value" },
    { key: "attribute2-key", value: "attribute2-value" }
  ]
}

export const deviceFlow: ReadonlyArray<Documented> = [
  post({
    name: "deviceFlow.authorize",
    call: DeviceFlow.authorize({ parameters, clientId: "26888344961664", clientSecret }),
    path: "/device/authorization",
    body: `{"parameters":"${parameters}","clientId":"26888344961664","clientSecret":"${clientSecret}"}`,
    response: {
      ...asked,
      resultCode: "A220001",
      resultMessage: "[A220001] The device authorization request was processed successfully.",
      action: "OK",
      deviceCode,
      expiresIn: 3600,
      interval: 0,
      responseContent: JSON.stringify({
        user_code: userCode,
        device_code: deviceCode,
        verification_uri_complete: verificationUriComplete,
        verification_uri: verificationUri,
        expires_in: 3600
      }),
      userCode,
      verificationUri,
      verificationUriComplete
    },
    secrets: ["deviceCode", "responseContent", "userCode", "verificationUriComplete"]
  }),
  post({
    name: "deviceFlow.verify",
    call: DeviceFlow.verify({ userCode }),
    path: "/device/verification",
    body: `{"userCode":"${userCode}"}`,
    response: {
      ...asked,
      resultCode: "A224001",
      resultMessage: "[A224001] The user code is valid.",
      action: "VALID",
      expiresAt: 1642001978000
    }
  }),
  post({
    name: "deviceFlow.complete",
    call: DeviceFlow.complete({ userCode, result: "AUTHORIZED", subject: "john" }),
    path: "/device/complete",
    body: `{"userCode":"${userCode}","result":"AUTHORIZED","subject":"john"}`,
    response: {
      resultCode: "A241001",
      resultMessage: "[A241001] The API call was processed successfully.",
      action: "SUCCESS"
    }
  })
]
