/**
 * Authenticates a client application by its id and secret. Both come from the `Authorization` header, which the
 * authorization server has parsed, or from the form. Where both give them, they have to agree.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../model/client.js"
import { isPublic } from "../model/client.js"
import type { ResultCode } from "../model/resultCodes.js"
import * as ClientStore from "../store/clientStore.js"
import type { State } from "../store/state.js"
import type { ParameterCodes, Parameters } from "./parameters.js"
import type { ProtocolError } from "./protocolError.js"
import { invalidClient, invalidRequest } from "./protocolError.js"

/** One endpoint's result codes for mistakes that come before the check of the secret. */
export interface ClientCodes extends ParameterCodes {
  readonly unknown: ResultCode
  readonly locked: ResultCode
  readonly secretRepeated: ResultCode
  readonly idsDiffer: ResultCode
  readonly secretsDiffer: ResultCode
}

export interface Authenticated {
  readonly client: ClientRecord
  readonly aliasUsed: boolean
  readonly method: "none" | "client_secret_basic" | "client_secret_post"
}

export type AuthenticationError = ProtocolError<"BAD_REQUEST" | "INVALID_CLIENT">

interface Credentials {
  readonly clientId?: string | undefined
  readonly clientSecret?: string | undefined
}

/** The value that the header and the form agree on. */
const agreed = (
  header: string | undefined,
  form: ReadonlyArray<string>,
  codes: { readonly repeated: ResultCode; readonly differ: ResultCode }
): Either.Either<string | undefined, AuthenticationError> => {
  const [value, ...more] = form
  if (more.length > 0) return Either.left(invalidRequest(codes.repeated))
  if (header !== undefined && value !== undefined && header !== value) return Either.left(invalidRequest(codes.differ))
  return Either.right(header ?? value)
}

const identify = (
  state: State,
  identifier: string | undefined,
  codes: ClientCodes
): Either.Either<ClientRecord, AuthenticationError> => {
  if (identifier === undefined) return Either.left(invalidClient(codes.missing))
  if (identifier === "") return Either.left(invalidRequest(codes.empty))
  const client = ClientStore.find(state.clients, identifier)
  if (client === undefined) return Either.left(invalidClient(codes.unknown))
  return client.locked === true ? Either.left(invalidClient(codes.locked)) : Either.right(client)
}

/** A public client must not have a secret. An empty secret counts as none. */
const checkSecret = (client: ClientRecord, secret: string): Either.Either<void, AuthenticationError> => {
  if (isPublic(client)) return secret === "" ? Either.void : Either.left(invalidClient("A157303"))
  if (secret === "") return Either.left(invalidClient("A157304"))
  return secret === client.clientSecret ? Either.void : Either.left(invalidClient("A157305"))
}

export const authenticate = (
  state: State,
  header: Credentials,
  form: Parameters,
  codes: ClientCodes
): Either.Either<Authenticated, AuthenticationError> =>
  Either.gen(function*() {
    const identifier = yield* agreed(header.clientId, form.getAll("client_id"), {
      repeated: codes.repeated,
      differ: codes.idsDiffer
    })
    const client = yield* identify(state, identifier, codes)
    const secret = yield* agreed(header.clientSecret, form.getAll("client_secret"), {
      repeated: codes.secretRepeated,
      differ: codes.secretsDiffer
    })
    yield* checkSecret(client, secret ?? "")
    return {
      client,
      aliasUsed: identifier === client.clientIdAlias,
      method: isPublic(client)
        ? "none"
        : header.clientSecret === undefined
        ? "client_secret_post"
        : "client_secret_basic"
    }
  })
