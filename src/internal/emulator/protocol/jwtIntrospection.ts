/**
 * RFC 9701: introspection responses that are JWTs, for resource servers that have to keep a proof.
 */
import * as Either from "effect/Either"
import type { StandardIntrospectionRequest } from "../../operations/introspection/standardProcess.js"
import { symmetric } from "../model/jwks.js"
import type { SigningKey } from "../model/signingKey.js"
import { signingKey } from "../model/signingKey.js"
import type { State } from "../store/state.js"
import { algorithmOf } from "./idToken.js"
import type { ProtocolError } from "./protocolError.js"
import { invalidRequest, serverError } from "./protocolError.js"
import type { Jwt } from "./unsigned.js"

type Request = Partial<typeof StandardIntrospectionRequest.Encoded>

const mediaType = "application/token-introspection+jwt"

/** Whether the resource server asks for a JWT. */
export const wantsJwt = ({ httpAcceptHeader = "" }: Request): boolean =>
  httpAcceptHeader.split(",").some((part) => part.split(";", 1)[0]?.trim().toLowerCase() === mediaType)

const keyFor = (state: State, alg: string, { sharedKeyForSign }: Request): Either.Either<SigningKey, unknown> => {
  if (alg === "none") return Either.left("NoKeyForAlgorithm")
  const client = symmetric.includes(alg) ? { clientSecret: sharedKeyForSign } : {}
  return signingKey(state, alg, { client, keyId: state.service.introspectionSignatureKeyId })
}

/** The introspection response, to be signed. */
export const introspectionJwt = (
  state: State,
  request: Request,
  introspection: object,
  now: number
): Either.Either<Jwt, ProtocolError<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">> => {
  const { introspectionEncryptionAlg, rsUri } = request
  if (rsUri === undefined) return Either.left(invalidRequest("A404301"))
  if (introspectionEncryptionAlg !== undefined) return Either.left(serverError("A999420"))
  const alg = algorithmOf(request.introspectionSignAlg)
  return Either.mapBoth(keyFor(state, alg, request), {
    onLeft: () => serverError("A999421"),
    onRight: (key): Jwt => ({
      alg,
      key,
      header: { typ: "token-introspection+jwt" },
      claims: {
        iss: state.service.issuer,
        aud: rsUri,
        iat: Math.floor(now / 1000),
        token_introspection: introspection
      }
    })
  })
}
