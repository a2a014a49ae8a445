import { Jose } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const jws = "eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjE1NTk4MTE3NTAsImlzcyI6IjU3Mjk3NDA4ODY3In0K" +
  ".csmdholMVcmjqHe59YWgLGNvm7I5Whp4phQCoGxyrlRGMnTgsfxtwyxBgMXQqEPD5q5k9FaEWNk37K8uAtSwrA"

export const jose: ReadonlyArray<Documented> = [
  post({
    name: "jose.verify",
    call: Jose.verify({ jose: jws, clockSkew: 100, signedByClient: true, clientIdentifier: "57297408867" }),
    path: "/jose/verify",
    body: `{"jose":"${jws}","clockSkew":100,"clientIdentifier":"57297408867","signedByClient":true}`,
    response: {
      resultCode: "A160001",
      resultMessage: "[A160001] The JOSE is valid.",
      signatureValid: true,
      valid: true
    }
  })
]
