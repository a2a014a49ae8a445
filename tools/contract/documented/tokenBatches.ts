import { Tokens } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const token = {
  grantType: "AUTHORIZATION_CODE",
  clientId: 26888344961664,
  subject: "john",
  scopes: ["history.read"],
  accessToken: "an-access-token"
} as const

const tokenJson = "{\"grantType\":\"AUTHORIZATION_CODE\",\"clientId\":26888344961664,\"subject\":\"john\"," +
  "\"scopes\":[\"history.read\"],\"accessToken\":\"an-access-token\"}"

const requestId = "ZQ2y5jPKkzvZ2v0JmnYQ6g"

const taken = {
  resultCode: "A421001",
  resultMessage: "The batch was accepted.",
  requestId,
  notificationToken: "a-notification-token"
}

export const tokenBatches: ReadonlyArray<Documented> = [
  post({
    name: "tokens.createBatch",
    call: Tokens.createBatch({ tokens: [token, token] }),
    path: "/auth/token/create/batch",
    body: `[${tokenJson},${tokenJson}]`,
    response: taken,
    secrets: ["notificationToken"]
  }),
  post({
    name: "tokens.createBatch, as a dry run",
    call: Tokens.createBatch({ tokens: [token], dryRun: true }),
    path: "/auth/token/create/batch?dryRun=true",
    body: `[${tokenJson}]`,
    response: taken,
    secrets: ["notificationToken"]
  }),
  {
    name: "tokens.batchStatus",
    call: Tokens.batchStatus(requestId),
    method: "GET",
    path: `/auth/token/create/batch/status/${requestId}`,
    body: "",
    response: {
      resultCode: "A422001",
      resultMessage: "The batch was found.",
      status: {
        batchKind: "CREATE",
        requestId,
        result: "FAILED",
        tokenCount: 1,
        errorCode: "E1",
        errorDescription: "The second token exists already.",
        createdAt: 1642044549000,
        modifiedAt: 1642044550000
      }
    },
    secrets: []
  }
]
