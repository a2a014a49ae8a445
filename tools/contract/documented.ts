/**
 * Every operation with the request and the response of Authlete's documents: the call, what goes over the wire, what
 * comes back, and what the caller gets.
 */
import type { Effect } from "effect"
import { Redacted } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Introspection, Revocation, Tokens } from "effect-authlete"
import { attestationAndLogout } from "./documented/attestationAndLogout.js"
import { authorization } from "./documented/authorization.js"
import { ciba } from "./documented/ciba.js"
import { clients } from "./documented/clients.js"
import { deviceFlow } from "./documented/deviceFlow.js"
import { federation } from "./documented/federation.js"
import { hardwareSecurityKeys } from "./documented/hardwareSecurityKeys.js"
import { jose } from "./documented/jose.js"
import { lifecycle } from "./documented/lifecycle.js"
import { post } from "./documented/row.js"
import { services } from "./documented/services.js"
import { tokenBatches } from "./documented/tokenBatches.js"
import { verifiableCredentials } from "./documented/verifiableCredentials.js"

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

export interface Documented {
  readonly name: string
  readonly call: Call
  readonly method: "DELETE" | "GET" | "POST"
  /** What the path stands below: `/api/{serviceId}` if it is left out, or `/api`. */
  readonly base?: "server"
  readonly path: string
  readonly contentType?: "application/json" | "application/x-www-form-urlencoded"
  readonly body: string
  /** A text is one as it is, anything else JSON. Nothing for a response without a body. */
  readonly response: Readonly<Record<string, unknown>> | string | undefined
  /** The paths of the fields of the response that are secrets, such as `info.txCode`; lists are left out of them. Nothing at all, `""`, is the path of the whole. */
  readonly secrets: ReadonlyArray<string>
}

const attributes = [
  { key: "attribute1-key", value: "attribute1-value" },
  { key: "attribute2-key", value: "attribute2-value" }
]

const introspected = {
  resultCode: "A056001",
  resultMessage: "[A056001] The access token is valid.",
  action: "OK",
  clientAttributes: attributes,
  clientId: 26478243745571,
  clientIdAlias: "my-client",
  clientIdAliasUsed: false,
  existent: true,
  expiresAt: 1640416873000,
  refreshable: true,
  responseContent: "Bearer error=\"invalid_request\"",
  scopes: ["history.read", "timeline.read"],
  serviceAttributes: attributes,
  subject: "john",
  sufficient: true,
  usable: true
}

const ticketToFail = "83BNqKIhGMyrkvop_7jQjv2Z1612LNdGSQKkvkrf47c"
const ticketToIssue = "p7SXQ9JFjng7KFOZdCMBKcoR3ift7B54l1LGIgQXqEM"
const accessToken = "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q"
const clientSecret = "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ"
const otherToken = "VFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI"

const revocation = {
  parameters: `token=${otherToken}&token_type_hint=access_token`,
  clientId: "26478243745571",
  clientSecret
}

const process = {
  parameters: "grant_type=authorization_code&code=Xv_su944auuBgc5mfUnxXayiiQU9Z4-T_Yae_UfExmo" +
    "&redirect_uri=https%3A%2F%2Fmy-client.example.com%2Fcb1&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  clientId: "26478243745571",
  clientSecret
}

const failed = {
  resultCode: "A067301",
  resultMessage: "[A067301] The credentials (username & password) passed to the token endpoint are invalid.",
  action: "BAD_REQUEST",
  responseContent: JSON.stringify({
    error_description: "[A067301] The credentials (username & password) passed to the token endpoint are invalid.",
    error: "invalid_request",
    error_uri: "https://docs.authlete.com/#A067301"
  })
}

