/**
 * What the answers tell about tokens that were issued a moment ago, beside the token response.
 */
import type { Issued } from "../protocol/issueTokens.js"
import { nonEmpty } from "./tokenRecord.js"

export const issuedFields = ({ access, record, refresh }: Issued) => ({
  accessToken: record.access.value,
  accessTokenExpiresAt: access.expiresAt,
  accessTokenDuration: access.duration,
  refreshToken: record.refresh?.value,
  refreshTokenExpiresAt: refresh?.expiresAt ?? 0,
  refreshTokenDuration: refresh?.duration ?? 0,
  refreshTokenScopes: record.refreshTokenScopes,
  subject: record.subject,
  scopes: nonEmpty(record.scopes),
  properties: nonEmpty(record.properties),
  authorizationDetails: record.authorizationDetails
})
