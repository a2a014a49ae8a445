/**
 * RFC 8693, section 3: the types of tokens, as a token exchange names them.
 */
import * as Either from "effect/Either"
import type { TokenType } from "../../../operations/tokens/process.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { Parameters } from "../parameters.js"

const types: ReadonlyMap<string, TokenType> = new Map([
  ["urn:ietf:params:oauth:token-type:jwt", "JWT"],
  ["urn:ietf:params:oauth:token-type:access_token", "ACCESS_TOKEN"],
  ["urn:ietf:params:oauth:token-type:refresh_token", "REFRESH_TOKEN"],
  ["urn:ietf:params:oauth:token-type:id_token", "ID_TOKEN"],
  ["urn:ietf:params:oauth:token-type:saml1", "SAML1"],
  ["urn:ietf:params:oauth:token-type:saml2", "SAML2"],
  ["urn:openid:params:token-type:device-secret", "DEVICE_SECRET"]
])

export interface TypeCodes {
  readonly unknown: ResultCode
  readonly repeated: ResultCode
}

/** The type that a parameter names; none if the parameter is missing or empty. */
export const tokenTypeOf = (
  form: Parameters,
  name: string,
  { repeated, unknown }: TypeCodes
): Either.Either<TokenType | undefined, ResultCode> => {
  const [value = "", ...more] = form.getAll(name)
  if (more.length > 0) return Either.left(repeated)
  return value === "" ? Either.right(undefined) : Either.fromNullable(types.get(value), () => unknown)
}
