/**
 * The answer to an introspection in Authlete's documents. It imports nothing: the benchmarks answer with it, too.
 */
export const attributes = [
  { key: "attribute1-key", value: "attribute1-value" },
  { key: "attribute2-key", value: "attribute2-value" }
]

export const introspected = {
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
