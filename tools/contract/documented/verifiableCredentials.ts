/**
 * The documented requests and responses of verifiable credentials.
 */
import { VerifiableCredentials } from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./post.js"

const accessToken = "ntAzJIRyNhz1mLgYDE_HhY7CjhTXFIUCaxFXlIPpcPY"
const identifier = "9iIYpFJHzkPZ2aoEuSZKjl_qJT8X2oWmIzMHKgDkWwU"
const otherIdentifier = "pcGLQqqNZFHMR7pn5bIyN6IzA0yLdoVqSSt-BZkOqbs"

const issuer = "https://trial.authlete.net"

const metadata = JSON.stringify({
  credential_issuer: issuer,
  credential_endpoint: `${issuer}/api/credential`,
  credential_configurations_supported: { IdentityCredential: { format: "dc+sd-jwt", vct: "IdentityCredential" } }
})

const offer = {
  identifier: "Gv3gDhKnbYLqlUXVNTPmcNkOHnUmQHmrFpsHUcNRO3E",
  credentialOffer: JSON.stringify({
    credential_issuer: issuer,
    credential_configuration_ids: ["IdentityCredential"],
    grants: {
      authorization_code: { issuer_state: "lVhAIYQRF_l5EOnHTWxBwsQ2gcKQIwcOCtSSX8G6OmI" },
      "urn:ietf:params:oauth:grant-type:pre-authorized_code": {
        "pre-authorized_code": "5rMeAQFYSHPbTEyS_IBu4dZ0HRGCpCQiNcn0Oa4UCQU",
        tx_code: { length: 6, input_mode: "numeric", description: "See the letter." }
      }
    }
  }),
  credentialIssuer: issuer,
  authorizationCodeGrantIncluded: true,
  issuerStateIncluded: true,
  issuerState: "lVhAIYQRF_l5EOnHTWxBwsQ2gcKQIwcOCtSSX8G6OmI",
  preAuthorizedCodeGrantIncluded: true,
  preAuthorizedCode: "5rMeAQFYSHPbTEyS_IBu4dZ0HRGCpCQiNcn0Oa4UCQU",
  subject: "john",
  expiresAt: 1_695_548_619_000,
  context: "branch 7",
  properties: [{ key: "channel", value: "letter" }],
  jwtAtClaims: "{\"tenant\":\"7\"}",
  authTime: 1_695_546_000,
  acr: "urn:mace:incommon:iap:silver",
  credentialConfigurationIds: ["IdentityCredential"],
  txCode: "493536",
  txCodeInputMode: "numeric",
  txCodeDescription: "See the letter."
}

const offerSecrets = ["identifier", "credentialOffer", "issuerState", "preAuthorizedCode", "jwtAtClaims", "txCode"].map(
  (name) => `info.${name}`
)

const asked = {
  identifier,
  format: "dc+sd-jwt",
  bindingKey: "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"a\",\"y\":\"b\"}",
  bindingKeys: ["{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"a\",\"y\":\"b\"}"],
  details: "{\"vct\":\"IdentityCredential\"}",
  credentialConfigurationId: "IdentityCredential"
}

const requestContent = "{\"format\":\"dc+sd-jwt\"}"
const credentialPayload = "{\"vct\":\"IdentityCredential\",\"sub\":\"1004\"}"
const inJson = (text: string) => JSON.stringify(text)

const parsed = {
  action: "OK",
  info: asked
}

