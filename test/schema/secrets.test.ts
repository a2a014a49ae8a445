import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { introspectionProcess } from "../../src/internal/operations/introspection/process.js"
import { tokensCreate } from "../../src/internal/operations/tokens/create.js"
import { tokensIssue } from "../../src/internal/operations/tokens/issue.js"
import { tokensProcess } from "../../src/internal/operations/tokens/process.js"
import { maybe, optional, RedactedString, Secret } from "../../src/internal/schema/fields.js"
import { clean, redact, secretsOf } from "../../src/internal/schema/secrets.js"

const token = "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q"

describe("the secrets of a value", () => {
  const Nested = Schema.Struct({ name: Schema.String, secret: maybe(RedactedString) })
  const Shape = Schema.Struct({
    one: maybe(Nested),
    many: maybe(Schema.Array(Nested)),
    texts: optional(Schema.Array(Secret)),
    either: optional(Schema.Union(Nested, Schema.Struct({ other: Secret })))
  })

  it.each([
    ["in a struct below", { one: { name: "plain", secret: "hidden-1" } }, ["hidden-1"]],
    [
      "in the structs of a list",
      { many: [{ name: "plain", secret: "hidden-1" }, { name: "plain" }, { name: "plain", secret: "hidden-2" }] },
      ["hidden-1", "hidden-2"]
    ],
    ["that are the items of a list", { texts: ["hidden-1", "hidden-2"] }, ["hidden-1", "hidden-2"]],
    ["in the first of two shapes", { either: { name: "plain", secret: "hidden-1" } }, ["hidden-1"]],
    ["in the second of two shapes", { either: { other: "hidden-1" } }, ["hidden-1"]]
  ])("are found %s", (_, value, secrets) => {
    expect(secretsOf(Shape, value)).toStrictEqual(secrets)
  })

  it("are found by the schema and by its syntax tree", () => {
    expect(secretsOf(Shape.ast, { texts: ["hidden-1"] })).toStrictEqual(["hidden-1"])
  })

  it.each(["text", 1, null, undefined, [], { many: "text", one: [], either: null, texts: { a: 1 } }])(
    "are none, or what stands where one should, in %j, which does not fit",
    (value) => {
      expect(secretsOf(Shape, value)).toStrictEqual([])
    }
  )

  it("are the parts of JSON, however deep", () => {
    const claims = JSON.stringify({ address: { street: "12 Main Street" }, emails: ["john@example.com"] })
    expect(secretsOf(tokensIssue.request, { ticket: "t", subject: "john", jwtAtClaims: claims }))
      .toStrictEqual(expect.arrayContaining(["12 Main Street", "john@example.com"]))
  })

  it.each([
    ["a request to create a token", tokensCreate.request, ["jwtAtClaims", "sessionId"]],
    ["a request to issue a token", tokensIssue.request, ["jwtAtClaims"]],
    ["a request of a token endpoint", tokensProcess.request, ["jwtAtClaims"]],
    ["a created token", tokensCreate.response, ["sessionId"]],
    ["the response to a token request", tokensProcess.response, ["sessionId", "additionalClaims"]]
  ])("of %s hold the session and claims about people", (_, schema, fields) => {
    for (const field of fields) expect(secretsOf(schema, { action: "OK", [field]: "hidden-1" })).toContain("hidden-1")
  })

  it("are values of hidden properties, and of no others", () => {
    const properties = [
      { key: "open", value: "value-1", hidden: false },
      { key: "hidden", value: "value-2", hidden: true },
      { key: "open by default", value: "value-3" },
      { key: "hidden, without a value", hidden: true }
    ]
    for (const schema of [tokensCreate.request, tokensCreate.response, introspectionProcess.response]) {
      const secrets = secretsOf(schema, { action: "OK", properties })
      expect(new Set(secrets)).toStrictEqual(new Set(["value-2"]))
    }
  })
})

