/**
 * Calls and responses of Authlete's documents: what goes over the wire while the clients are measured.
 */
import { version } from "../../src/internal/version.js"

export const serviceId = "715948317"
export const accessToken = "yAYzqtd1tFr0y_3ThLqNc9kX3pVx9cLf5Yq8nGm0wEk"

/** The headers that the client sends with every call, for those who are compared with it. */
export const headers = { accept: "application/json", "user-agent": `effect-authlete/${version}` }

/** The service whose every call fails, so that failing calls can be measured as well. */
export const failingServiceId = "400"

export interface Documented<Response extends object = object> {
  /** Below `/api/{serviceId}`. */
  readonly path: string
  readonly request: object
  readonly response: Response
}

export const revoke = {
  path: "/auth/token/revoke",
  request: { accessTokenIdentifier: "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q" },
  response: { resultCode: "A312001", resultMessage: "Revoked 1 access token(s).", count: 1 }
} satisfies Documented

const attributes = [
  { key: "attribute1-key", value: "attribute1-value" },
  { key: "attribute2-key", value: "attribute2-value" }
]

export const introspect = {
  path: "/auth/introspection",
  request: {
    token: "VFGsNK-5sXiqterdaR7b5QbRX9VTwVCQB87jbr2_xAI",
    scopes: ["history.read", "timeline.read"],
    subject: "john"
  },
  response: {
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
} satisfies Documented

export const create = {
  path: "/auth/token/create",
  request: {
    grantType: "AUTHORIZATION_CODE" as const,
    clientId: 26888344961664,
    subject: "john",
    scopes: ["history.read", "timeline.read"],
    accessTokenDuration: 3600,
    properties: [{ key: "tenant", value: "7", hidden: true }, { key: "device", value: "phone" }]
  },
  response: {
    resultCode: "A109001",
    resultMessage: "[A109001] An access token was created successfully: authorization_code, client = 26888344961664",
    accessToken: "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q",
    action: "OK",
    clientId: 26888344961664,
    expiresAt: 1642048148973,
    expiresIn: 3600,
    grantType: "AUTHORIZATION_CODE",
    properties: [{ key: "tenant", value: "7", hidden: true }, { key: "device", value: "phone", hidden: false }],
    refreshToken: "9beh15GWkGLseBBO1tPobnsGpKLHV3mTkm0EWnNBa4g",
    scopes: ["history.read", "timeline.read"],
    subject: "john",
    tokenType: "Bearer"
  }
} satisfies Documented

/** With a 400. */
export const failure = {
  resultCode: "A161202",
  resultMessage: "[A161202] The request does not say which access tokens to revoke."
}

const hash = (index: number, kind: string) =>
  `${kind}${index}`.padEnd(43, "tC5hpjGylLiiw-vsd5_tqVHtYSUHblAGimEJ-5xqAco")

const scopes = [["history.read"], ["history.read", "timeline.read"], ["history.read", "openid", "timeline.read"]]

const token = (index: number) => ({
  accessTokenHash: hash(index, "a"),
  accessTokenExpiresAt: 1642048149000 + index * 1_000,
  clientId: 26888344961664,
  createdAt: 1642044549000 + index * 1_000,
  grantType: "AUTHORIZATION_CODE",
  lastRefreshedAt: 0,
  refreshTokenExpiresAt: 1642048149000 + index * 1_000,
  refreshTokenHash: hash(index, "r"),
  scopes: scopes[index % scopes.length],
  subject: `user-${index}`,
  ...(index % 2 === 0 && { properties: [{ key: "tenant", value: String(index), hidden: false }] })
})

const client = {
  clientId: 26888344961664,
  clientIdAliasEnabled: false,
  clientName: "My Device Flow Client",
  clientType: "CONFIDENTIAL",
  number: 6260
}

/** The text of the response with the tokens from `start` to `end`, out of so many. */
export const page = (start: number, end: number, totalCount: number): string => {
  const accessTokens = Array.from({ length: end - start }, (_, offset) => token(start + offset))
  return JSON.stringify({ accessTokens, client, start, end, totalCount })
}