export const verifiableCredentials: ReadonlyArray<Documented> = [
  post({
    name: "verifiableCredentials.metadata",
    call: VerifiableCredentials.metadata(),
    path: "/vci/metadata",
    body: "{\"pretty\":false}",
    response: { action: "OK", responseContent: metadata }
  }),
  post({
    name: "verifiableCredentials.jwtIssuer",
    call: VerifiableCredentials.jwtIssuer(),
    path: "/vci/jwtissuer",
    body: "{\"pretty\":false}",
    response: { action: "OK", responseContent: JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }) }
  }),
  post({
    name: "verifiableCredentials.jwks",
    call: VerifiableCredentials.jwks(),
    path: "/vci/jwks",
    body: "{\"pretty\":false}",
    response: { action: "OK", responseContent: "{\"keys\":[]}" }
  }),
  post({
    name: "verifiableCredentials.nonce",
    call: VerifiableCredentials.nonce(),
    path: "/vci/nonce",
    body: "{\"pretty\":false}",
    response: {
      action: "OK",
      responseContent: "{\"c_nonce\":\"wKI4LT17ac15ES9bw8ac4\"}",
      cnonce: "wKI4LT17ac15ES9bw8ac4"
    }
  }),
  post({
    name: "verifiableCredentials.createOffer",
    call: VerifiableCredentials.createOffer({
      subject: "john",
      credentialConfigurationIds: ["IdentityCredential"],
      authorizationCodeGrantIncluded: true,
      issuerStateIncluded: true,
      preAuthorizedCodeGrantIncluded: true,
      duration: 600,
      txCode: "493536",
      txCodeInputMode: "numeric"
    }),
    path: "/vci/offer/create",
    body: "{\"subject\":\"john\",\"credentialConfigurationIds\":[\"IdentityCredential\"]," +
      "\"authorizationCodeGrantIncluded\":true,\"issuerStateIncluded\":true,\"preAuthorizedCodeGrantIncluded\":true," +
      "\"duration\":600,\"txCode\":\"493536\",\"txCodeInputMode\":\"numeric\"}",
    response: { action: "CREATED", info: offer },
    secrets: offerSecrets
  }),
  post({
    name: "verifiableCredentials.offerInfo",
    call: VerifiableCredentials.offerInfo({ identifier: offer.identifier }),
    path: "/vci/offer/info",
    body: `{"identifier":"${offer.identifier}"}`,
    response: { action: "OK", info: offer },
    secrets: offerSecrets
  }),
  post({
    name: "verifiableCredentials.parse",
    call: VerifiableCredentials.parse({ accessToken, requestContent }),
    path: "/vci/single/parse",
    body: `{"accessToken":"${accessToken}","requestContent":${inJson(requestContent)}}`,
    response: parsed,
    secrets: ["info.identifier"]
  }),
  post({
    name: "verifiableCredentials.issue",
    call: VerifiableCredentials.issue({
      accessToken,
      order: { requestIdentifier: identifier, credentialPayload, credentialDuration: 86_400, signingKeyId: "J1FwJP87" }
    }),
    path: "/vci/single/issue",
    body: `{"accessToken":"${accessToken}","order":{"requestIdentifier":"${identifier}",` +
      `"credentialPayload":${inJson(credentialPayload)},"credentialDuration":86400,"signingKeyId":"J1FwJP87"}}`,
    response: { action: "OK", responseContent: "{\"credential\":\"a.b.c~d~\"}" },
    secrets: ["responseContent"]
  }),
  post({
    name: "verifiableCredentials.issue, deferred",
    call: VerifiableCredentials.issue({
      accessToken,
      order: { requestIdentifier: identifier, issuanceDeferred: true },
      interval: 3600
    }),
    path: "/vci/single/issue",
    body: `{"accessToken":"${accessToken}","order":{"requestIdentifier":"${identifier}","issuanceDeferred":true},` +
      "\"interval\":3600}",
    response: {
      action: "ACCEPTED",
      responseContent: JSON.stringify({ transaction_id: identifier, interval: 3600 }),
      transactionId: identifier
    },
    secrets: ["responseContent", "transactionId"]
  }),
  post({
    name: "verifiableCredentials.batchParse",
    call: VerifiableCredentials.batchParse({ accessToken, requestContent: "{\"credential_requests\":[]}" }),
    path: "/vci/batch/parse",
    body: `{"accessToken":"${accessToken}","requestContent":${inJson("{\"credential_requests\":[]}")}}`,
    response: { ...parsed, info: [asked, { ...asked, identifier: otherIdentifier }] },
    secrets: ["info.identifier"]
  }),
  post({
    name: "verifiableCredentials.batchIssue",
    call: VerifiableCredentials.batchIssue({
      accessToken,
      orders: [
        { requestIdentifier: identifier, credentialPayload },
        { requestIdentifier: otherIdentifier, issuanceDeferred: true }
      ]
    }),
    path: "/vci/batch/issue",
    body: `{"accessToken":"${accessToken}","orders":[{"requestIdentifier":"${identifier}",` +
      `"credentialPayload":${inJson(credentialPayload)}},` +
      `{"requestIdentifier":"${otherIdentifier}","issuanceDeferred":true}]}`,
    response: { action: "OK", responseContent: "{\"credential_responses\":[]}" },
    secrets: ["responseContent"]
  }),
  post({
    name: "verifiableCredentials.deferredParse",
    call: VerifiableCredentials.deferredParse({ accessToken, requestContent: "{\"transaction_id\":\"t\"}" }),
    path: "/vci/deferred/parse",
    body: `{"accessToken":"${accessToken}","requestContent":${inJson("{\"transaction_id\":\"t\"}")}}`,
    response: parsed,
    secrets: ["info.identifier"]
  }),
  post({
    name: "verifiableCredentials.deferredIssue",
    call: VerifiableCredentials.deferredIssue({ order: { requestIdentifier: identifier, credentialPayload } }),
    path: "/vci/deferred/issue",
    body: `{"order":{"requestIdentifier":"${identifier}","credentialPayload":${inJson(credentialPayload)}}}`,
    response: { action: "OK", responseContent: "{\"credential\":\"a.b.c~d~\"}" },
    secrets: ["responseContent"]
  })
]
