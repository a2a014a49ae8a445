/**
 * The documented requests and responses of clients.
 */
import { Clients } from "effect-authlete"
import type { Documented } from "../documented.js"
import { bodiless, post } from "./row.js"

const clientId = 26478243745571
const clientSecret = "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ"
const newSecret = "6Rg_WDO23F0HSZe8GzE5_ZxRHD2pCA02M7T87s0MNOmnf8hg9eYScgeH6P_tb42yiaRuptJmMY12jwWuoy2KeA"

const attributes = [
  { key: "attribute1-key", value: "attribute1-value" },
  { key: "attribute2-key", value: "attribute2-value" }
]

const client = {
  applicationType: "WEB",
  attributes,
  authTimeRequired: false,
  bcUserCodeRequired: false,
  clientId,
  clientIdAlias: "my-client",
  clientIdAliasEnabled: true,
  clientName: "My client",
  clientSecret,
  clientType: "CONFIDENTIAL",
  createdAt: 1639468356000,
  defaultMaxAge: 0,
  derivedSectorIdentifier: "my-client.example.com",
  developer: "john",
  dynamicallyRegistered: false,
  frontChannelRequestObjectEncryptionRequired: false,
  grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
  idTokenSignAlg: "RS256",
  modifiedAt: 1639468356000,
  number: 6164,
  parRequired: false,
  redirectUris: ["https://my-client.example.com/cb1", "https://my-client.example.com/cb2"],
  requestObjectEncryptionAlgMatchRequired: false,
  requestObjectEncryptionEncMatchRequired: false,
  requestObjectRequired: false,
  responseTypes: ["CODE", "TOKEN"],
  serviceNumber: 5041,
  subjectType: "PUBLIC",
  tlsClientCertificateBoundAccessTokens: false,
  tokenAuthMethod: "CLIENT_SECRET_BASIC"
}

/** In the order of the schema, by which it is encoded. */
const settings = {
  clientIdAlias: "my-client",
  clientIdAliasEnabled: true,
  developer: "john",
  attributes,
  clientName: "My Client",
  clientType: "CONFIDENTIAL",
  applicationType: "WEB",
  grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
  responseTypes: ["CODE", "TOKEN"],
  redirectUris: ["https://my-client.example.com/cb1", "https://my-client.example.com/cb2"],
  tokenAuthMethod: "CLIENT_SECRET_BASIC"
} as const

const authorization = { clientId, subject: "john" }
const ofJohn = "{\"subject\":\"john\"}"

