/**
 * Bodies that are no response of Authlete's at all, with a status that says that all went well.
 */
import { create, fail } from "../calls.js"
import type { Theme } from "../case.js"
import { invalid, notJson } from "../endings.js"
import { json, respond } from "../http.js"

const empty = { totalCount: 0 }
const text = JSON.stringify(empty)
const notAnObject = invalid({ path: [], expected: "an object" })

export const noResponse: Theme = {
  theme: "bodies that are no response",
  cases: [
    { what: "broken JSON", reply: [respond(200, "{\"totalCount\":")], ends: notJson() },
    { what: "JSON with something after it", reply: [respond(200, `${text}}`)], ends: notJson() },
    { what: "a single quoted object", reply: [respond(200, "{'totalCount':0}")], ends: notJson() },
    { what: "nothing", reply: [respond(200)], ends: notJson() },
    { what: "white space", reply: [respond(200, " \r\n ")], ends: notJson() },
    { what: "NaN", reply: [respond(200, "{\"totalCount\":NaN}")], ends: notJson() },
    { what: "half of a response", reply: [respond(200, text.slice(0, text.length / 2))], ends: notJson() },
    { what: "HTML", reply: [respond(200, "<!doctype html>", { "content-type": "text/html" })], ends: notJson() },
    { what: "NUL bytes", reply: [respond(200, "\0\0\0\0")], ends: notJson() },
    { what: "a list", reply: [json([empty])], ends: notAnObject },
    { what: "an empty list", reply: [json([])], ends: notAnObject },
    { what: "a text", reply: [json("totalCount")], ends: notAnObject },
    { what: "a number", reply: [json(7)], ends: notAnObject },
    { what: "true", reply: [json(true)], ends: notAnObject },
    { what: "null", reply: [json(null)], ends: notAnObject },
    { what: "null for an operation that reports", of: create, reply: [json(null)], ends: notAnObject },
    { what: "a list for an operation that reports", of: create, reply: [json([{ action: "OK" }])], ends: notAnObject },
    {
      what: "HTML for an operation that is done once",
      of: create,
      reply: [respond(200, "<!doctype html>", { "content-type": "text/html" })],
      ends: notJson()
    },
    {
      what: "half of a response for an operation that is done once",
      of: create,
      reply: [respond(200, "{\"action\":\"OK\",")],
      ends: notJson()
    },
    { what: "null for an operation that directs", of: fail, reply: [json(null)], ends: notAnObject },
    {
      what: "invalid UTF-8",
      // By the rules of fetch, it is text with marks in the place of what cannot be read.
      means: "either",
      reply: [respond(200, Buffer.concat([Buffer.from("{\"subject\":\""), Uint8Array.of(0xff), Buffer.from("\"}")]))],
      ends: invalid({ path: [], expected: "text in UTF-8" })
    },
    {
      what: "a character of UTF-8 that is cut off",
      reply: [respond(200, Buffer.from("\"ö").subarray(0, 2))],
      ends: invalid({ path: [], expected: "text in UTF-8" })
    },
    {
      what: "UTF-16",
      reply: [respond(200, Buffer.from(text, "utf16le"), { "content-type": "application/json; charset=utf-16" })],
      ends: notJson()
    }
  ]
}
