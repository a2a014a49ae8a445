/**
 * What Authlete says of a token that is good, as the text of JSON.
 */
export const good = JSON.stringify({
  action: "OK",
  resultCode: "A056001",
  responseContent: "Bearer error=\"invalid_request\"",
  existent: true,
  usable: true,
  sufficient: true,
  refreshable: true,
  clientId: 26888344961664,
  subject: "john",
  scopes: ["history.read", "timeline.read"],
  expiresAt: Date.now() + 86_400_000,
  grantType: "AUTHORIZATION_CODE"
})
