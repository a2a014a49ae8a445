/**
 * GET /service/jwks/get: the JWK Set of the service, without private keys unless the request asks for them.
 */
import type { Verbatim } from "../../http/response.js"
import { document, verbatim } from "../../http/response.js"
import { publicPart } from "../../model/jwks.js"
import { keysOfService } from "../../model/signingKey.js"
import type { State } from "../../store/state.js"

/** Nothing, which is 204, if the service has no keys; 302 if it has the address of its JWK Set in place of keys. */
export const servicesJwks = (
  state: State,
  { includePrivateKeys, pretty }: Readonly<Record<string, string>>
): Verbatim | undefined => {
  const all = keysOfService(state)
  const { jwksUri } = state.service
  if (all.length === 0 && jwksUri !== undefined) {
    return verbatim({ status: 302, headers: { location: encodeURI(jwksUri) }, text: "" })
  }
  const keys = includePrivateKeys === "true" ? all : all.flatMap((key) => publicPart(key) ?? [])
  return keys.length === 0 ? undefined : document({ keys }, pretty === "true")
}
