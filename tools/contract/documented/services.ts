/**
 * The documented requests and responses of services.
 */
import { Services } from "effect-authlete"
import type { Documented } from "../documented.js"
import { bodiless, post } from "./row.js"

/** In the order of the schema, by which it is encoded. */
const settings = {
  serviceName: "My service",
  attributes: [{ key: "attribute1-key", value: "attribute1-value" }],
  issuer: "https://my-service.example.com",
  authorizationEndpoint: "https://my-service.example.com/authz",
  tokenEndpoint: "https://my-service.example.com/token",
  supportedScopes: [{ name: "history.read", defaultEntry: false, description: "A permission to read your history." }],
  supportedResponseTypes: ["CODE"],
  supportedGrantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
  supportedTokenAuthMethods: ["CLIENT_SECRET_BASIC"],
  supportedDisplays: ["PAGE"],
  supportedClaimTypes: ["NORMAL"],
  jwks: "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"a private key\"}]}",
  pkceRequired: true,
  accessTokenType: "Bearer",
  accessTokenDuration: 3600,
  refreshTokenDuration: 3600,
  allowableClockSkew: 0,
  snsCredentials: [{ sns: "FACEBOOK", apiKey: "1", apiSecret: "the secret of an SNS" }]
} as const

const service = {
  apiKey: 21653835348762,
  apiSecret: "uE4NgqeIpuSV_XejQ7Ds3jsgA1yXhjR1MXJ1LbPuyls",
  number: 5041,
  serviceOwnerNumber: 2,
  createdAt: 1639373421000,
  modifiedAt: 1639373421000,
  metadata: [{ key: "clientCount", value: "1" }],
  ...settings
}

const secrets = ["apiSecret", "jwks", "snsCredentials.apiSecret"]

const keys = [{
  kty: "RSA",
  use: "sig",
  kid: "rsa-sig-001",
  e: "AQAB",
  n: "kVXi0XB8LGYZfFPXymaszWjBQsO22tasQH3PEiPeLSym"
}]

export const services: ReadonlyArray<Documented> = [
  { ...bodiless("services.get", Services.get(), "GET", "/service/get", service), secrets },
  {
    ...bodiless(
      "services.list",
      Services.list({ start: 0, end: 5 }),
      "GET",
      "/service/get/list?start=0&end=5",
      { start: 0, end: 5, totalCount: 1, services: [service] }
    ),
    base: "server",
    secrets: secrets.map((path) => `services.${path}`)
  },
  {
    ...post(
      "services.create",
      Services.create(settings),
      "/service/create",
      JSON.stringify(settings),
      service,
      secrets
    ),
    base: "server"
  },
  post("services.update", Services.update(settings), "/service/update", JSON.stringify(settings), service, secrets),
  bodiless("services.delete", Services.delete(), "DELETE", "/service/delete", undefined),
  bodiless(
    "services.configuration",
    Services.configuration({ pretty: false, patch: "[{\"op\":\"remove\",\"path\":\"/issuer\"}]" }),
    "GET",
    "/service/configuration?pretty=false&patch=%5B%7B%22op%22%3A%22remove%22%2C%22path%22%3A%22%2Fissuer%22%7D%5D",
    { authorization_endpoint: "https://my-service.example.com/authz", service_documentation: null }
  ),
  bodiless("services.jwks", Services.jwks(), "GET", "/service/jwks/get", { keys }),
  bodiless("services.jwks, of a service without keys", Services.jwks(), "GET", "/service/jwks/get", undefined),
  {
    ...bodiless(
      "services.privateJwks",
      Services.privateJwks(),
      "GET",
      "/service/jwks/get?includePrivateKeys=true",
      JSON.stringify({ keys: [{ ...keys[0], d: "a private key" }] })
    ),
    secrets: [""]
  }
]
