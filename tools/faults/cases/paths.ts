/**
 * Identifiers that would lead somewhere else if they stood in a path as they are.
 */
import { removeOf } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { json, noContent } from "../http.js"
import { serviceId } from "../planted.js"
import type { Script } from "../rawServer.js"

/** Deletes what one segment names, and nothing else. */
const only = (segment: string): Script => ({ target }) =>
  target === `/api/${serviceId}/auth/token/delete/${segment}` ? [noContent] : [json({ resultCode: "A001202" }, 404)]

const segments = {
  "a/b": "a%2Fb",
  "../revoke": "..%2Frevoke",
  "a/../../b": "a%2F..%2F..%2Fb",
  "?x=1#y": "%3Fx%3D1%23y",
  "a b+c%20": "a%20b%2Bc%2520",
  "%2e%2e": "%252e%252e",
  "...": "...",
  "ö🧑": "%C3%B6%F0%9F%A7%91",
  "$&;,:@": "%24%26%3B%2C%3A%40",
  "back\\slash": "back%5Cslash"
}

const expected = "a well-formed string, not blank, not \".\" or \"..\", without CR, LF and NUL"

/** Whoever sends it all the same asks for another path, which there is not. */
const refusedBefore = (identifier: string, what = JSON.stringify(identifier)): Case => ({
  what: `an identifier that no path can hold: ${what}`,
  of: removeOf(identifier),
  reply: [json({ resultCode: "A001202" }, 404)],
  requests: 0,
  attempts: 0,
  ends: {
    _tag: "InvalidRequest",
    outcome: "not-applied",
    issues: [{ path: [], expected }]
  }
})

export const paths: Theme = {
  theme: "identifiers in paths",
  cases: [
    ...Object.entries(segments).map(([identifier, segment]): Case => ({
      what: `the identifier ${identifier}`,
      of: removeOf(identifier),
      reply: only(segment),
      ends: { succeeds: undefined }
    })),
    refusedBefore(""),
    refusedBefore("."),
    refusedBefore(".."),
    // It could be encoded, but no token holds a line break.
    { ...refusedBefore("a\r\nb"), means: "either" },
    refusedBefore("a\ud800", "a lone surrogate")
  ]
}