const issued = {
  resultCode: "A054001",
  resultMessage: "[A054001] The token request (grant_type=password) was processed successfully.",
  accessToken: "OthV6TlZ2pPUtlBBvBSGFYzSdgVy87SSIPz2Zjwi-m0",
  accessTokenDuration: 3600,
  accessTokenExpiresAt: 1640331371876,
  action: "OK",
  clientAttributes: attributes,
  clientId: 26478243745571,
  clientIdAlias: "my-client",
  clientIdAliasUsed: false,
  refreshToken: "ICPN0-sG3BH4szqiNqaFHZrWUGt7e0zaPuhys3ejQow",
  refreshTokenDuration: 3600,
  refreshTokenExpiresAt: 1640331371876,
  responseContent: JSON.stringify({
    access_token: "OthV6TlZ2pPUtlBBvBSGFYzSdgVy87SSIPz2Zjwi-m0",
    refresh_token: "ICPN0-sG3BH4szqiNqaFHZrWUGt7e0zaPuhys3ejQow",
    scope: null,
    token_type: "Bearer",
    expires_in: 3600
  }),
  serviceAttributes: attributes,
  subject: "john"
}

const created = {
  resultCode: "A109001",
  resultMessage: "[A109001] An access token was created successfully: authorization_code, client = 26888344961664",
  accessToken,
  action: "OK",
  clientId: 26888344961664,
  expiresAt: 1642048148973,
  expiresIn: 3600,
  grantType: "AUTHORIZATION_CODE",
  refreshToken: "9beh15GWkGLseBBO1tPobnsGpKLHV3mTkm0EWnNBa4g",
  scopes: ["history.read", "timeline.read"],
  subject: "john",
  tokenType: "Bearer"
}

const updated = {
  resultCode: "A135001",
  resultMessage: "[A135001] Updated the access token successfully.",
  accessToken,
  accessTokenExpiresAt: 1642048149000,
  action: "OK",
  scopes: ["history.read"],
  tokenType: "Bearer"
}

const revoked = { resultCode: "A312001", resultMessage: "Revoked 1 access token(s).", count: 1 }

const handled = {
  resultCode: "A113001",
  resultMessage: "[A113001] The token has been revoked successfully.",
  action: "OK"
}

const processed = {
  resultCode: "A050001",
  resultMessage: "[A050001] The token request (grant_type=authorization_code) was processed successfully.",
  accessToken: "C4SrUTijIj2IxqE1xBASr3dxQWgso3BpY49g8CyjGjQ",
  accessTokenDuration: 3600,
  accessTokenExpiresAt: 1640252942736,
  action: "OK",
  clientAttributes: attributes,
  clientId: 26478243745571,
  clientIdAlias: "my-client",
  clientIdAliasUsed: false,
  grantType: "AUTHORIZATION_CODE",
  refreshToken: "60k0cZ38sJcpTgdxvG9Sqa-3RG5AmGExGpFB-1imSxo",
  refreshTokenDuration: 3600,
  refreshTokenExpiresAt: 1640252942736,
  responseContent: JSON.stringify({
    access_token: "C4SrUTijIj2IxqE1xBASr3dxQWgso3BpY49g8CyjGjQ",
    refresh_token: "60k0cZ38sJcpTgdxvG9Sqa-3RG5AmGExGpFB-1imSxo",
    scope: "history.read timeline.read",
    token_type: "Bearer",
    expires_in: 3600
  }),
  scopes: ["history.read", "timeline.read"],
  serviceAttributes: attributes,
  subject: "john"
}

const standardIntrospected = {
  resultCode: "A145001",
  resultMessage: "[A145001] Introspection was performed successfully (type=access_token, active=true).",
  action: "OK",
  responseContent: JSON.stringify({
    sub: "john",
    scope: "history.read timeline.read",
    iss: "https://my-service.example.com",
    active: true,
    token_type: "Bearer",
    exp: 1640416873,
    client_id: "26478243745571"
  })
}

