/**
 * What can go wrong with a call to Authlete. Every operation fails with the one union `AuthleteError`.
 *
 * No error holds the request, the response, a header or the error of a library beneath: each of those prints tokens.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
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
 * A place in a request or a response that does not fit, and what was expected there. The value that was found is never
 * part of it, with one exception: an `action` that this version does not know is named in `actual`.
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
  /** The service that was called; absent for an operation that stands beside the services. */
  serviceId: maybe(Schema.String),
  /** Where in the list the page starts that could not be had; only in errors of `Tokens.stream`. */
  offset: maybe(Schema.Int),
  /** How often the request was sent. */
  attempts: Count,
  /** `"not-applied"`: Authlete did not do it. `"unknown"`: it may have. */
  outcome: literals("not-applied", "unknown")
}

const result = {
  /** Authlete's code of the result, such as `A107202`. */
  resultCode: maybe(Schema.String),
  /** Authlete's words about the result, with the secrets of the call taken out. */
  resultMessage: maybe(Schema.String)
}

/** The HTTP status of the answer. */
const status = Schema.Int

/** How long Authlete asks to wait, from its headers `Retry-After` and `Ratelimit-Reset`. */
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
 * The request was refused as wrong: HTTP 400, or the action `BAD_REQUEST` of an operation that reports.
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
 * The access token of the service is missing, wrong or expired: HTTP 401.
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
 * What was asked for is not allowed: HTTP 403, or the action `FORBIDDEN` of an operation that reports.
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
 * There is no such token, client or service: HTTP 404, or the action `NOT_FOUND` of an operation that reports.
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
 * Authlete failed: HTTP 500, or the action `INTERNAL_SERVER_ERROR` of an operation that reports.
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
 * Authlete asks for fewer calls: HTTP 429.
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
 * A status outside Authlete's contract. A redirect is one: it is never followed.
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
 * There was no answer. `reason` says what happened to the connection, and `code` is the system's word for it, such as
 * `ECONNRESET`, if there was one.
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
    return describe(this, `no answer: ${this.reason}${this.code === undefined ? "" : ` (${this.code})`}`)
  }
}

/**
 * The input does not fit its schema. Nothing was sent.
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
 * The answer is not one of Authlete's: not JSON, too large, not of the declared shape, or of an unknown action.
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
 * Everything that an operation can fail with. As a schema it carries an error over a wire.
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
