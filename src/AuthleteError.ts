/**
 * What can go wrong with a call to Authlete. Every operation fails with the one union `AuthleteError`.
 *
 * No error holds the request, the response, a header or the error of a library beneath: each of those prints tokens.
 * The message of a response is repeated without the secrets of the call. One thing no library can know: a token that
 * was in neither the request nor a marked field of the response cannot be recognised in a message. So log these
 * messages, but keep them away from client applications.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Predicate from "effect/Predicate"
import * as Schema from "./internal/edge/schema.js"
import { DurationFromMillis, TaggedError, union } from "./internal/edge/schema.js"
import { Count, literals, maybe } from "./internal/schema/fields.js"

/**
 * @since 0.1.0
 * @category type ids
 */
export const TypeId: unique symbol = Symbol.for("effect-authlete/AuthleteError")

/**
 * @since 0.1.0
 * @category type ids
 */
export type TypeId = typeof TypeId

/**
 * A place in a request or a response that does not fit, and what was expected there. The value that was found there is
 * left out, since it may be a secret. Only an `action` that this version does not know is named, in `actual`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Issue extends Schema.Schema.Type<typeof Issue> {}

/**
 * @since 0.1.0
 * @category models
 */
export const Issue = Schema.Struct({
  path: Schema.Array(union(Schema.String, Schema.Number)),
  expected: Schema.String,
  actual: maybe(Schema.String)
})

const call = {
  /** The operation that was called, such as `"tokens.revoke"`. */
  operation: Schema.String,
  /** The name of the server, such as `"us.authlete.com"`. */
  server: maybe(Schema.String),
  /** The service that was called; absent for an operation that belongs to no service. */
  serviceId: maybe(Schema.String),
  /** Only in errors of streams such as `Tokens.stream`: where in the list the page starts that failed. */
  offset: maybe(Schema.Int),
  /** How often the request was sent. */
  attempts: Count,
  /** `"not-applied"`: Authlete certainly did not do it. `"unknown"`: it may have. */
  outcome: literals("not-applied", "unknown")
}

const result = {
  /** Authlete's code for what happened, such as `A107202`. */
  resultCode: maybe(Schema.String),
  /** Authlete's message about it, with `<redacted>` in the place of the secrets of the call. */
  resultMessage: maybe(Schema.String)
}

/** The HTTP status of the response. */
const status = Schema.Int

/** How long Authlete asks to wait, by its headers `Retry-After` and `Ratelimit-Reset`. */
const retryAfter = maybe(DurationFromMillis)

interface Described {
  readonly operation: string
  readonly server?: string
  readonly serviceId?: string
  readonly offset?: number
  readonly attempts: number
  readonly resultCode?: string
  readonly resultMessage?: string
}

const describe = (error: Described, what: string): string => {
  const { attempts, offset, operation, resultCode, resultMessage = resultCode, server, serviceId } = error
  const place = [
    offset === undefined ? "" : ` (page at offset ${offset})`,
    server === undefined ? "" : ` at ${server}`,
    serviceId === undefined ? "" : `, service ${serviceId}`
  ].join("")
  const times = attempts > 1 ? ` (${attempts} attempts)` : ""
  return `${operation}${place}: ${what}${times}${resultMessage === undefined ? "" : `: ${resultMessage}`}`
}

const describeIssues = (issues: ReadonlyArray<Issue>): string =>
  issues.map(({ actual, expected, path }) =>
    `${path.length === 0 ? "" : `${path.join(".")}: `}expected ${expected}${
      actual === undefined ? "" : `, got ${actual}`
    }`
  ).join("; ")

/**
 * Authlete refused the request as wrong: HTTP 400, or the action `BAD_REQUEST`, `CALLER_ERROR` or `INVALID_REQUEST` of
 * an operation that reports on the call.
 *
 * @since 0.1.0
 * @category errors
 */
export class BadRequest extends TaggedError<BadRequest>("effect-authlete/BadRequest")(
  "BadRequest",
  { ...call, status, ...result }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, "the request was refused as wrong")
  }
}

/**
 * Authlete did not accept the client's own access token: HTTP 401. It is wrong, has expired, or is of another region.
 *
 * @since 0.1.0
 * @category errors
 */
export class Unauthorized extends TaggedError<Unauthorized>("effect-authlete/Unauthorized")(
  "Unauthorized",
  { ...call, status, ...result }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, "the access token for Authlete was not accepted")
  }
}

/**
 * The call is not allowed: HTTP 403, or the action `FORBIDDEN` of an operation that reports on the call. Also used when
 * the service does not exist, since `NotFound` would read as "no such token"; the message names the server and the
 * service.
 *
 * @since 0.1.0
 * @category errors
 */