const listed = {
  accessTokens: [
    {
      accessTokenExpiresAt: 1642048149000,
      accessTokenHash: "tC5hpjGylLiiw-vsd5_tqVHtYSUHblAGimEJ-5xqAco",
      clientId: 26888344961664,
      createdAt: 1642044549000,
      grantType: "AUTHORIZATION_CODE",
      lastRefreshedAt: 0,
      refreshTokenExpiresAt: 1642048149000,
      refreshTokenHash: "jv4B_7_kpY-Rez_E7bYIxGYnZk43w18uigkaeUe6tc4",
      scopes: ["history.read"],
      subject: "john"
    },
    {
      accessTokenExpiresAt: 1642051604000,
      accessTokenHash: "Bk1QneTxkoLKw_RRB8ToVL25Plt075RvPK68N9cWWtg",
      clientId: 26888344961664,
      createdAt: 1642048004000,
      grantType: "AUTHORIZATION_CODE",
      lastRefreshedAt: 0,
      refreshTokenExpiresAt: 1642051604000,
      refreshTokenHash: "YHmwk4xETvoIJ_maWCpJDlpvmcFLkxmaaSS-v9KPng4",
      scopes: ["history.read", "openid", "timeline.read"],
      subject: "john"
    }
  ],
  client: {
    clientId: 26888344961664,
    clientIdAliasEnabled: false,
    clientName: "My Device Flow Client",
    clientType: "CONFIDENTIAL",
    number: 6260
  },
  end: 2,
  start: 0,
  subject: "john",
  totalCount: 2
}

const tokens = ["accessToken", "refreshToken"]

