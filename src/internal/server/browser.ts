/**
 * What binds an authorization request to the browser that began it: a cookie for each request, and where a decision comes
 * from.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import { InteractionError } from "./errors.js"

/** How long a request may wait for a decision, in seconds. */
export const patience = 3600

/** How many requests of one browser may wait: each has a cookie, and a browser sends them all. */
const most = 8

const hostOf = ({ headers }: HttpServerRequest.HttpServerRequest) => headers["host"] ?? ""

const isLoopback = (host: string) => /^(?:localhost|[^:]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host)

/**
 * Whether the cookies are sent over TLS only. They are, but on a machine of its own: a server behind a proxy does not see
 * what the browser speaks, so a request without TLS must not decide it.
 */
export const isSecure = (request: HttpServerRequest.HttpServerRequest, allowPlainHttp: boolean): boolean =>
  !allowPlainHttp && !isLoopback(hostOf(request))

/** Browsers take a cookie with `__Host-` from this very host only, over TLS: no neighbour can plant it. */
const prefix = (secure: boolean) => secure ? "__Host-authlete-" : "authlete-"

const options = (secure: boolean) => ({ httpOnly: true, path: "/", sameSite: "lax", secure } as const)

const cookieIn = (cookies: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(cookies, name) ? cookies[name] : undefined

/** What the cookie of a request holds, if the browser has it. */
export const readCookie = (
  { cookies }: HttpServerRequest.HttpServerRequest,
  id: string,
  secure: boolean
): string | undefined => cookieIn(cookies, `${prefix(secure)}${id}`)?.replace(/^\d+\./, "")

const begunAt = (value: string | undefined) => Number(/^\d+/.exec(value ?? "")?.[0] ?? 0)

/** The cookies of the oldest requests, if there are too many. */
const surplus = (cookies: Readonly<Record<string, string>>, secure: boolean): ReadonlyArray<string> =>
  Object.keys(cookies)
    .filter((name) => name.startsWith(prefix(secure)))
    .sort((a, b) => begunAt(cookies[b]) - begunAt(cookies[a]))
    .slice(most - 1)

/** Gives the browser the cookie of a request that begins. */
export const giveCookie = (
  response: HttpServerResponse.HttpServerResponse,
  { cookies }: HttpServerRequest.HttpServerRequest,
  cookie: { readonly id: string; readonly value: string; readonly begunAt: number; readonly secure: boolean }
): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
  const given = { ...options(cookie.secure), maxAge: `${patience} seconds` } as const
  const kept = surplus(cookies, cookie.secure).reduce(
    (made, name) => HttpServerResponse.expireCookie(made, name, options(cookie.secure)),
    response
  )
  return Effect.orDie(
    HttpServerResponse.setCookie(
      kept,
      `${prefix(cookie.secure)}${cookie.id}`,
      `${cookie.begunAt}.${cookie.value}`,
      given
    )
  )
}

const sessionName = (secure: boolean) => secure ? "__Host-session" : "session"

/** Gives the browser the cookie of a login. It has no age: the browser forgets it when it is closed. */
export const giveSession = (
  response: HttpServerResponse.HttpServerResponse,
  sessionId: string,
  secure: boolean
): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  Effect.orDie(HttpServerResponse.setCookie(response, sessionName(secure), sessionId, options(secure)))

/** The id of the login that a browser has, if it has one. */
export const sessionIdOf = (
  { cookies }: HttpServerRequest.HttpServerRequest,
  secure: boolean
): string | undefined => cookieIn(cookies, sessionName(secure))

/** Takes the cookie away: the request was decided on. */
export const takeCookie = (
  response: HttpServerResponse.HttpServerResponse,
  id: string,
  secure: boolean
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.expireCookie(response, `${prefix(secure)}${id}`, options(secure))

const originHost = (origin: string): string | undefined => {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/** Browsers say where a request comes from: newer ones by `Sec-Fetch-Site`, all by `Origin` when they post. */
const isCrossSite = (request: HttpServerRequest.HttpServerRequest): boolean => {
  const { headers, method } = request
  if (method === "GET" || method === "HEAD") return false
  const site = headers["sec-fetch-site"]
  if (site !== undefined) return site !== "same-origin" && site !== "none"
  const origin = headers["origin"]
  return origin !== undefined && originHost(origin) !== hostOf(request).toLowerCase()
}

/**
 * Refuses what a page of another site sends. It could not know the id of a request, nor would the browser send the cookie
 * along; this is one more bar. A `GET` may come from elsewhere: an identity provider sends its users back so.
 */
export const refuseCrossSite: Effect.Effect<void, InteractionError, HttpServerRequest.HttpServerRequest> = Effect
  .flatMap(
    HttpServerRequest.HttpServerRequest,
    (request) => isCrossSite(request) ? Effect.fail(new InteractionError({ reason: "CrossSite" })) : Effect.void
  )

/** What a page that asks for a decision needs, unless it says otherwise itself. */
const pageHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'",
  // With no referrer at all, browsers would not tell the origin of a form either.
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY"
}

/** Keeps a page out of frames and caches (RFC 9700, section 4.16). */
export const guardPage = (response: HttpServerResponse.HttpServerResponse): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.setHeaders(response, { ...pageHeaders, ...response.headers })
