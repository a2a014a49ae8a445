/**
 * Which entries of the cache are outdated by a call, since it changes tokens or may have changed them.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import type { AuthleteError } from "../../AuthleteError.js"
import type { Operation } from "../../Operation.js"
import { failureIn } from "../edge/exit.js"
import type { SecretText } from "../schema/fields.js"
import { textOf, tokenHash } from "./key.js"

/**
 * Which entries go: those that match all that is given. Without anything given, all go.
 */
export interface Evicted {
  /** The hash of an access token. */
  readonly token?: string
  /**
   * What goes if nothing was kept of the token. Authlete takes hashes of its own and refresh tokens in the place of an
   * access token, and neither can be told from it.
   */
  readonly otherwise?: { readonly clientId?: string }
  readonly subject?: string
  readonly clientId?: string
}

const everything: Evicted = {}

type AnyOperation = Pick<Operation<never, never, unknown, never>, "method" | "name"> & {
  readonly resend: (request: never) => unknown
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => typeof value === "object" && value !== null ? value as Fields : {}

const secretIn = (value: unknown): string | undefined => {
  if (typeof value === "string") return value
  const text = Redacted.isRedacted(value) ? textOf(value as SecretText) : undefined
  return typeof text === "string" ? text : undefined
}

const idIn = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value)) ? String(value) : undefined

const textIn = (value: unknown): string | undefined => typeof value === "string" ? value : undefined

type Evictions = Effect.Effect<ReadonlyArray<Evicted>>

const none: Evictions = Effect.succeed([])
const all: Evictions = Effect.succeed([everything])

/** By a value of an access token. It may be something else: a refresh token, or a hash of Authlete's. */
const byToken = (token: string | undefined, otherwise: Evicted["otherwise"] = {}): Evictions =>
  token === undefined ? all : Effect.map(tokenHash(token), (hash) => [{ token: hash, otherwise }])

/** By a value that is one of an access token for certain. There need not be an entry for it. */
const byValue = (token: string | undefined): Evictions =>
  token === undefined ? none : Effect.map(tokenHash(token), (hash) => [{ token: hash }])

const bySubject = (subject: string | undefined): Evictions =>
  subject === undefined ? all : Effect.succeed([{ subject }])

/** New tokens may end older ones of the same client and subject: a refresh does, and a service can be set up so. */
const byIssue = (response: unknown): Evictions => {
  const { clientId, subject } = fieldsOf(response)
  const [id, owner] = [idIn(clientId), textIn(subject)]
  if (id === undefined) return all
  return Effect.succeed([owner === undefined ? { clientId: id } : { clientId: id, subject: owner }])
}

/** What goes when a call has ended: by its request, and by its response if there was one. */
type Rule = (request: Fields, response: unknown, input: unknown) => Evictions

const nothing: Rule = () => none

/**
 * The rules by operation. An operation that is not here evicts everything, unless it only reads: that is good enough for
 * administration, which is rare, and safe for operations that this library does not know yet.
 */
const rules: Readonly<Record<string, Rule>> = {
  "tokens.delete": (_, __, input) => byToken(secretIn(input)),
  "tokens.revoke": ({ accessTokenIdentifier, refreshTokenIdentifier, subject }) => {
    if (accessTokenIdentifier !== undefined) return byToken(secretIn(accessTokenIdentifier))
    return refreshTokenIdentifier === undefined ? bySubject(textIn(subject)) : all
  },
  "tokens.update": ({ accessToken }) => byToken(secretIn(accessToken)),
  "tokens.create": ({ accessToken }, response) =>
    Effect.map(Effect.all([byValue(secretIn(accessToken)), byIssue(response)]), (found) => found.flat()),
  "tokens.issue": (_, response) => byIssue(response),
  "tokens.process": (_, response) => {
    switch (fieldsOf(response)["action"]) {
      case "OK":
        return byIssue(response)
      case undefined:
        return all
      default:
        return none
    }
  },
  "authorization.issue": ({ subject }, response) =>
    // Only the implicit and the hybrid flow issue a token here.
    response !== undefined && fieldsOf(response)["accessToken"] === undefined ? none : bySubject(textIn(subject)),
  "ciba.complete": ({ subject }) => subject === undefined ? none : bySubject(textIn(subject)),
  "revocation.process": ({ clientId, parameters }) => {
    const id = idIn(clientId)
    return byToken(
      new URLSearchParams(secretIn(parameters) ?? "").get("token") ?? undefined,
      id === undefined ? {} : { clientId: id }
    )
  },
  // They work on tickets, on clients that have no tokens yet, on secrets, or on nothing that is kept.
  "authorization.fail": nothing,
  "authorization.process": nothing,
  "authorization.updateTicket": nothing,
  "backchannelLogout.token": nothing,
  "ciba.fail": nothing,
  "ciba.issue": nothing,
  "ciba.process": nothing,
  "clients.create": nothing,
  "clients.refreshSecret": nothing,
  "clients.updateSecret": nothing,
  "deviceFlow.authorize": nothing,
  "deviceFlow.complete": nothing,
  "dynamicRegistration.register": nothing,
  "federation.register": nothing,
  "hardwareSecurityKeys.create": nothing,
  "hardwareSecurityKeys.delete": nothing,
  "introspection.process": nothing,
  "pushedAuthorization.create": nothing,
  "services.create": nothing,
  "tokens.fail": nothing,
  "tokens.reissueIdToken": nothing,
  "userInfo.issue": nothing,
  "userInfo.process": nothing,
  "verifiableCredentials.createOffer": nothing
}

const isRead = ({ method, resend }: AnyOperation, request: unknown): boolean => {
  if (method === "GET") return true
  try {
    return resend(request as never) === "read"
  } catch {
    return false
  }
}

const everythingGoes: Rule = () => all

const ruleOf = (operation: AnyOperation, request: unknown): Rule => {
  const name = operation.name.replace(/Form$/, "")
  if (Object.hasOwn(rules, name)) return rules[name] ?? everythingGoes
  return isRead(operation, request) ? nothing : everythingGoes
}

/**
 * What a call evicts when it has ended; `undefined` if that is nothing, however it ends. A call that failed or was interrupted
 * may have been carried out, unless its error says that it was not.
 */
export const evictionsOf = (
  operation: AnyOperation,
  request: unknown
): ((exit: Exit.Exit<unknown, AuthleteError>) => Evictions) | undefined => {
  const rule = ruleOf(operation, request)
  if (rule === nothing) return undefined
  return (exit) => {
    if (Exit.isSuccess(exit)) return rule(fieldsOf(request), exit.value, request)
    return failureIn(exit)?.outcome === "not-applied" ? none : rule(fieldsOf(request), undefined, request)
  }
}
