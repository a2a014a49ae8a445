/**
 * Pages of the list of tokens, as Authlete documents them.
 */

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

/** The text of the answer with the tokens from `start` to `end`, out of so many. */
export const page = (start: number, end: number, totalCount: number): string => {
  const accessTokens = Array.from({ length: end - start }, (_, offset) => token(start + offset))
  return JSON.stringify({ accessTokens, client, start, end, totalCount })
}
