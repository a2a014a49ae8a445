import type { Duration } from "effect"
import { Effect } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { AuthleteError, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

const call = Tokens.count()

describe("Effect.catchTag gives the fields of", () => {
  test("BadRequest", () => {
    Effect.catchTag(call, "BadRequest", (error) => {
      expect(error).type.toBe<AuthleteError.BadRequest>()
      expect(error.resultCode).type.toBe<string | undefined>()
      return Effect.void
    })
  })

  test("Unauthorized", () => {
    Effect.catchTag(call, "Unauthorized", (error) => {
      expect(error).type.toBe<AuthleteError.Unauthorized>()
      expect(error.resultMessage).type.toBe<string | undefined>()
      return Effect.void
    })
  })

  test("Forbidden", () => {
    Effect.catchTag(call, "Forbidden", (error) => {
      expect(error).type.toBe<AuthleteError.Forbidden>()
      expect(error.status).type.toBe<number>()
      return Effect.void
    })
  })

  test("NotFound", () => {
    Effect.catchTag(call, "NotFound", (error) => {
      expect(error).type.toBe<AuthleteError.NotFound>()
      expect(error.operation).type.toBe<string>()
      return Effect.void
    })
  })

  test("InternalServer", () => {
    Effect.catchTag(call, "InternalServer", (error) => {
      expect(error).type.toBe<AuthleteError.InternalServer>()
      expect(error.retryAfter).type.toBe<Duration.Duration | undefined>()
      return Effect.void
    })
  })

  test("TooManyRequests", () => {
    Effect.catchTag(call, "TooManyRequests", (error) => {
      expect(error).type.toBe<AuthleteError.TooManyRequests>()
      expect(error.retryAfter).type.toBe<Duration.Duration | undefined>()
      return Effect.void
    })
  })

  test("UnexpectedStatus", () => {
    Effect.catchTag(call, "UnexpectedStatus", (error) => {
      expect(error).type.toBe<AuthleteError.UnexpectedStatus>()
      expect(error.outcome).type.toBe<"not-applied" | "unknown">()
      return Effect.void
    })
  })

  test("TransportError", () => {
    Effect.catchTag(call, "TransportError", (error) => {
      expect(error).type.toBe<AuthleteError.TransportError>()
      expect(error.reason).type.toBe<"Refused" | "Dns" | "Tls" | "Reset" | "Timeout" | "Other">()
      return Effect.void
    })
  })

  test("InvalidRequest", () => {
    Effect.catchTag(call, "InvalidRequest", (error) => {
      expect(error).type.toBe<AuthleteError.InvalidRequest>()
      expect(error.issues).type.toBe<ReadonlyArray<AuthleteError.Issue>>()
      return Effect.void
    })
  })

  test("InvalidResponse", () => {
    Effect.catchTag(call, "InvalidResponse", (error) => {
      expect(error).type.toBe<AuthleteError.InvalidResponse>()
      expect(error.issues[0]?.actual).type.toBe<string | undefined>()
      return Effect.void
    })
  })
})

describe("an error that is caught", () => {
  test("is one no longer", () => {
    expect(Effect.catchTag(call, "NotFound", () => Effect.succeed(0))).type.toBe<
      Effect.Effect<number, Exclude<AuthleteError.AuthleteError, AuthleteError.NotFound>, AuthleteClient.AuthleteClient>
    >()
  })

  test("is the last one, when all tags are", () => {
    const nothing = () => Effect.succeed(0)
    const caught = Effect.catchTags(call, {
      BadRequest: nothing,
      Unauthorized: nothing,
      Forbidden: nothing,
      NotFound: nothing,
      InternalServer: nothing,
      TooManyRequests: nothing,
      UnexpectedStatus: nothing,
      TransportError: nothing,
      InvalidRequest: nothing,
      InvalidResponse: nothing
    })
    expect(caught).type.toBe<Effect.Effect<number, never, AuthleteClient.AuthleteClient>>()
  })

  test("has one of the tags that there are", () => {
    // @ts-expect-error '"Unheard"' is not assignable to
    Effect.catchTag(call, "Unheard", () => Effect.void)
    expect<AuthleteError.AuthleteError["_tag"]>().type.toBe<
      | "BadRequest"
      | "Unauthorized"
      | "Forbidden"
      | "NotFound"
      | "InternalServer"
      | "TooManyRequests"
      | "UnexpectedStatus"
      | "TransportError"
      | "InvalidRequest"
      | "InvalidResponse"
    >()
  })
})

describe("isAuthleteError", () => {
  test("makes anything that was thrown an AuthleteError", () => {
    const thrown: unknown = undefined
    if (AuthleteError.isAuthleteError(thrown)) expect(thrown).type.toBe<AuthleteError.AuthleteError>()
  })
})

describe("the schema AuthleteError", () => {
  test("has the type AuthleteError", () => {
    expect<typeof AuthleteError.AuthleteError.Type>().type.toBe<AuthleteError.AuthleteError>()
  })
})
