/**
 * How calls end, as the tables of cases state it: a response, or an error in its encoded form.
 */
import type { AuthleteError } from "effect-authlete"

type Encoded = typeof AuthleteError.AuthleteError.Encoded

/** An error of a table. The operation is that of the case, and so are the attempts: 1 unless it says otherwise. */
export type Failing = Encoded extends infer Each ? Each extends Encoded ? Omit<Each, "operation" | "attempts"> : never
  : never

export type Ending = { readonly succeeds: unknown } | Failing

export const invalid = (issue: AuthleteError.Issue | ReadonlyArray<AuthleteError.Issue>, status = 200): Failing => ({
  _tag: "InvalidResponse",
  outcome: "unknown",
  status,
  issues: "path" in issue ? [issue] : issue
})

export const notJson = (status = 200): Failing => invalid({ path: [], expected: "JSON" }, status)

export const transportError = (
  reason: AuthleteError.TransportError["reason"],
  code?: string,
  outcome: "unknown" | "not-applied" = "unknown"
): Failing => ({ _tag: "TransportError", outcome, reason, ...(code !== undefined && { code }) })

/** The client's own timeout. */
export const timedOut = transportError("Timeout")

interface Told {
  readonly resultCode?: string
  readonly resultMessage?: string
}

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

/** The error of a status. */
export const refused = (status: number, told: Told = {}): Failing => ({ ...kindOf(status), ...told })

/** The same, with how long the server asked to wait; a status without that field has no use for it. */
export const hinting = (ending: Failing, retryAfter: number | undefined): Failing =>
  retryAfter !== undefined &&
    (ending._tag === "TooManyRequests" || ending._tag === "InternalServer" || ending._tag === "UnexpectedStatus")
    ? { ...ending, retryAfter }
    : ending
