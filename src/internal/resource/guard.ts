/**
 * Whether a request may pass: finds its access token, asks Authlete about it, and says how to refuse it otherwise.
 */
import { Size } from "@effect/platform/FileSystem"
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import { MaxBodySize, withMaxBodySize } from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Service as Client } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import { digest } from "../cache/digest.js"
import { isOutage } from "../client/failure.js"
import { withCaller } from "../edge/caller.js"
import { millisNow } from "../edge/time.js"
import type { IntrospectionOk, IntrospectionRequest } from "../operations/introspection/process.js"
import { introspectionProcess } from "../operations/introspection/process.js"
import type { Parts, PresentedToken } from "../server/presentedToken.js"
import { partsOf, presentedToken } from "../server/presentedToken.js"
import type { AccessTokenInfo } from "./accessToken.js"
import { ofIntrospection, resourcesOf } from "./accessToken.js"
import { infoOfClaims, refusalOfClaims } from "./claims.js"
import type { Checked, LocalCheck } from "./localCheck.js"
import type { Refusal } from "./refusal.js"
import * as Refusals from "./refusal.js"
import type { Requirements } from "./requirements.js"
import { issueOf } from "./requirements.js"
import type { Settings } from "./settings.js"

/** A request, as far as the guard looks at it. */
export interface Guarded {
  readonly parts: Parts
  readonly method: string
  /** The path under which the server sees it, without the query; `undefined` if proofs cannot be checked. */
  readonly path: string | undefined
  readonly certificate: string | undefined
}

/** A request that may pass. */
export interface Granted {
  readonly info: AccessTokenInfo
  /** Headers that the response must have. */
  readonly headers: Readonly<Record<string, string>> | undefined
}

export type Guard = (request: Guarded) => Effect.Effect<Granted, Refusal>

