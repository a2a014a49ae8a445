/**
 * Servers that repeat what they were told: nothing of it may be read in what becomes of the call.
 */
import type { Called } from "../calls.js"
import { create, issue, process, remove, revokeByClient, update } from "../calls.js"
import type { Case, Theme } from "../case.js"
import type { Failing } from "../endings.js"
import { invalid, notJson, refused } from "../endings.js"
import { json, respond } from "../http.js"
import { serviceId } from "../planted.js"
import type { Recorded, Script } from "../rawServer.js"

/** All that a request holds, as a server might put it into a message. */
const repeated = ({ body, headers, target }: Recorded) => `${headers["authorization"]} ${target} ${body}`

const echo = (reply: (text: string) => ReturnType<Script>): Script => (request) => reply(repeated(request))

/** The message, as it may be told: on one line, without white space around it. */
const redacted = (path: string, body = "") => `Bearer <redacted> /api/${serviceId}${path} ${body}`.trim()

const messages: ReadonlyArray<readonly [Called, string]> = [
  [
    create,
    redacted(
      "/auth/token/create",
      "{\"grantType\":\"CLIENT_CREDENTIALS\",\"clientId\":26888344961664,\"accessToken\":\"<redacted>\"}"
    )
  ],
  [update, redacted("/auth/token/update", "{\"accessToken\":\"<redacted>\"}")],
  [remove, redacted("/auth/token/delete/<redacted>")],
  [issue, redacted("/auth/token/issue", "{\"ticket\":\"<redacted>\",\"subject\":\"john\"}")],
  [
    process,
    redacted(
      "/auth/token",
      "{\"parameters\":\"<redacted>\",\"clientId\":\"26888344961664\",\"clientSecret\":\"<redacted>\"}"
    )
  ],
  [
    revokeByClient,
    redacted(
      "/auth/revocation",
      "{\"parameters\":\"<redacted>\",\"clientId\":\"26888344961664\",\"clientSecret\":\"<redacted>\"}"
    )
  ]
]

const fieldsThatRepeat = (text: string) => ({ action: text, accessToken: [text], scopes: text, [text]: text })

const misfit: Failing = invalid({ path: ["action"], expected: "\"OK\"" })

export const echoes: Theme = {
  theme: "servers that repeat what they were told",
  cases: [
    ...messages.flatMap(([of, resultMessage]) =>
      [400, 401, 500].map((status): Case => ({
        what: `in the message of status ${status} for ${of.operation}`,
        of,
        reply: echo((text) => [json({ resultCode: "A001101", resultMessage: text }, status)]),
        ends: refused(status, { resultCode: "A001101", resultMessage })
      }))
    ),
    {
      what: "in the place of a result code",
      of: update,
      reply: echo((text) => [json({ resultCode: text }, 403)]),
      ends: refused(403, { resultCode: redacted("/auth/token/update", "{\"accessToken\":\"<redacted>\"}") })
    },
    {
      what: "in HTML",
      of: update,
      reply: echo((text) => [respond(502, `<h1>${text}</h1>`, { "content-type": "text/html" })]),
      ends: refused(502)
    },
    {
      what: "in HTML with status 200",
      of: create,
      reply: echo((text) => [respond(200, `<h1>${text}</h1>`, { "content-type": "text/html" })]),
      ends: notJson()
    },
    {
      what: "in fields where nothing of it belongs",
      of: create,
      reply: echo((text) => [json(fieldsThatRepeat(text))]),
      ends: misfit
    },
    {
      what: "in headers",
      of: update,
      reply: ({ headers: { authorization = "" } }) => [
        respond(503, "", { "x-echo": authorization, "retry-after": "planted" })
      ],
      ends: refused(503)
    }
  ]
}
