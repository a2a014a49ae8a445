/**
 * By what an introspection is found again: a hash of the token, and everything else that Authlete's response depends on.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { IntrospectionRequest } from "../operations/introspection/process.js"
import type { SecretText } from "../schema/fields.js"
import { digest } from "./digest.js"

export interface Key {
  /** The hash of the token. All entries of a token stand together, so that it can be evicted without a search. */
  readonly token: string
  /** Everything else: the service, and what the request asks of the token. */
  readonly question: string
}

/** The text of a secret. What is none has been refused by then, or will be. */
export const textOf = (secret: SecretText): string => Redacted.isRedacted(secret) ? Redacted.value(secret) : secret

/**
 * The fields that a response depends on. With any other field, such as a DPoP proof or the signature of a message, the
 * request is good for one use, and nothing is kept of it.
 */
const fields = ["token", "scopes", "subject", "clientCertificate", "resources", "acrValues", "maxAge"] as const

const known: ReadonlySet<string> = new Set(fields)

/** Whether the response to this request may be kept. */
export const isCacheable = (request: IntrospectionRequest): boolean => {
  for (const name in request) {
    if (!known.has(name) && request[name as keyof IntrospectionRequest] !== undefined) return false
  }
  return typeof request.token === "string" || Redacted.isRedacted(request.token)
}

/** The `jti` of a JWT: the value of the same token in its other form. */
const jtiOf = (token: string): string | undefined => {
  const [, payload, , more] = token.split(".", 4)
  if (payload === undefined || more !== undefined) return undefined
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")))
    const jti: unknown = typeof claims === "object" && claims !== null && "jti" in claims ? claims.jti : undefined
    return typeof jti === "string" && jti !== "" ? jti : undefined
  } catch {
    return undefined
  }
}

/**
 * The hash by which the entries of a token stand together. Authlete gives out a token as a JWT and by the value that is
 * its `jti`; revoking one of them revokes the other, so both have the same hash.
 */
export const tokenHash = (token: string): Effect.Effect<string> =>
  digest(token.includes(".") ? jtiOf(token) ?? token : token)

const sorted = (texts: ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined =>
  texts === undefined || texts.length < 2 ? texts : [...texts].sort()

/** The questions of lists of scopes that cannot change, which is what guards ask with. */
const byScopes = new WeakMap<ReadonlyArray<string>, string>()

/** Everything that is asked, but for the token. */
const questionOf = (request: IntrospectionRequest, serviceId: string | undefined): string => {
  const { acrValues, clientCertificate, maxAge, resources, scopes, subject } = request
  const isByScopes = scopes !== undefined && Object.isFrozen(scopes) && serviceId === undefined &&
    acrValues === undefined && clientCertificate === undefined && maxAge === undefined && resources === undefined &&
    subject === undefined
  const known = isByScopes ? byScopes.get(scopes) : undefined
  if (known !== undefined) return known
  const question = JSON.stringify([
    serviceId,
    sorted(scopes),
    subject,
    // The order of classes tells which one is preferred, which a challenge repeats.
    acrValues,
    maxAge,
    clientCertificate,
    sorted(resources)
  ])
  if (isByScopes) byScopes.set(scopes, question)
  return question
}

/** Makes the key of a request to a service; no service is that of the client. */
export const keyOf = (
  request: IntrospectionRequest,
  serviceId: string | undefined
): Effect.Effect<Key> => {
  const token = textOf(request.token)
  const question = questionOf(request, serviceId)
  // Of a JWT, anybody can make another one with the same `jti`. It must not find the response for the true one.
  if (!token.includes(".") && request.clientCertificate === undefined) {
    return Effect.map(digest(token), (hash) => ({ token: hash, question }))
  }
  return Effect.flatMap(
    tokenHash(token),
    (hash) => Effect.map(digest(`${token}\n${question}`), (whole) => ({ token: hash, question: whole }))
  )
}
