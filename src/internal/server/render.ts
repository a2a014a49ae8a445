/**
 * Makes an HTTP response of Authlete's response and the outline for its action.
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Outline, Responses } from "./outline.js"
import { content, failure, next } from "./outline.js"

/** What responses of Authlete may hold for the response to the client application. */
export interface Told {
  readonly action: string
  readonly resultCode?: string
  readonly responseContent?: string | Redacted.Redacted
  readonly dpopNonce?: string
  readonly attestationChallenge?: string
  readonly signature?: string
  readonly signatureInput?: string
  readonly contentDigest?: string
}

/**
 * What of the client application's request decides about the response.
 *
 * @since 0.2.0
 * @category models
 */
export interface Asked {
  /** Whether the client application tried to authenticate by the `Authorization` header. */
  readonly byHeader?: boolean | undefined
}

const textOf = (value: string | Redacted.Redacted | undefined) =>
  Redacted.isRedacted(value) ? Redacted.value(value) : value

/** Whether a text can be the value of a header: CR or LF would begin another one (RFC 9110, section 5.5). */
const isHeaderValue = (text: string): boolean => /^[\x20-\x7e\x80-\xff]+$/.test(text)

/**
 * Whether a URL has a scheme that runs or shows what follows it. No client application is at such a place. Browsers pass
 * over blanks and control characters in a scheme.
 */
export const isHarmful = (url: string): boolean =>
  /^(?:javascript|data|vbscript|file|blob|about):/i.test(url.replace(/[\0-\x20]+/g, ""))

/** Whether a browser may be sent there. */
const isLocation = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text) && !isHarmful(text)

const isUsable = (name: string, value: string) => isHeaderValue(value) && (name !== "location" || isLocation(value))

const filled = (outline: Outline, text: string | undefined): Readonly<Record<string, string>> | undefined => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(outline.headers)) {
    const actual = value === content ? text : value
    if (actual === undefined || !isUsable(name, actual)) return undefined
    headers[name] = actual
  }
  return headers
}

/** Headers that go with any action (RFC 9449, section 8.2; RFC 9421). */
export const extraHeaders = (told: Told): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {}
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && isHeaderValue(value)) headers[name] = value
  }
  add("dpop-nonce", told.dpopNonce)
  add("oauth-client-attestation-challenge", told.attestationChallenge)
  add("signature", told.signature)
  add("signature-input", told.signatureInput)
  add("content-digest", told.contentDigest)
  return headers
}

const make = ({ body, status }: Outline, headers: Readonly<Record<string, string>>, text: string | undefined) => {
  const actual = body === content ? text : body
  return actual === undefined
    ? HttpServerResponse.empty({ status, headers: Headers.remove(Headers.fromInput(headers), "content-type") })
    : HttpServerResponse.text(actual, { status, headers })
}

const failed = (headers: Readonly<Record<string, string>>) =>
  make(failure, { ...failure.headers, ...headers }, undefined)

const logged = (operation: string, { action, resultCode }: Told, what: string) =>
  Effect.logError(`${operation}: ${what} (action ${action}${resultCode === undefined ? "" : `, ${resultCode}`})`)

/** The response for an outline. What tells of a fault of this server goes to the log, by its result code. */
export const fill = (
  operation: string,
  outline: Outline,
  told: Told,
  { byHeader = false }: Asked = {}
): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
  const chosen = byHeader ? outline : outline.withoutHeader ?? outline
  const extra = extraHeaders(told)
  if (chosen === failure) return Effect.as(logged(operation, told, "Authlete reports a fault"), failed(extra))
  const text = textOf(told.responseContent)
  const headers = filled(chosen, text)
  return headers === undefined
    ? Effect.as(logged(operation, told, "the content of the response cannot be a header"), failed(extra))
    : Effect.succeed(make(chosen, { ...headers, ...extra }, text))
}

/** The response for an action that needs nothing more. */
export const render = <Response extends Told, More extends Response["action"]>(
  { operation, table }: Responses<Response, More>,
  response: Exclude<Response, { readonly action: More }>,
  asked?: Asked
): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
  const outline = (table as Readonly<Record<string, Outline | undefined>>)[response.action]
  return fill(operation, outline ?? failure, response, asked)
}

/** What to do for each action that needs more. */
export type Steps<Response, More extends string, Result> = {
  readonly [Action in More]: (response: Extract<Response, { readonly action: Action }>) => Result
}

type Step<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>

/** The response for any action: by the table, or by the step for an action that needs more. */
export const proceed = <
  Response extends Told,
  More extends Response["action"],
  S extends Steps<Response, More, Step<unknown, unknown>>
>(
  responses: Responses<Response, More>,
  response: Response,
  steps: S,
  asked?: Asked
): Step<
  Effect.Effect.Error<ReturnType<Extract<S[keyof S], (response: never) => unknown>>>,
  Effect.Effect.Context<ReturnType<Extract<S[keyof S], (response: never) => unknown>>>
> => {
  const line = (responses.table as Readonly<Record<string, unknown>>)[response.action]
  const step = (steps as unknown as Readonly<Record<string, ((response: Response) => Step<never, never>) | undefined>>)[
    response.action
  ]
  return line === next && step !== undefined
    ? step(response)
    : render(responses, response as Exclude<Response, { readonly action: More }>, asked)
}
