/**
 * Redirects, which Authlete never sends: a client that follows one hands its credentials to somebody else.
 */
import { create, list } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { refused } from "../endings.js"
import { json, respond } from "../http.js"
import { redirecting } from "../places.js"

const target = [json({ action: "OK", accessToken: "t", totalCount: 0 })]

export const redirects: Theme = {
  theme: "redirects",
  cases: [
    ...[300, 301, 302, 303, 304, 305, 307, 308].flatMap((status) =>
      [list, create].map((of): Case => ({
        what: `status ${status} for ${of.operation}, to another server`,
        of,
        at: redirecting(status),
        reply: target,
        means: "either",
        ends: refused(status)
      }))
    ),
    ...[302, 307].map((status): Case => ({
      what: `status ${status} to the same server`,
      reply: [respond(status, "", { location: "/other" })],
      ends: refused(status)
    })),
    { what: "status 302 to nowhere", reply: [respond(302)], ends: refused(302) },
    { what: "status 302 to no URL", reply: [respond(302, "", { location: "http://[" })], ends: refused(302) },
    { what: "status 302 to a file", reply: [respond(302, "", { location: "file:///etc/passwd" })], ends: refused(302) }
  ]
}
