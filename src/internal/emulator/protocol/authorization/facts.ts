/**
 * What has to be found out about an authorization request before it is read: whether the signatures in it are good.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { ClientRecord } from "../../model/client.js"
import { opened } from "../../model/jwt.js"
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
