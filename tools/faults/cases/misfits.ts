/**
 * Fields of another type than Authlete's, or without which a response is none.
 */
import { create, introspect, process, revoke, update } from "../calls.js"
import type { Theme } from "../case.js"
import { invalid } from "../endings.js"
import { json, respond } from "../http.js"

export const misfits: Theme = {
  theme: "fields that do not fit",
  cases: [
    {
      what: "100,000 levels of lists in a known field",
      reply: [respond(200, `{"subject":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
      ends: invalid({ path: ["subject"], expected: "a string" })
    },
    {
      what: "a text for a number",
      reply: [json({ totalCount: "0" })],
      ends: invalid({ path: ["totalCount"], expected: "a number" })
    },
    {
      what: "1.5 for an integer",
      reply: [json({ totalCount: 1.5 })],
      ends: invalid({ path: ["totalCount"], expected: "an integer" })
    },
    // JavaScript has no such number: whoever takes the nearest one for it means another client.
    {
      what: "an integer of 2^53 + 1",
      of: introspect,
      reply: [respond(200, "{\"action\":\"OK\",\"clientId\":9007199254740993}")],
      ends: invalid({ path: ["clientId"], expected: "an integer" })
    },
    {
      what: "the largest int64",
      of: introspect,
      reply: [respond(200, "{\"action\":\"OK\",\"clientId\":9223372036854775807}")],
      ends: invalid({ path: ["clientId"], expected: "an integer" })
    },
    {
      what: "an integer below -2^53",
      of: introspect,
      reply: [respond(200, "{\"action\":\"OK\",\"clientId\":-9007199254740993}")],
      ends: invalid({ path: ["clientId"], expected: "an integer" })
    },
    {
      what: "a number beyond all numbers",
      reply: [respond(200, "{\"totalCount\":1e999}")],
      ends: invalid({ path: ["totalCount"], expected: "an integer" })
    },
    {
      what: "a list for a result code",
      of: revoke,
      reply: [json({ resultCode: ["A312001"] })],
      ends: invalid({ path: ["resultCode"], expected: "a string | a number" })
    },
    {
      what: "an object for a result message",
      of: revoke,
      reply: [json({ resultMessage: { en: "Revoked" } })],
      ends: invalid({ path: ["resultMessage"], expected: "a string" })
    },
    {
      what: "a text for a list",
      of: update,
      reply: [json({ action: "OK", scopes: "history.read" })],
      ends: invalid({ path: ["scopes"], expected: "a list" })
    },
    {
      what: "null in a list",
      means: "either",
      of: update,
      reply: [json({ action: "OK", scopes: ["history.read", null] })],
      ends: invalid({ path: ["scopes", 1], expected: "a string" })
    },
    {
      what: "an object for a list",
      reply: [json({ accessTokens: {} })],
      ends: invalid({ path: ["accessTokens"], expected: "a list" })
    },
    {
      what: "a text for an object",
      of: update,
      reply: [json({ action: "OK", authorizationDetails: "all" })],
      ends: invalid({ path: ["authorizationDetails"], expected: "an object" })
    },
    {
      what: "a field of an element in a list",
      reply: [json({ accessTokens: [{ accessTokenHash: "h" }, { accessTokenHash: 7 }] })],
      ends: invalid({ path: ["accessTokens", 1, "accessTokenHash"], expected: "a string" })
    },
    {
      what: "a number for a secret",
      of: create,
      reply: [json({ action: "OK", accessToken: 7 })],
      ends: invalid({ path: ["accessToken"], expected: "a string" })
    },
    {
      what: "a missing secret",
      means: "either",
      of: create,
      reply: [json({ action: "OK" })],
      ends: invalid({ path: ["accessToken"], expected: "a string, but it is missing" })
    },
    {
      what: "a null ticket",
      means: "either",
      of: process,
      reply: [json({ action: "PASSWORD", ticket: null })],
      ends: invalid({ path: ["ticket"], expected: "a string, but it is missing" })
    },
    {
      what: "a thousand elements, of which the first is told",
      reply: [json({ accessTokens: Array.from({ length: 1000 }, () => ({ accessTokenHash: 7 })) })],
      ends: invalid({ path: ["accessTokens", 0, "accessTokenHash"], expected: "a string" })
    }
  ]
}