export const documented: ReadonlyArray<Documented> = [
  post(
    "tokens.process",
    Tokens.process(process),
    "/auth/token",
    "{\"parameters\":\"grant_type=authorization_code&code=Xv_su944auuBgc5mfUnxXayiiQU9Z4-T_Yae_UfExmo&redirect_uri=" +
      "https%3A%2F%2Fmy-client.example.com%2Fcb1&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\"," +
      `"clientId":"26478243745571","clientSecret":"${clientSecret}"}`,
    processed,
    [...tokens, "responseContent"]
  ),
  post(
    "tokens.fail",
    Tokens.fail({ ticket: ticketToFail, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" }),
    "/auth/token/fail",
    "{\"ticket\":\"83BNqKIhGMyrkvop_7jQjv2Z1612LNdGSQKkvkrf47c\",\"reason\":\"INVALID_RESOURCE_OWNER_CREDENTIALS\"}",
    failed
  ),
  post(
    "tokens.failForm",
    Tokens.failForm({ ticket: ticketToFail, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" }),
    "/auth/token/fail",
    "ticket=83BNqKIhGMyrkvop_7jQjv2Z1612LNdGSQKkvkrf47c&reason=INVALID_RESOURCE_OWNER_CREDENTIALS",
    failed
  ),
  post(
    "tokens.issue",
    Tokens.issue({ ticket: ticketToIssue, subject: "john" }),
    "/auth/token/issue",
    "{\"ticket\":\"p7SXQ9JFjng7KFOZdCMBKcoR3ift7B54l1LGIgQXqEM\",\"subject\":\"john\"}",
    issued,
    [...tokens, "responseContent"]
  ),
  post(
    "tokens.issueForm",
    Tokens.issueForm({ ticket: ticketToIssue, subject: "john" }),
    "/auth/token/issue",
    "ticket=p7SXQ9JFjng7KFOZdCMBKcoR3ift7B54l1LGIgQXqEM&subject=john",
    issued,
    [...tokens, "responseContent"]
  ),
  {
    name: "tokens.list",
    call: Tokens.list({ clientIdentifier: "26888344961664", subject: "john", start: 0, end: 20, tokenStatus: "ALL" }),
    method: "GET",
    path: "/auth/token/get/list?clientIdentifier=26888344961664&subject=john&start=0&end=20&tokenStatus=ALL",
    body: "",
    response: listed,
    secrets: []
  },
  {
    name: "tokens.list, without a filter",
    call: Tokens.list(),
    method: "GET",
    path: "/auth/token/get/list",
    body: "",
    response: listed,
    secrets: []
  },
  post(
    "tokens.create",
    Tokens.create({
      grantType: "AUTHORIZATION_CODE",
      clientId: 26888344961664,
      subject: "john",
      scopes: ["history.read", "timeline.read"]
    }),
    "/auth/token/create",
    "{\"grantType\":\"AUTHORIZATION_CODE\",\"clientId\":26888344961664,\"subject\":\"john\"," +
      "\"scopes\":[\"history.read\",\"timeline.read\"]}",
    created,
    tokens
  ),
  post(
    "tokens.createForm",
    Tokens.createForm({
      grantType: "AUTHORIZATION_CODE",
      clientId: 26888344961664,
      subject: "john",
      scopes: ["history.read", "timeline.read"]
    }),
    "/auth/token/create",
    "grantType=AUTHORIZATION_CODE&clientId=26888344961664&subject=john&scopes=history.read%20timeline.read",
    created,
    tokens
  ),
  post(
    "tokens.update",
    Tokens.update({ accessToken, scopes: ["history.read"] }),
    "/auth/token/update",
    "{\"accessToken\":\"Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q\",\"scopes\":[\"history.read\"]}",
    updated,
    ["accessToken"]
  ),
  post(
    "tokens.updateForm",
    Tokens.updateForm({ accessToken, scopes: ["history.read"] }),
    "/auth/token/update",
    "accessToken=Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q&scopes=history.read",
    updated,
    ["accessToken"]
  ),
  {
    name: "tokens.delete",
    call: Tokens.delete(accessToken),
    method: "DELETE",
    path: "/auth/token/delete/Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q",
    body: "",
    response: undefined,
    secrets: []
  },
  post(
    "tokens.revoke",
    Tokens.revoke({ accessTokenIdentifier: accessToken }),
    "/auth/token/revoke",
    "{\"accessTokenIdentifier\":\"Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q\"}",
    revoked
  ),
  post(
    "tokens.revokeForm",
    Tokens.revokeForm({ accessTokenIdentifier: accessToken }),
    "/auth/token/revoke",
    "accessTokenIdentifier=Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q",
    revoked
  ),
  post(
    "tokens.reissueIdToken",
    Tokens.reissueIdToken({ accessToken, refreshToken: "a-refresh-token", claims: "{\"name\":\"John\"}" }),
    "/idtoken/reissue",
    `{"accessToken":"${accessToken}","refreshToken":"a-refresh-token","claims":"{\\"name\\":\\"John\\"}"}`,
    { resultCode: "A174001", action: "OK", responseContent: "{\"id_token\":\"a.b.c\"}", idToken: "a.b.c" },
    ["responseContent", "idToken"]
  ),
  post(
    "revocation.process",
    Revocation.process(revocation),
    "/auth/revocation",
    "{\"parameters\":\"token=VFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI&token_type_hint=access_token\"," +
      `"clientId":"26478243745571","clientSecret":"${clientSecret}"}`,
    handled
  ),
  post(
    "revocation.processForm",
    Revocation.processForm(revocation),
    "/auth/revocation",
    "parameters=token%3DVFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI%26token_type_hint%3Daccess_token" +
      `&clientId=26478243745571&clientSecret=${clientSecret}`,
    handled
  ),
  post(
    "introspection.process",
    Introspection.process({ token: otherToken, subject: "john", scopes: ["history.read", "timeline.read"] }),
    "/auth/introspection",
    "{\"token\":\"VFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI\"," +
      "\"scopes\":[\"history.read\",\"timeline.read\"],\"subject\":\"john\"}",
    introspected
  ),
  post(
    "introspection.standardProcess",
    Introspection.standardProcess({ parameters: `token=${otherToken}&token_type_hint=access_token` }),
    "/auth/introspection/standard",
    "{\"parameters\":\"token=VFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI&token_type_hint=access_token\"}",
    standardIntrospected,
    ["responseContent"]
  ),
  ...verifiableCredentials,
  ...federation,
  ...attestationAndLogout,
  ...authorization,
  ...clients,
  ...services,
  ...ciba,
  ...deviceFlow,
  ...hardwareSecurityKeys,
  ...jose,
  ...lifecycle,
  ...tokenBatches
]

const hidden = (value: unknown, secrets: ReadonlyArray<string>, path = ""): unknown => {
  if (Array.isArray(value)) return value.map((item) => hidden(item, secrets, path))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const at = path === "" ? name : `${path}.${name}`
      return [name, secrets.includes(at) ? Redacted.make(field) : hidden(field, secrets, at)]
    })
  )
}

/** What a caller gets: the response as it is, but for the secrets in it. */
export const decodedOf = ({ response, secrets }: Documented): unknown =>
  secrets.includes("") ? Redacted.make(response) : hidden(response, secrets)
