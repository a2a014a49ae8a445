/**
 * One call of each operation. What of a request is secret is planted in it.
 */
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Introspection, Revocation, Tokens } from "effect-authlete"
import { planted } from "./planted.js"

/** A call, with the name that its errors have. */
export interface Called {
  readonly operation: string
  readonly call: Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  /** What it is called with, for those that call the same by other means. */
  readonly request?: unknown
}

const of = (operation: string) => <Request>(run: (request: Request) => Called["call"], request: Request): Called => ({
  operation,
  call: run(request),
  request
})

/** A client that both the emulator and Authlete's documents know. */
const clientId = 26888344961664

/** Parameters of a form with one secret in them. */
const holding = (name: string, more = "") => `${name}=${planted(name)}${more}`

export const list: Called = of("tokens.list")(Tokens.list, {})
export const create: Called = of("tokens.create")(Tokens.create, {
  grantType: "CLIENT_CREDENTIALS",
  clientId,
  accessToken: planted("chosen-token")
})
export const update: Called = of("tokens.update")(Tokens.update, { accessToken: planted("token") })
export const revoke: Called = of("tokens.revoke")(Tokens.revoke, { accessTokenIdentifier: planted("token") })
export const issue: Called = of("tokens.issue")(Tokens.issue, { ticket: planted("ticket"), subject: "john" })
export const fail: Called = of("tokens.fail")(Tokens.fail, { ticket: planted("ticket"), reason: "UNKNOWN" })
export const process: Called = of("tokens.process")(Tokens.process, {
  parameters: holding("code", "&grant_type=authorization_code"),
  clientId: String(clientId),
  clientSecret: planted("client-secret")
})
export const introspect: Called = of("introspection.process")(Introspection.process, { token: planted("token") })
export const standardIntrospect: Called = of("introspection.standardProcess")(Introspection.standardProcess, {
  parameters: holding("token")
})
export const revokeByClient: Called = of("revocation.process")(Revocation.process, {
  parameters: holding("token"),
  clientId: String(clientId),
  clientSecret: planted("client-secret")
})

export const removeOf = (identifier: string): Called => of("tokens.delete")(Tokens.delete, identifier)
export const remove: Called = removeOf(planted("token"))
