/**
 * What a server echoes of the request: it never gets into an error.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const bearer = "Zq7w-R4nd0mB34r3rT0k3nOfTh3S3rv1c3"

const failing = (resultMessage: string) =>
  Layer.orDie(clientOf({ url: "https://authlete.test" }, stub({ status: 403, body: { resultMessage } }), {
    accessToken: Redacted.make(bearer)
  }))

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

/** The message of the error, and the field that it repeats. */
const toldBy = (call: Call, resultMessage: string) =>
  Effect.map(
    Effect.flip(Effect.provide(call, failing(resultMessage))),
    (error) => JSON.stringify([error.message, error])
  )

const cookie = "session=8f3e9a7c5b1d; theme=dark"
const apiKey = "k3y-Th4t-0p3ns-Th3-D00r"

const create = (fields: object): Call =>
  Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 1, subject: "john", ...fields })

const cases: ReadonlyArray<readonly [what: string, call: Call, secret: string, echoed: string]> = [
  ["a header of withHeaders", AuthleteClient.withHeaders(Tokens.list(), { cookie }), cookie, `cookie: ${cookie}`],
  ["another one", AuthleteClient.withHeaders(Tokens.list(), { "X-API-Key": apiKey }), apiKey, `key ${apiKey} is wrong`],
  [
    "the value of a hidden property",
    create({ properties: [{ key: "card", value: "4012888888881881", hidden: true }] }),
    "4012888888881881",
    "property card=4012888888881881 is too long"
  ],
  [
    "jwtAtClaims",
    create({ jwtAtClaims: "{\"email\":\"john@example.com\"}" }),
    "john@example.com",
    "bad claim john@example.com"
  ],
  [
    "sessionId",
    create({ sessionId: "my-sid-0123456789" }),
    "my-sid-0123456789",
    "session my-sid-0123456789 is unknown"
  ],
  ["the access token, truncated", Tokens.list(), bearer.slice(0, 16), `token ${bearer.slice(0, 20)}... is wrong`],
  ["the access token in capitals", Tokens.list(), bearer.toUpperCase(), `token ${bearer.toUpperCase()} is wrong`],
  [
    "the access token in base64",
    Tokens.list(),
    Buffer.from(bearer).toString("base64").slice(0, 40),
    `Basic ${Buffer.from(bearer).toString("base64")}`
  ]
]

describe("an error does not repeat", () => {
  it.effect.each(cases)("%s", ([, call, secret, echoed]) =>
    Effect.gen(function*() {
      expect(yield* toldBy(call, `refused: ${echoed}`)).not.toContain(secret)
    }))

  it.effect.each(cases)("%s, but what stands around it", ([, call, , echoed]) =>
    Effect.gen(function*() {
      expect(yield* toldBy(call, `refused: ${echoed}`)).toContain("refused: ")
    }))
})

describe("the message of an error", () => {
  it.effect.each(["a\r\nb", "a\u001b[31mb", "a\u0000b", "a\u202eb", "a\u0085b"])(
    "is one line of plain text: %j",
    (message) =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.provide(Tokens.list(), failing(message)))
        expect([error.message, "resultMessage" in error ? error.resultMessage : undefined].join()).not.toMatch(
          /\p{Cc}|\p{Bidi_C}/u
        )
      })
  )

  it.effect("keeps the value of a property that is not hidden", () =>
    Effect.gen(function*() {
      const call = create({ properties: [{ key: "device", value: "telephone-of-john" }] })
      expect(yield* toldBy(call, "refused: telephone-of-john")).toContain("telephone-of-john")
    }))
})
