/**
 * Connections that never come about.
 */
import { create } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { timedOut, transportError } from "../endings.js"
import {
  closing,
  full,
  muteByHttps,
  nobody,
  outdated,
  plainByHttps,
  resetting,
  resettingByHttps,
  standstill,
  unknownName,
  untrusted
} from "../places.js"

const both = (
  what: string,
  rest: Omit<Case, "what" | "of">,
  once: Partial<Case> = {}
): ReadonlyArray<Case> => [
  { what, ...rest, requests: 0 },
  { what: `${what}, for an operation that is done once`, of: create, ...rest, ...once, requests: 0 }
]

/** Undici tells of an operation that is done once that its request was never written. */
const unwritten = transportError("Timeout", undefined, "not-applied")
const neverWritten: Partial<Case> = { but: { undici: unwritten, NodeTransport: unwritten } }

export const connecting: Theme = {
  theme: "connections that never come about",
  concurrent: true,
  cases: [
    ...both("a port that nobody listens on", {
      at: nobody,
      ends: transportError("Refused", "ECONNREFUSED", "not-applied")
    }),
    ...both("a name that nobody has", {
      at: unknownName,
      codeVaries: true,
      ends: transportError("Dns", undefined, "not-applied")
    }),
    ...both("a server that accepts no more connections", { at: full, timeout: 300, ends: timedOut }, neverWritten),
    ...both("a server whose process stands still", { at: standstill, timeout: 300, ends: timedOut }),
    ...both("a reset on being accepted", { at: resetting, ends: transportError("Reset", "ECONNRESET") }),
    ...both("a close on being accepted", {
      at: closing,
      ends: transportError("Reset", "UND_ERR_SOCKET"),
      but: { "node:http": transportError("Reset", "ECONNRESET") }
    })
  ]
}

export const securing: Theme = {
  theme: "TLS",
  concurrent: true,
  cases: [
    ...both("a certificate that nobody vouches for", {
      at: untrusted,
      ends: transportError("Tls", "DEPTH_ZERO_SELF_SIGNED_CERT", "not-applied")
    }),
    ...both("a server that speaks no TLS", { at: plainByHttps, codeVaries: true, ends: transportError("Tls") }),
    ...both("a server that speaks TLS 1.1", { at: outdated, codeVaries: true, ends: transportError("Tls") }),
    // undici gives up a connection that is being set up after 10 seconds, and not before.
    ...both(
      "no word of the handshake",
      { at: muteByHttps, timeout: 300, heldBy: ["undici", "NodeTransport", "fetch"], ends: timedOut },
      neverWritten
    ),
    ...both("a reset within the handshake", { at: resettingByHttps, ends: transportError("Reset", "ECONNRESET") })
  ]
}
