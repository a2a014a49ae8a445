/**
 * What has to be found out about an authorization request before it is read: whether the signatures in it are good.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { ClientRecord } from "../../model/client.js"
import { opened } from "../../model/jwt.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import type { Parameters } from "../parameters.js"
import type { HintFacts } from "./hint.js"
import { verifyHint } from "./hint.js"
import type { RequestObjectFacts } from "./requestObject.js"
import { verifyRequestObject } from "./requestObject.js"

export interface RequestFacts {
  readonly requestObject: RequestObjectFacts | undefined
  readonly hint: HintFacts | undefined
}

export const nothing: RequestFacts = { requestObject: undefined, hint: undefined }

/** The hint may stand in the request object. */
const hintIn = (form: Parameters): string | undefined => {
  const inside = Option.map(opened(form.get("request") ?? ""), ({ claims }) => claims["id_token_hint"])
  const hint = form.get("id_token_hint") ?? Option.getOrUndefined(inside)
  return typeof hint === "string" ? hint : undefined
}

export const factsOf = (
  state: State,
  client: ClientRecord | undefined,
  form: Parameters
): RequestFacts | Effect.Effect<RequestFacts> => {
  const [request, hint] = [form.get("request"), hintIn(form)]
  if (client === undefined || (request === null && hint === undefined)) return nothing
  return Effect.all({
    requestObject: request === null ? Effect.succeed(undefined) : verifyRequestObject(client, request),
    hint: hint === undefined ? Effect.succeed(undefined) : verifyHint(state, client, hint)
  })
}

/** The same for a request that the client sends itself, with its id in the call or in the form. */
export const factsOfPosted = (
  state: State,
  { clientId }: { readonly clientId?: string | undefined },
  form: Either.Either<Parameters, unknown>
): RequestFacts | Effect.Effect<RequestFacts> =>
  Either.match(form, {
    onLeft: () => nothing,
    onRight: (form) => factsOf(state, ClientStore.find(state.clients, clientId ?? form.get("client_id") ?? ""), form)
  })
