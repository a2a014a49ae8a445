/**
 * Servers that stop talking, or never begin.
 */
import { create } from "../calls.js"
import type { Theme } from "../case.js"
import { timedOut } from "../endings.js"
import { chunk, chunked, head } from "../http.js"
import { pause, send } from "../rawServer.js"

const slow = { timeout: 300, ends: timedOut }

export const silence: Theme = {
  theme: "silence",
  concurrent: true,
  cases: [
    { what: "no byte at all", ...slow },
    { what: "a head, and no body", reply: [send(head(200, { "content-length": "10" }))], ...slow },
    { what: "a head with chunks to come, and no chunk", reply: [chunked(200)], ...slow },
    { what: "no more chunks", reply: [chunked(200), chunk("{")], ...slow },
    { what: "no end of the head", reply: [send("HTTP/1.1 200 OK\r\n")], ...slow },
    { what: "no end of a body without a length", reply: [send(`${head(200)}{"totalCount":0}`)], ...slow },
    { what: "no body of an error", reply: [send(head(500, { "content-length": "10" }))], ...slow },
    { what: "no response after 103", reply: [send("HTTP/1.1 103 Early Hints\r\n\r\n")], ...slow },
    { what: "no response to an operation that is done once", of: create, ...slow },
    {
      what: "no body of the response to an operation that is done once",
      of: create,
      reply: [send(head(200, { "content-length": "10" }))],
      ...slow
    },
    {
      what: "a body that drips too slowly",
      reply: [
        send(head(200, { "content-length": "10" })),
        ...Array.from({ length: 9 }, () => [pause(60), send(" ")]).flat()
      ],
      ...slow
    }
  ]
}
