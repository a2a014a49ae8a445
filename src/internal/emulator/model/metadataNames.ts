/**
 * The names that the metadata of servers and clients has for what Authlete's API writes as constants.
 */

export const grantTypes: Readonly<Record<string, string>> = {
  CIBA: "urn:openid:params:grant-type:ciba",
  DEVICE_CODE: "urn:ietf:params:oauth:grant-type:device_code",
  TOKEN_EXCHANGE: "urn:ietf:params:oauth:grant-type:token-exchange",
  JWT_BEARER: "urn:ietf:params:oauth:grant-type:jwt-bearer",
  PRE_AUTHORIZED_CODE: "urn:ietf:params:oauth:grant-type:pre-authorized_code"
}

export const responseTypes: Readonly<Record<string, string>> = {
  CODE_TOKEN: "code token",
  CODE_ID_TOKEN: "code id_token",
  ID_TOKEN_TOKEN: "id_token token",
  CODE_ID_TOKEN_TOKEN: "code id_token token"
}

export const keyAlgorithms = [
  "RSA1_5",
  "RSA-OAEP",
  "RSA-OAEP-256",
  "ECDH-ES",
  "ECDH-ES+A128KW",
  "ECDH-ES+A192KW",
  "ECDH-ES+A256KW",
  "A128KW",
  "A192KW",
  "A256KW",
  "dir",
  "A128GCMKW",
  "A192GCMKW",
  "A256GCMKW",
  "PBES2-HS256+A128KW",
  "PBES2-HS384+A192KW",
  "PBES2-HS512+A256KW"
]

export const contentAlgorithms = ["A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM"]

export type Names = ReadonlyArray<string> | undefined

/** The names as they are written in metadata: in lower case, unless they have another form there. */
export const written = (names: Names, others: Readonly<Record<string, string>> = {}): ReadonlyArray<string> =>
  (names ?? []).map((name) => others[name] ?? name.toLowerCase())

/** The constant for an algorithm of JWE. */
export const constantOf = (algorithm: string): string => algorithm.replaceAll(/[-+]/g, "_").toUpperCase()
