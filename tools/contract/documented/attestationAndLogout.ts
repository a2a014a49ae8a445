/**
 * The documented requests and responses of the challenge for client attestations, and of back-channel logout.
 */
import { BackchannelLogout, ClientAttestation } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

export const attestationAndLogout: ReadonlyArray<Documented> = [
  post({
    name: "clientAttestation.challenge",
    call: ClientAttestation.challenge(),
    path: "/attestation/challenge",
    body: "{\"pretty\":false}",
    response: {
      action: "OK",
      responseContent: "{\"attestation_challenge\":\"AYjcyMzY3ZDhiNmJkNTZ\"}",
      attestationChallenge: "AYjcyMzY3ZDhiNmJkNTZ"
    }
  }),
  post({
    name: "backchannelLogout.token",
    call: BackchannelLogout.token({ clientIdentifier: "26888344961664", subject: "john", sessionId: "my-sid" }),
    path: "/backchannel/logout/token",
    body: "{\"clientIdentifier\":\"26888344961664\",\"subject\":\"john\",\"sessionId\":\"my-sid\"}",
    response: { action: "OK", logoutToken: "a.b.c", backchannelLogoutUri: "https://client.example.com/logout" },
    secrets: ["logoutToken"]
  })
]