/** The path of a request line, which may be a whole URL, without the query. */
const pathOf = (url: string): string => {
  const path = url.startsWith("/") ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "")
  const end = path.search(/[?#]/)
  return end < 0 ? path : path.slice(0, end)
}

const isForm = ({ headers, method }: HttpServerRequest): boolean =>
  method !== "GET" && method !== "HEAD" &&
  /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(headers["content-type"] ?? "")

/** The longest form in which a token is looked for, in bytes: anybody may send one, with a token or without. */
const longestForm = Size(512 * 1024)

/** Reads a form, up to the limit of the server or to ours, whichever is lower. Fails with nothing if there is none to use. */
const formOf = (request: HttpServerRequest): Effect.Effect<string, void> =>
  Effect.flatMap(MaxBodySize, (ofServer) => {
    const limit = Option.match(ofServer, {
      onNone: () => longestForm,
      onSome: (size) => size < longestForm ? size : longestForm
    })
    // Where the length is told, the rest need not be read, and the client application gets its response.
    return Number(request.headers["content-length"] ?? 0) > limit
      ? Effect.fail(undefined)
      : Effect.mapError(withMaxBodySize(request.text, Option.some(limit)), () => undefined)
  })

/** Reads a request. Its body is read only if tokens may stand in forms, and it is one. */
export const guardedOf = (settings: Settings, request: HttpServerRequest): Effect.Effect<Guarded, Refusal> => {
  const guarded: Guarded = {
    parts: partsOf(request),
    method: request.method,
    path: pathOf(request.originalUrl),
    certificate: settings.certificate?.(request)
  }
  if (!settings.isFormTaken || !isForm(request)) return Effect.succeed(guarded)
  return Effect.mapBoth(formOf(request), {
    onFailure: () =>
      Refusals.ofMalformed(settings, {
        _tag: "Malformed",
        scheme: "Bearer",
        error: "invalid_request",
        description: "The form could not be read, or is too long."
      }),
    onSuccess: (form) => ({ ...guarded, parts: { ...guarded.parts, form } })
  })
}

/** How many tokens are remembered to be bound to a key. */
const mostBound = 10_000

const cachePrivately = { "cache-control": "private" }

const withoutProof = ({ acrValues, clientCertificate, maxAge, scopes, token }: IntrospectionRequest) => ({
  token,
  ...(scopes !== undefined && { scopes }),
  ...(acrValues !== undefined && { acrValues }),
  ...(maxAge !== undefined && { maxAge }),
  ...(clientCertificate !== undefined && { clientCertificate })
})

const unknown: Checked = { _tag: "Unknown" }

/** Makes guards for the resources of a server. */
export const makeGuards = (settings: Settings, client: Client, local: typeof LocalCheck.Service | undefined) => {
  const bound = new Set<string>()

  const failed = (error: AuthleteError): Effect.Effect<never, Refusal> =>
    isOutage(error)
      ? Effect.andThen(
        Effect.logWarning(`An access token could not be checked now: ${error.message}`),
        Effect.fail(Refusals.unavailable(settings, error))
      )
      : Effect.andThen(
        Effect.logError(`An access token could not be checked: ${error.message}`),
        Effect.fail(Refusals.broken)
      )

  const ask = (request: IntrospectionRequest) =>
    Effect.matchEffect(client.execute(introspectionProcess, request), {
      onFailure: failed,
      onSuccess: (response) => Effect.succeed(response)
    })

  const requestOf = (
    requirements: Requirements,
    { certificate, method, path }: Guarded,
    { proof, token }: PresentedToken
  ): IntrospectionRequest => {
    const { acrValues, maxAge, scopes } = requirements
    return {
      token,
      ...(scopes !== undefined && scopes.length > 0 && { scopes }),
      ...(acrValues !== undefined && acrValues.length > 0 && { acrValues }),
      ...(maxAge !== undefined && { maxAge }),
      ...(certificate !== undefined && { clientCertificate: certificate }),
      ...(proof !== undefined && {
        dpop: proof,
        htm: method,
        htu: `${settings.origin ?? ""}${path ?? ""}`,
        ...(settings.isNonceRequired && { dpopNonceRequired: true })
      })
    }
  }

  /**
   * Whether a token that came with a proof is bound to a key at all. Authlete checks the proof of a token that is not bound
   * and lets it pass, but anybody can make a proof with a key of their own (RFC 9449, section 7.1). A bound token is one
   * that Authlete refuses without a proof.
   */
  const checkBound = (request: IntrospectionRequest, { token }: PresentedToken): Effect.Effect<boolean, Refusal> =>
    Effect.flatMap(digest(Redacted.value(token)), (hash) => {
      if (bound.has(hash)) return Effect.succeed(true)
      return Effect.map(ask(withoutProof(request)), ({ action }) => {
        if (action !== "UNAUTHORIZED") return false
        if (bound.size >= mostBound) bound.clear()
        bound.add(hash)
        return true
      })
    })

  /** What Authlete does not look at. */
  const checkOk = (
    presented: PresentedToken,
    request: IntrospectionRequest,
    response: IntrospectionOk
  ): Effect.Effect<void, Refusal> => {
    const { scheme } = presented
    if (!settings.isForUs(resourcesOf(response))) {
      return Effect.fail(Refusals.invalidToken(settings, scheme, "The access token is not for this resource."))
    }
    if (scheme === "DPoP") {
      return Effect.flatMap(checkBound(request, presented), (isBound) =>
        isBound
          ? Effect.void
          : Effect.fail(Refusals.invalidToken(settings, scheme, "The access token is not bound to a key.")))
    }
    return settings.isSenderConstrained && response.certificateThumbprint === undefined
      ? Effect.fail(Refusals.invalidToken(settings, scheme, "The access token is not bound to its client application."))
      : Effect.void
  }

  const introspect = (
    requirements: Requirements,
    guarded: Guarded,
    presented: PresentedToken
  ): Effect.Effect<Granted, Refusal> => {
    const request = requestOf(requirements, guarded, presented)
    return Effect.flatMap(ask(request), (response): Effect.Effect<Granted, Refusal> => {
      switch (response.action) {
        case "OK": {
          const { dpopNonce } = response
          const granted: Granted = {
            info: ofIntrospection(presented, response),
            headers: dpopNonce === undefined
              ? presented.place === "query" ? cachePrivately : undefined
              : { "dpop-nonce": dpopNonce }
          }
          return Effect.as(checkOk(presented, request, response), granted)
        }
        case "BAD_REQUEST":
        case "FORBIDDEN":
        case "UNAUTHORIZED":
          return Effect.fail(Refusals.ofAuthlete(settings, presented.scheme, requirements, response))
        case "INTERNAL_SERVER_ERROR":
          return Effect.andThen(
            Effect.logError(
              `An access token could not be checked: ${response.resultMessage ?? response.resultCode ?? "no reason"}`
            ),
            Effect.fail(Refusals.broken)
          )
      }
    })
  }

  /** Decides by the claims of a JWT, and asks Authlete besides if that was asked for. */
  const byClaims = (
    requirements: Requirements,
    guarded: Guarded,
    presented: PresentedToken,
    claims: Readonly<Record<string, unknown>>,
    isIntrospected: boolean
  ): Effect.Effect<Granted, Refusal> =>
    withCaller(({ clock }) => {
      const refusal = refusalOfClaims(settings, requirements, presented, claims, millisNow(clock))
      if (refusal !== undefined) return Effect.fail(refusal)
      if (!isIntrospected) return Effect.succeed({ info: infoOfClaims(presented, claims), headers: undefined })
      return Effect.map(
        introspect(requirements, guarded, presented),
        ({ headers, info }) => ({ info: { ...info, claims }, headers })
      )
    })

  const check = (
    requirements: Requirements,
    guarded: Guarded,
    presented: PresentedToken
  ): Effect.Effect<Granted, Refusal> => {
    if (local === undefined) return introspect(requirements, guarded, presented)
    // Proofs are checked by Authlete only, which keeps those that were used.
    const checking = presented.scheme === "DPoP"
      ? Effect.succeed(unknown)
      : Effect.matchEffect(local.check(Redacted.value(presented.token)), {
        onFailure: failed,
        onSuccess: (checked) => Effect.succeed(checked)
      })
    return Effect.flatMap(checking, (checked) => {
      switch (checked._tag) {
        case "Unknown":
          return introspect(requirements, guarded, presented)
        case "Bad":
          return Effect.fail(Refusals.invalidToken(settings, presented.scheme, checked.description))
        case "Good":
          return byClaims(requirements, guarded, presented, checked.claims, local.isIntrospected)
      }
    })
  }

  const places = {
    query: settings.isQueryTaken,
    schemes: settings.isDpopRequired
      ? ["DPoP" as const]
      : settings.origin === undefined
      ? ["Bearer" as const]
      : ["Bearer" as const, "DPoP" as const]
  }

  return (asked: Requirements): Guard => {
    const issue = issueOf(asked)
    if (issue !== undefined) {
      return () =>
        Effect.andThen(
          Effect.logError(`A resource cannot be guarded: ${issue.name} must be ${issue.expected}`),
          Effect.fail(Refusals.broken)
        )
    }
    // Copied, so that nobody changes what is asked for; and a list that cannot change is found faster in the cache.
    const requirements: Requirements = {
      ...asked,
      ...(asked.scopes !== undefined && { scopes: Object.freeze([...asked.scopes]) })
    }
    const withoutCredentials = Refusals.withoutCredentials(settings, requirements)
    return (guarded) => {
      const presented = presentedToken(guarded.parts, places)
      switch (presented._tag) {
        case "Token":
          return check(requirements, guarded, presented)
        case "NoToken":
          return Effect.fail(withoutCredentials)
        case "Malformed":
          return Effect.fail(Refusals.ofMalformed(settings, presented))
      }
    }
  }
}
