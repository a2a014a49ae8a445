/**
 * A case: one call, what the server does about it, and how it ends. Cases are data: `test/faults` makes tests of them, and
 * `npm run scorecard` plays the same ones.
 */
import type { AuthleteClient } from "effect-authlete"
import type { Called } from "./calls.js"
import { list } from "./calls.js"
import type { Ending } from "./endings.js"
import type { Place } from "./places.js"
import { plain } from "./places.js"
import type { Reply, Script } from "./rawServer.js"
import { always } from "./rawServer.js"

/** The transports that a case is played on. */
export type TransportName = "undici" | "fetch" | "node:http" | "NodeTransport"

export interface Case {
  readonly what: string
  /** `list`, if it is left out. */
  readonly of?: Called
  /** Without it, the server does not respond. */
  readonly reply?: Reply | Script
  /** What the server is: one that speaks plain HTTP, if it is left out. */
  readonly at?: Place
  readonly ends: Ending
  /** How it ends on those transports on which it ends otherwise. */
  readonly but?: Partial<Record<TransportName, Ending>>
  /** The system's word for the fault is one of these, by chance; or depends on versions, and is not looked at (`true`). */
  readonly codeVaries?: true | ReadonlyArray<string>
  /** How many calls are made before this one, on the same client: none, if it is left out. */
  readonly before?: number
  /** How many requests reach the server in all: one for each call, if it is left out. */
  readonly requests?: number
  /** How many attempts an error tells of: one, if it is left out. */
  readonly attempts?: number
  /** Transports that hold on to the connection for a while, whatever is asked of them. */
  readonly heldBy?: ReadonlyArray<TransportName>
  readonly options?: Partial<AuthleteClient.Options>
  /** Of the call, in milliseconds. */
  readonly timeout?: number
  /**
   * What a client should make of it by the rules of HTTP, JSON and Authlete's API, whatever this library makes of it,
   * or `"either"` where it may well do one or the other. If it is left out, that is how the case ends.
   */
  readonly means?: "success" | "failure" | "either"
}

/** Cases of one kind. Those that mostly wait may as well wait together. */
export interface Theme {
  readonly theme: string
  readonly cases: ReadonlyArray<Case>
  readonly concurrent?: boolean
}

export const calledBy = ({ of = list }: Case): Called => of

export const siteOf = ({ at = plain, reply = [] }: Case) => at(typeof reply === "function" ? reply : always(...reply))

export const endingOn = ({ but, ends }: Case, { transport }: { readonly transport: TransportName }): Ending =>
  but?.[transport] ?? ends

export const requestsOf = ({ before = 0, requests = before + 1 }: Case): number => requests

export const meaningOf = ({ ends, means }: Case): "success" | "failure" | "either" =>
  means ?? ("succeeds" in ends ? "success" : "failure")
