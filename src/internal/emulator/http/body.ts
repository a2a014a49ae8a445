/**
 * The body of a request, whole: JSON or a form, and of a bearable size.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import type { BodyKind, Incoming } from "./route.js"

/** 1 MiB. Authlete's limit is not known. */
const limit = 1_048_576

const kindOf = (contentType: string | undefined): BodyKind | Refusal => {
  if (contentType === undefined || contentType === "") return refusal("BadRequest", "A258201")
  switch (contentType.split(";", 1)[0]?.trim().toLowerCase()) {
    case "application/json":
      return "json"
    case "application/x-www-form-urlencoded":
      return "form"
    default:
      return refusal("UnsupportedMediaType", "A999203")
  }
}

const isTooBig = (text: string): boolean =>
  // A UTF-16 unit takes three bytes at most, so most bodies need no counting.
  text.length * 3 > limit && new TextEncoder().encode(text).length > limit

const tooBig = refusal("PayloadTooLarge", "A999205")

export const bodyKind = ({ headers }: HttpServerRequest): BodyKind => {
  const kind = kindOf(headers["content-type"])
  return typeof kind === "string" ? kind : "json"
}

export const readBody = (request: HttpServerRequest): Effect.Effect<Incoming["body"], Refusal> =>
  Effect.suspend(() => {
    const kind = kindOf(request.headers["content-type"])
    if (typeof kind !== "string") return Effect.fail(kind)
    // A body that is announced as too big is not read at all.
    if (Number(request.headers["content-length"] ?? 0) > limit) return Effect.fail(tooBig)
    return Effect.matchEffect(request.text, {
      onFailure: () => Effect.fail(refusal("BadRequest", "A999204")),
      onSuccess: (text) => isTooBig(text) ? Effect.fail(tooBig) : Effect.succeed({ kind, text })
    })
  })