export const clients: ReadonlyArray<Documented> = [
  {
    ...bodiless("clients.get", Clients.get(clientId), "GET", `/client/get/${clientId}`, client),
    secrets: ["clientSecret"]
  },
  {
    ...bodiless("clients.get, by the alias", Clients.get("my/client"), "GET", "/client/get/my%2Fclient", client),
    secrets: ["clientSecret"]
  },
  {
    ...bodiless(
      "clients.list",
      Clients.list({ developer: "john", start: 0, end: 5 }),
      "GET",
      "/client/get/list?developer=john&start=0&end=5",
      { start: 0, end: 5, developer: "john", totalCount: 1, clients: [client] }
    ),
    secrets: ["clients.clientSecret"]
  },
  post("clients.create", Clients.create(settings), "/client/create", JSON.stringify(settings), client, [
    "clientSecret"
  ]),
  post(
    "clients.update",
    Clients.update({ clientId, ...settings }),
    `/client/update/${clientId}`,
    JSON.stringify(settings),
    client,
    ["clientSecret"]
  ),
  bodiless("clients.delete", Clients.delete(clientId), "DELETE", `/client/delete/${clientId}`, undefined),
  post(
    "clients.setLocked",
    Clients.setLocked({ clientIdentifier: clientId, clientLocked: true }),
    `/client/lock_flag/update/${clientId}`,
    "{\"clientLocked\":true}",
    { resultCode: "A142001", resultMessage: "[A142001] Updated the lock flag." }
  ),
  {
    ...bodiless(
      "clients.refreshSecret",
      Clients.refreshSecret(clientId),
      "GET",
      `/client/secret/refresh/${clientId}`,
      {
        resultCode: "A148001",
        resultMessage: "[A148001] Successfully refreshed the client secret of the client (ID = 26478243745571).",
        newClientSecret: newSecret,
        oldClientSecret: clientSecret
      }
    ),
    secrets: ["newClientSecret", "oldClientSecret"]
  },
  post(
    "clients.updateSecret",
    Clients.updateSecret({ clientIdentifier: clientId, clientSecret: "my_updated_client_secret" }),
    `/client/secret/update/${clientId}`,
    "{\"clientSecret\":\"my_updated_client_secret\"}",
    {
      resultCode: "A149001",
      resultMessage: "[A149001] Successfully updated the client secret of the client (ID = 26478243745571).",
      newClientSecret: "my_updated_client_secret",
      oldClientSecret: newSecret
    },
    ["newClientSecret", "oldClientSecret"]
  ),
  post(
    "clients.listAuthorized",
    Clients.listAuthorized({ subject: "john", developer: "jane", start: 0, end: 5 }),
    "/client/authorization/get/list",
    "{\"subject\":\"john\",\"developer\":\"jane\",\"start\":0,\"end\":5}",
    {
      start: 0,
      end: 5,
      subject: "john",
      developer: "jane",
      totalCount: 1,
      clients: [
        {
          clientId,
          clientIdAlias: "my-client",
          clientIdAliasEnabled: true,
          clientName: "My client",
          clientType: "CONFIDENTIAL",
          number: 6164
        }
      ]
    }
  ),
  post(
    "clients.updateAuthorization",
    Clients.updateAuthorization({ ...authorization, scopes: ["history.read"] }),
    `/client/authorization/update/${clientId}`,
    "{\"subject\":\"john\",\"scopes\":[\"history.read\"]}",
    { resultCode: "A138001", resultMessage: "[A138001] Updated 1 access token(s)." }
  ),
  post(
    "clients.deleteAuthorization",
    Clients.deleteAuthorization(authorization),
    `/client/authorization/delete/${clientId}`,
    ofJohn,
    { resultCode: "A137001", resultMessage: "[A137001] Deleted 3 access token(s)." }
  ),
  post(
    "clients.grantedScopes",
    Clients.grantedScopes(authorization),
    `/client/granted_scopes/get/${clientId}`,
    ofJohn,
    {
      serviceApiKey: 21653835348762,
      clientId,
      subject: "john",
      latestGrantedScopes: ["history.read"],
      mergedGrantedScopes: ["history.read", "timeline.read"]
    }
  ),
  bodiless(
    "clients.deleteGrantedScopes",
    Clients.deleteGrantedScopes({ clientId, subject: "john/doe" }),
    "DELETE",
    `/client/granted_scopes/delete/${clientId}?subject=john%2Fdoe`,
    { resultCode: "A141001", resultMessage: "[A141001] Deleted." }
  ),
  bodiless(
    "clients.requestableScopes",
    Clients.requestableScopes(clientId),
    "GET",
    `/client/extension/requestable_scopes/get/${clientId}`,
    { requestableScopes: ["history.read"] }
  ),
  post(
    "clients.updateRequestableScopes",
    Clients.updateRequestableScopes({ clientId, requestableScopes: ["history.read", "timeline.read"] }),
    `/client/extension/requestable_scopes/update/${clientId}`,
    "{\"requestableScopes\":[\"history.read\",\"timeline.read\"]}",
    { requestableScopes: ["history.read", "timeline.read"] }
  ),
  bodiless(
    "clients.deleteRequestableScopes",
    Clients.deleteRequestableScopes(clientId),
    "DELETE",
    `/client/extension/requestable_scopes/delete/${clientId}`,
    undefined
  )
]
