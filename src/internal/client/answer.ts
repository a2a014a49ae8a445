import type { Headers } from "@effect/platform/Headers"
import type * as Either from "effect/Either"

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The text of the body, or what was expected where it cannot be used. */
  readonly body: Either.Either<string, string>
  /** In epoch milliseconds. */
  readonly receivedAt: number
}

/** What an error says about its call. */
export interface About {
  readonly operation: string
  /** Where in a list the page starts that was asked for. */
  readonly offset?: number
}

/** The call that an answer is for. */
export interface Call {
  readonly about: About
  readonly attempts: number
  /** Whether an attempt before may have been carried out without an answer that says so. */
  readonly inDoubt: boolean
  /** The secrets of the call and of the body of its answer, which a server may echo; looked for on failure only. */
  readonly secrets: (body: unknown) => ReadonlyArray<string>
}