describe("a secret in a text", () => {
  it.each([
    ["as it is", token],
    ["in capitals", token.toUpperCase()],
    ["in small letters", token.toLowerCase()],
    ["in base64", Buffer.from(token).toString("base64")],
    ["in base64url", Buffer.from(token).toString("base64url")],
    ["in the credentials of Basic", Buffer.from(`client:${token}`).toString("base64")],
    ["in the middle of what is in base64", Buffer.from(`12${token}3`).toString("base64")],
    ["up to the 16th character", token.slice(0, 16)],
    ["up to an ellipsis", `${token.slice(0, 20)}...`],
    ["up to a short ellipsis", `${token.slice(0, 8)}…`],
    ["in capitals up to an ellipsis", `${token.slice(0, 12).toUpperCase()}...`]
  ])("is hidden %s", (_, echo) => {
    const text = redact(`The token ${echo} has expired.`, [token])
    expect(text).toMatch(/^The token .{0,10}<redacted>.{0,4} has expired\.$/)
  })

  it("is hidden in base64 wherever its bytes begin", () => {
    for (const before of ["", "a", "ab", "abc"]) {
      for (const after of ["", "c", "cd", "cde"]) {
        const echo = Buffer.from(`${before}${token}${after}`).toString("base64")
        const left = redact(echo, [token]).replaceAll("<redacted>", "")
        expect(left.length).toBeLessThanOrEqual(12)
      }
    }
  })

  it.each([
    ["another token", "The token Y5a40U6dWvw2gMoCOAFbZcM85q4HC0Z has expired.", [token]],
    ["its first letters", "Z5a40U6 begins the token.", [token]],
    ["the first word of a form", "The grant_type=authorization_code is unknown.", [
      "grant_type=authorization_co&code=1"
    ]],
    ["a word that a short password begins with", "The password is wrong.", ["passwort"]],
    ["what is too short to be told from a word", "The key is of no use.", ["key"]]
  ])("is not seen in %s", (_, text, secrets) => {
    expect(redact(text, secrets)).toBe(text)
  })

  it("leaves what stands around it", () => {
    expect(redact(`a ${token} b ${token}`, [token])).toBe("a <redacted> b <redacted>")
  })

  it("goes with those that it overlaps", () => {
    expect(redact("x first-second-third y", ["first-second", "second-third"])).toBe("x <redacted> y")
  })

  it("does not take long to look for in a message, however long it is", () => {
    const begin = performance.now()
    redact("a".repeat(4096), ["a".repeat(1_000_000), `${"a".repeat(4000)}b`])
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})

describe("what a server says", () => {
  it.each([
    ["line breaks", "one\r\ntwo\nthree", "one two three"],
    ["a NUL and a tab", "one\0two\tthree", "one two three"],
    ["colours of a terminal", "\u001B[31mred\u001B[0m text", "red  text"],
    ["the title of a terminal", "a\u001B]0;title\u0007b", "a b"],
    ["an escape that is cut off", "a\u001B", "a"],
    ["the other sort of escape", "a\u009B2Jb", "a b"],
    ["characters that turn the direction", "a\u202Eb\u2066c", "a b c"],
    ["separators of lines and paragraphs", "a\u2028b\u2029c", "a b c"]
  ])("is cleaned of %s", (_, text, expected) => {
    expect(clean(text, [])).toBe(expected)
  })

  it("keeps letters of all languages", () => {
    expect(clean("クライアントが見つかりません — naïve 😀", [])).toBe("クライアントが見つかりません — naïve 😀")
  })

  it("does not tell a secret that controls are put into", () => {
    const text = clean(`The token \u001B[1m${token}\u001B[0m, is wrong`, [token])
    expect(text).toBe("The token  <redacted> , is wrong")
  })

  it("does not tell a secret with a line break in it", () => {
    expect(clean("The form a=secret-one\nb=two is wrong", ["a=secret-one\nb=two"])).toBe("The form <redacted> is wrong")
  })
})
