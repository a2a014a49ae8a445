/**
 * Runs a table of calls to a server that misbehaves, on every transport. Each case states how the call ends, in full,
 * and how often the server was asked.
 */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Introspection, Revocation, Tokens } from "effect-authlete"
import { afterAll, beforeAll, describe } from "vitest"
import type { Outcome } from "./outcome.js"
import { observed } from "./outcome.js"
import type { RawServer, Reply, Script } from "./rawServer.js"
import { always, rawServer } from "./rawServer.js"
import { rows } from "./table.js"
import type { Transport } from "./transports.js"
import { clientOf, transports } from "./transports.js"

/** A call, with the name that its errors have. */
export interface Called {
  readonly operation: string
  readonly call: Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
}

export const list: Called = { operation: "tokens.list", call: Tokens.list() }
export const create: Called = { operation: "tokens.create", call: Tokens.create({ grantType: "CLIENT_CREDENTIALS" }) }
export const update: Called = { operation: "tokens.update", call: Tokens.update({ accessToken: "the-token" }) }
export const remove: Called = { operation: "tokens.delete", call: Tokens.delete("the-token") }
export const revoke: Called = { operation: "tokens.revoke", call: Tokens.revoke({ subject: "john" }) }
export const issue: Called = {
  operation: "tokens.issue",
  call: Tokens.issue({ ticket: "the-ticket", subject: "john" })
}
export const fail: Called = { operation: "tokens.fail", call: Tokens.fail({ ticket: "the-ticket", reason: "UNKNOWN" }) }
export const process: Called = { operation: "tokens.process", call: Tokens.process({ parameters: "grant_type=x" }) }
export const introspect: Called = {
  operation: "introspection.process",
  call: Introspection.process({ token: "the-token" })
}
export const standardIntrospect: Called = {
  operation: "introspection.standardProcess",
  call: Introspection.standardProcess({ parameters: "token=the-token" })
}
export const revokeByClient: Called = {
  operation: "revocation.process",
  call: Revocation.process({ parameters: "token=the-token" })
}

type Encoded = typeof AuthleteError.AuthleteError.Encoded

/** An error of the table: what all of them share is added by the case. */
export type Failing = Encoded extends infer Each ? Each extends Encoded ? Omit<Each, "operation" | "attempts"> : never
  : never

export interface Case {
  readonly what: string
  /** `list`, if it is left out. */
  readonly of?: Called
  readonly reply: Reply | Script
  readonly ends: { readonly succeeds: unknown } | Failing
  /** How it ends on those transports on which it ends otherwise. */
  readonly but?: Partial<Record<Transport["transport"], { readonly succeeds: unknown } | Failing>>
  readonly options?: Partial<AuthleteClient.Options>
  readonly timeout?: number
}

export const notJson = (status = 200): Failing => invalid({ path: [], expected: "JSON" }, status)

export const invalid = (issue: AuthleteError.Issue | ReadonlyArray<AuthleteError.Issue>, status = 200): Failing => ({
  _tag: "InvalidResponse",
  outcome: "unknown",
  status,
  issues: "path" in issue ? [issue] : issue
})

export const unanswered = (
  reason: AuthleteError.TransportError["reason"],
  code?: string,
  outcome: "unknown" | "not-applied" = "unknown"
): Failing => ({ _tag: "TransportError", outcome, reason, ...(code !== undefined && { code }) })

interface Told {
  readonly resultCode?: string
  readonly resultMessage?: string
}

/** The error of a status. */
export const refused = (status: number, told: Told = {}): Failing => ({ ...kindOf(status), ...told })

const kindOf = (status: number): Failing => {
  switch (status) {
    case 400:
      return { _tag: "BadRequest", outcome: "not-applied", status }
    case 401:
      return { _tag: "Unauthorized", outcome: "not-applied", status }
    case 403:
      return { _tag: "Forbidden", outcome: "not-applied", status }
    case 404:
      return { _tag: "NotFound", outcome: "not-applied", status }
    case 429:
      return { _tag: "TooManyRequests", outcome: "not-applied" }
    case 500:
      return { _tag: "InternalServer", outcome: "unknown", status }
    default: {
      const isRefusal = status > 400 && status < 500 && status !== 408
      return { _tag: "UnexpectedStatus", outcome: isRefusal ? "not-applied" : "unknown", status }
    }
  }
}

const stated = ({ but, ends, of = list }: Case, { transport }: Transport): Outcome => {
  const end = but?.[transport] ?? ends
  return "succeeds" in end
    ? { succeeded: end.succeeds }
    : { failed: { ...end, operation: of.operation, attempts: 1 } }
}

/** Runs one call against a server. */
export const calling = (
  { of = list, options, timeout }: Pick<Case, "of" | "options" | "timeout">,
  server: Pick<RawServer, "url">,
  transport: Transport
) =>
  observed(
    of.call.pipe(
      timeout === undefined ? (call) => call : AuthleteClient.withTimeout(timeout),
      Effect.provide(clientOf(server, transport, options))
    )
  )

/** What nobody caught, while the tests of a file ran. */
const watched = () => {
  const uncaught: Array<unknown> = []
  const keep = (error: unknown) => {
    uncaught.push(error)
  }
  beforeAll(() => {
    globalThis.process.on("uncaughtException", keep).on("unhandledRejection", keep)
  })
  afterAll(() => {
    globalThis.process.off("uncaughtException", keep).off("unhandledRejection", keep)
    expect(uncaught).toEqual([])
  })
}

/** Cases that mostly wait may as well wait together. */
export const hostile = (theme: string, cases: ReadonlyArray<Case>, { concurrent = false } = {}) => {
  describe(theme, { concurrent }, () => {
    watched()

    describe.each(transports)("over $transport", (transport) => {
      it.scopedLive.each(rows(cases, ({ what }) => what))("%s", ([, each]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(typeof each.reply === "function" ? each.reply : always(...each.reply))
          const outcome = yield* calling(each, server, transport)
          expect({ outcome, requests: server.requests.length }).toEqual({
            outcome: stated(each, transport),
            requests: 1
          })
        }))
    })
  })
}