export class Forbidden extends TaggedError<Forbidden>("effect-authlete/Forbidden")(
  "Forbidden",
  { ...call, status, ...result }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, "not allowed")
  }
}

/**
 * There is no such token, client or whatever else the request names: HTTP 404, or the action `NOT_FOUND` of an
 * operation that reports on the call. A service that does not exist is `Forbidden`.
 *
 * @since 0.1.0
 * @category errors
 */
export class NotFound extends TaggedError<NotFound>("effect-authlete/NotFound")(
  "NotFound",
  { ...call, status, ...result }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, "not found")
  }
}

/**
 * Authlete failed: HTTP 500, or the action `INTERNAL_SERVER_ERROR`, `AUTHLETE_ERROR` or `SERVER_ERROR` of an operation
 * that reports on the call.
 *
 * @since 0.1.0
 * @category errors
 */
export class InternalServer extends TaggedError<InternalServer>("effect-authlete/InternalServer")(
  "InternalServer",
  { ...call, status, ...result, retryAfter }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, "Authlete failed")
  }
}

/**
 * Authlete asks for fewer calls: HTTP 429. With 0 attempts, another call of the client was told to wait, and this one
 * would have had to wait for too long.
 *
 * @since 0.1.0
 * @category errors
 */
export class TooManyRequests extends TaggedError<TooManyRequests>("effect-authlete/TooManyRequests")(
  "TooManyRequests",
  { ...call, ...result, retryAfter }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    const wait = this.retryAfter === undefined ? "" : `, retry after ${Duration.format(this.retryAfter)}`
    return describe(this, `too many requests${wait}`)
  }
}

/**
 * A status that Authlete does not document, such as the 502 of a proxy. A redirect is one: it is never followed.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnexpectedStatus extends TaggedError<UnexpectedStatus>("effect-authlete/UnexpectedStatus")(
  "UnexpectedStatus",
  { ...call, status, ...result, retryAfter }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, `unexpected status ${this.status}`)
  }
}

/**
 * There was no response. `reason` says what happened to the connection, and `code` is that of the system or the
 * transport, such as `ECONNRESET`, if it has one.
 *
 * @since 0.1.0
 * @category errors
 */
export class TransportError extends TaggedError<TransportError>("effect-authlete/TransportError")(
  "TransportError",
  {
    ...call,
    reason: literals("Refused", "Dns", "Tls", "Reset", "Timeout", "Other"),
    code: maybe(Schema.String)
  }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, `no response: ${this.reason}${this.code === undefined ? "" : ` (${this.code})`}`)
  }
}

/**
 * The request, or an option of the call, does not fit. Nothing was sent.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidRequest extends TaggedError<InvalidRequest>("effect-authlete/InvalidRequest")(
  "InvalidRequest",
  { ...call, issues: Schema.Array(Issue) }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, `invalid request: ${describeIssues(this.issues)}`)
  }
}

/**
 * The response is not what Authlete documents: not JSON, too large, of another shape, or with an unknown action.
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidResponse extends TaggedError<InvalidResponse>("effect-authlete/InvalidResponse")(
  "InvalidResponse",
  { ...call, status, issues: Schema.Array(Issue) }
) {
  /** @since 0.1.0 */
  readonly [TypeId]: TypeId = TypeId

  override get message(): string {
    return describe(this, `invalid response (status ${this.status}): ${describeIssues(this.issues)}`)
  }
}

/**
 * Everything that an operation can fail with. It is a schema, to send an error from one process to another.
 *
 * @since 0.1.0
 * @category errors
 */
export const AuthleteError = union(
  BadRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  InternalServer,
  TooManyRequests,
  UnexpectedStatus,
  TransportError,
  InvalidRequest,
  InvalidResponse
)

/**
 * @since 0.1.0
 * @category errors
 */
export type AuthleteError =
  | BadRequest
  | Unauthorized
  | Forbidden
  | NotFound
  | InternalServer
  | TooManyRequests
  | UnexpectedStatus
  | TransportError
  | InvalidRequest
  | InvalidResponse

/**
 * Tells an error of this library from everything else.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { AuthleteError, Tokens } from "effect-authlete"
 *
 * const quiet = Tokens.count({ subject: "john" }).pipe(
 *   Effect.catchIf(AuthleteError.isAuthleteError, (error) => Effect.as(Effect.logWarning(error.message), 0))
 * )
 * ```
 *
 * @since 0.1.0
 * @category guards
 */
export const isAuthleteError = (u: unknown): u is AuthleteError => Predicate.hasProperty(u, TypeId)
