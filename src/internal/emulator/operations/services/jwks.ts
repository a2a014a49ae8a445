/**
 * GET /service/jwks/get: the JWK Set of the service, without private keys unless the request asks for them.
 */
import type { Verbatim } from "../../http/response.js"
import { document, verbatim } from "../../http/response.js"
import { keysOf, publicPart } from "../../model/jwks.js"
import type { State } from "../../store/state.js"

/** Nothing, which is 204, if the service has no keys; 302 if it only has the address of its JWK Set. */
export const servicesJwks = (
  { service: { jwks, jwksUri } }: State,
  { includePrivateKeys, pretty }: Readonly<Record<string, string>>
): Verbatim | undefined => {
  if (jwks === undefined && jwksUri !== undefined) {
    return verbatim({ status: 302, headers: { location: encodeURI(jwksUri) }, text: "" })
  }
  const all = keysOf(jwks)
  const keys = includePrivateKeys === "true" ? all : all.flatMap((key) => publicPart(key) ?? [])
  return keys.length === 0 ? undefined : document({ keys }, pretty === "true")
}
