/**
 * grant_type=urn:ietf:params:oauth:grant-type:token-exchange (RFC 8693).
 */
import * as Either from "effect/Either"
import { copied } from "../../model/bounds.js"
import { isPublic } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { InputToken } from "../exchange/inputToken.js"
import { inspect } from "../exchange/inputToken.js"
import { tokenTypeOf } from "../exchange/tokenType.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest } from "../protocolError.js"
import type { GrantError } from "./grantRequest.js"
import { nativeSsoExchange } from "./nativeSsoExchange.js"
import type { OpenFlow, OpenRequest } from "./openGrant.js"
import { checkNamed, openFields } from "./openGrant.js"

const scopeCodes = { repeated: "A999459", required: "A999460" } as const
const requestedTypeCodes = { unknown: "A999432", repeated: "A999433" } as const
const subjectTokenCodes = { missing: "A999434", empty: "A999435", repeated: "A999436" } as const
const subjectTypeCodes = { unknown: "A999437", repeated: "A250301" } as const
const actorTypeCodes = { unknown: "A999438", repeated: "A999439" } as const

const unauthorizedClient = badRequest("unauthorized_client")

/** Whom the service lets exchange tokens. */
const checkClient = (request: OpenRequest): Either.Either<void, GrantError> =>
  Either.gen(function*() {
    const { authenticated, state: { service } } = request
    const { tokenExchangeByConfidentialClientsOnly, tokenExchangeByPermittedClientsOnly } = service
    yield* checkNamed(request, service.tokenExchangeByIdentifiableClientsOnly, "A999442")
    const client = authenticated?.client
    if (tokenExchangeByConfidentialClientsOnly === true && (client === undefined || isPublic(client))) {
      return yield* Either.left(unauthorizedClient("A311304"))
    }
    if (tokenExchangeByPermittedClientsOnly === true && client?.extension?.tokenExchangePermitted !== true) {
      return yield* Either.left(unauthorizedClient("A311305"))
    }
  })

/** The token that says whom the new one is about. */
const subjectOf = ({ form }: OpenRequest): Either.Either<InputToken, GrantError> =>
  Either.mapLeft(
    Either.gen(function*() {
      const token = yield* Parameters.required(form, "subject_token", subjectTokenCodes)
      const type = yield* tokenTypeOf(form, "subject_token_type", subjectTypeCodes)
      return type === undefined ? yield* Either.left("A250302" as const) : { token, type }
    }),
    invalidRequest
  )

/** The token that says who is to act, if there is one. It has a type, and without one there is none. */
const actorOf = ({ form }: OpenRequest): Either.Either<InputToken | undefined, GrantError> =>
  Either.mapLeft(
    Either.gen(function*() {
      const [token = "", ...more] = form.getAll("actor_token")
      if (more.length > 0) return yield* Either.left("A999440" as const)
      const type = yield* tokenTypeOf(form, "actor_token_type", actorTypeCodes)
      if ((token === "") !== (type === undefined)) return yield* Either.left("A999441" as const)
      return type === undefined ? undefined : { token, type }
    }),
    invalidRequest
  )

const inspected = ({ facts, now, state }: OpenRequest, input: InputToken) =>
  Either.mapLeft(inspect(state, input, facts.signedTokens, now), invalidRequest)

export const tokenExchange: OpenFlow = (request) =>
  Either.gen(function*() {
    yield* checkClient(request)
    const { form } = request
    const requestedTokenType = yield* Either.mapLeft(
      tokenTypeOf(form, "requested_token_type", requestedTypeCodes),
      invalidRequest
    )
    const subject = yield* subjectOf(request)
    const actor = yield* actorOf(request)
    if (actor?.type === "DEVICE_SECRET" && request.state.service.nativeSsoSupported === true) {
      return yield* nativeSsoExchange(request, subject, actor)
    }
    const subjectTokenInfo = yield* inspected(request, subject)
    const actorTokenInfo = actor && (yield* inspected(request, actor))
    const fields = yield* openFields(request, scopeCodes)
    return {
      ...result("A311001"),
      action: "TOKEN_EXCHANGE" as const,
      grantType: "TOKEN_EXCHANGE",
      requestedTokenType,
      subjectToken: subject.token,
      subjectTokenType: subject.type,
      subjectTokenInfo,
      actorToken: actor?.token,
      actorTokenType: actor?.type,
      actorTokenInfo,
      audiences: nonEmpty(form.getAll("audience").map(copied)),
      ...fields
    }
  })
