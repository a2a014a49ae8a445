/**
 * The documented requests and responses of OpenID Federation.
 */
import { Federation } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const entityConfiguration = "eyJ0eXAiOiJlbnRpdHktc3RhdGVtZW50K2p3dCJ9.eyJpc3MiOiJodHRwczovL3JwLmV4YW1wbGUuY29tIn0.c2ln"
const trustChain = JSON.stringify([entityConfiguration, "a.b.c", "d.e.f"])

const registered = {
  action: "OK",
  responseContent: "a.b.c",
  client: {
    clientId: 26888344961664,
    clientSecret: "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ",
    entityId: "https://rp.example.com",
    explicitlyRegistered: true
  }
}

export const federation: ReadonlyArray<Documented> = [
  post({
    name: "federation.configuration",
    call: Federation.configuration(),
    path: "/federation/configuration",
    body: "{}",
    response: { action: "OK", responseContent: entityConfiguration }
  }),
  post({
    name: "federation.configuration, for a credential issuer",
    call: Federation.configuration({ entityTypes: ["OPENID_PROVIDER", "OPENID_CREDENTIAL_ISSUER"] }),
    path: "/federation/configuration",
    body: "{\"entityTypes\":[\"OPENID_PROVIDER\",\"OPENID_CREDENTIAL_ISSUER\"]}",
    response: { action: "OK", responseContent: entityConfiguration }
  }),
  post({
    name: "federation.register",
    call: Federation.register({ entityConfiguration }),
    path: "/federation/registration",
    body: JSON.stringify({ entityConfiguration }),
    response: registered,
    secrets: ["client.clientSecret"]
  }),
  post({
    name: "federation.register, by a trust chain",
    call: Federation.register({ trustChain }),
    path: "/federation/registration",
    body: JSON.stringify({ trustChain }),
    response: registered,
    secrets: ["client.clientSecret"]
  })
]
