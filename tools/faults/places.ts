/**
 * The servers that cases are played at, given how they are to respond.
 */
import type { Scope } from "effect"
import { Effect } from "effect"
import { selfSigned } from "./certificate.js"
import { respond } from "./http.js"
import { neverAccepting, unattended } from "./neverAccepting.js"
import type { RawServer, Recorded, Reply, Script } from "./rawServer.js"
import { always, end, rawServer, reset, unusedPort } from "./rawServer.js"

export interface Site extends Pick<RawServer, "url" | "statuses" | "atMost"> {
  /** What was asked, wherever it was asked. */
  readonly requests: () => number
  /** What was asked of a server that nobody had called. */
  readonly elsewhere: ReadonlyArray<Recorded>
  /** How many tokens there are, where there are any. */
  readonly tokens?: Effect.Effect<number>
}

export type Place = (script: Script) => Effect.Effect<Site, never, Scope.Scope>

const siteAt = (server: RawServer, url = server.url): Site => ({
  ...server,
  url,
  requests: () => server.requests.length,
  elsewhere: []
})

/** A place where no request can arrive. */
const deserted = (url: string): Site => ({
  url,
  statuses: [],
  requests: () => 0,
  elsewhere: [],
  atMost: () => Effect.void
})

/** A server that speaks HTTP without TLS. */
export const plain: Place = (script) => Effect.map(rawServer(script), (server) => siteAt(server))

/** The same, called with https. */
export const plainByHttps: Place = (script) =>
  Effect.map(rawServer(script), (server) => siteAt(server, `https://127.0.0.1:${server.port}`))

/** A server with a certificate that nobody has reason to trust. */
export const untrusted: Place = (script) =>
  Effect.map(rawServer(script, { tls: selfSigned() }), (server) => siteAt(server))

/** A server that knows no version of TLS that is still in use. */
export const outdated: Place = (script) =>
  Effect.map(
    rawServer(script, {
      tls: { ...selfSigned(), minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }
    }),
    (server) => siteAt(server)
  )

/** A port that nobody listens on. */
export const nobody: Place = () => Effect.map(unusedPort, (port) => deserted(`http://127.0.0.1:${port}`))

/** A name that nobody has (RFC 6761). */
export const unknownName: Place = () => Effect.succeed(deserted("https://nowhere.invalid"))

/** A server that accepts no more connections. */
export const full: Place = () => Effect.map(neverAccepting, (port) => deserted(`http://127.0.0.1:${port}`))

/** A server whose process stands still, while the system still completes connections for it. */
export const standstill: Place = () => Effect.map(unattended, (port) => deserted(`http://127.0.0.1:${port}`))

const greeting = (scheme: "http" | "https", ...greets: Reply): Place => (script) =>
  Effect.map(rawServer(script, { greets }), (server) => siteAt(server, `${scheme}://127.0.0.1:${server.port}`))

/** A server that breaks every connection off as soon as it is there. */
export const resetting = greeting("http", reset)

/** A server that closes every connection as soon as it is there. */
export const closing = greeting("http", end)

/** A server that is called with https, and never says a word. */
export const muteByHttps = greeting("https")

/** The same, but it breaks off. */
export const resettingByHttps = greeting("https", reset)

/** A server that sends everybody to another one, with a status. */
export const redirecting = (status: number): Place => (script) =>
  Effect.gen(function*() {
    const elsewhere = yield* rawServer(script)
    const server = yield* rawServer(always(respond(status, "", { location: `${elsewhere.url}/other` })))
    return {
      ...siteAt(server),
      requests: () => server.requests.length + elsewhere.requests.length,
      elsewhere: elsewhere.requests
    }
  })
