import type { HttpApp, HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Context, Data, Effect, Option } from "effect"
import type { AuthleteClient, AuthleteError, Revocation, Tokens } from "effect-authlete"
import { AuthorizationServer } from "effect-authlete"
import { describe, expect, test } from "tstyche"
import type { operations } from "../src/internal/operations/index.js"
import { next } from "../src/internal/server/outline.js"
import type { Outline, Responses } from "../src/internal/server/outline.js"
import { proceed } from "../src/internal/server/render.js"

class Down extends Data.TaggedError("Down") {}
class Full extends Data.TaggedError("Full") {}
class Database extends Context.Tag("Database")<Database, { readonly find: Effect.Effect<string, Down> }>() {}

type App<E, R> = HttpApp.Default<E, AuthleteClient.AuthleteClient | R>

describe("the responses of an operation have a line for each action", () => {
  const outline: Outline = { status: 200, headers: {}, body: undefined }
  type Revoked = Responses<Revocation.RevocationResponse, "OK">["table"]

  test("all of them, with `next` where the endpoint has more to do, and only there", () => {
    const others = { INVALID_CLIENT: outline, INTERNAL_SERVER_ERROR: outline }
    expect({ ...others, OK: next, BAD_REQUEST: outline } as const).type.toBeAssignableTo<Revoked>()
    expect({ ...others, OK: outline, BAD_REQUEST: next } as const).type.not.toBeAssignableTo<Revoked>()
  })

  test("not one less", () => {
    const less = { OK: next, BAD_REQUEST: outline, INTERNAL_SERVER_ERROR: outline } as const
    expect(less).type.not.toBeAssignableTo<Revoked>()
  })

  test("not one that the operation does not have", () => {
    expect<keyof Revoked>().type.toBe<Revocation.RevocationResponse["action"]>()
  })

  test("those of all operations are such", () => {
    type Actions<Name extends keyof AuthorizationServer.Tables> = (typeof operations[number] & { readonly name: Name })[
      "response"
    ]["Type"]["action"]
    type Checked = {
      readonly [Name in keyof AuthorizationServer.Tables]: keyof AuthorizationServer.Tables[Name]["table"]
    }
    expect<Checked>().type.toBe<{ readonly [Name in keyof AuthorizationServer.Tables]: Actions<Name> }>()
  })
})

describe("an endpoint has a step for each action that needs more", () => {
  const responses = {} as Responses<Revocation.RevocationResponse, "BAD_REQUEST" | "OK">
  const response = {} as Revocation.RevocationResponse
  const step = () => Effect.die("a step")

  test("both of them", () => {
    expect(proceed(responses, response, { OK: step, BAD_REQUEST: step })).type.toBe<
      Effect.Effect<HttpServerResponse.HttpServerResponse>
    >()
  })

  test("not one less", () => {
    expect(proceed).type.not.toBeCallableWith(responses, response, { OK: step })
  })
})

describe("respond takes the actions after which nothing is left to do", () => {
  test("all others of the operation are no argument", () => {
    expect<AuthorizationServer.Final<"tokens.process">["action"]>().type.toBe<
      "OK" | "BAD_REQUEST" | "INVALID_CLIENT" | "INTERNAL_SERVER_ERROR"
    >()
    expect(AuthorizationServer.respond).type.not.toBeCallableWith(
      "tokens.process" as const,
      {} as Tokens.TokenProcessResponse
    )
  })
})

describe("endpoints without hooks", () => {
  test("need the tags that they use, and fail with nothing", () => {
    expect(AuthorizationServer.token).type.toBe<App<never, AuthorizationServer.ResourceOwners>>()
    expect(AuthorizationServer.authorization).type.toBe<
      App<never, AuthorizationServer.Interaction | AuthorizationServer.ResourceOwners>
    >()
    expect(AuthorizationServer.revocation).type.toBe<App<never, never>>()
  })

  test("make({}) gives the same", () => {
    const { introspection, token, userInfo } = AuthorizationServer.make({})
    expect(token).type.toBe<App<never, AuthorizationServer.ResourceOwners>>()
    expect(userInfo).type.toBe<App<never, AuthorizationServer.ResourceOwners>>()
    expect(introspection).type.toBe<App<never, AuthorizationServer.ResourceServers>>()
  })
})

describe("the errors and the requirements of hooks", () => {
  test("show at the endpoint that has the hook, and only there", () => {
    const server = AuthorizationServer.make({
      tokenExchange: () => Effect.flatMap(Database, ({ find }) => Effect.map(find, (subject) => ({ subject }))),
      jwtBearer: () => Effect.fail(new Full())
    })
    expect(server.token).type.toBe<App<Down | Full, AuthorizationServer.ResourceOwners | Database>>()
    expect(server.revocation).type.toBe<App<never, never>>()
  })

  test("an OAuthError and an AuthleteError are turned into responses", () => {
    const server = AuthorizationServer.make({
      jwtBearer: () => Effect.fail({} as AuthorizationServer.OAuthError | AuthleteError.AuthleteError | Full)
    })
    expect(server.token).type.toBe<App<Full, AuthorizationServer.ResourceOwners>>()
  })

  test("a service that is given as a value is not needed as a tag", () => {
    const server = AuthorizationServer.make({
      resourceOwners: {
        authenticate: () => Effect.succeedNone,
        claims: () => Effect.flatMap(Database, ({ find }) => Effect.map(find, (name) => Option.some({ name })))
      }
    })
    expect(server.userInfo).type.toBe<App<Down, Database>>()
    expect(server.token).type.toBe<App<Down, Database>>()
  })

  test("the request is there for those who look at it", () => {
    const server = AuthorizationServer.make({
      resourceServers: {
        authenticate: () =>
          Effect.as({} as Effect.Effect<void, Down, HttpServerRequest.HttpServerRequest>, Option.some({}))
      }
    })
    expect(server.introspection).type.toBe<App<Down, never>>()
  })

  test("a hook is given what Authlete said", () => {
    AuthorizationServer.make({
      tokenExchange: (request) => {
        expect(request).type.toBe<Tokens.TokenProcessTokenExchange>()
        return Effect.succeed({})
      }
    })
  })

  test("a hook that gives something else is refused", () => {
    expect(AuthorizationServer.make).type.not.toBeCallableWith({ tokenExchange: () => Effect.succeed({ subject: 1 }) })
  })
})

describe("the pages for a login by password", () => {
  const page = () => Effect.succeed({} as HttpServerResponse.HttpServerResponse)
  const find = Effect.flatMap(Database, ({ find }) => Effect.as(find, Option.none<AuthorizationServer.Session>()))

  test("fail with nothing but what a form may be refused for", () => {
    const { interaction, routes } = AuthorizationServer.passwordPages({ login: page, consent: page })
    expect(interaction).type.toBe<AuthorizationServer.InteractionService>()
    expect(routes).type.toBe<
      HttpRouter.HttpRouter<
        AuthorizationServer.InteractionError,
        AuthleteClient.AuthleteClient | AuthorizationServer.ResourceOwners
      >
    >()
  })

  test("the errors and the requirements of a store show in them", () => {
    const { interaction, routes } = AuthorizationServer.passwordPages<Down, Database>({
      login: page,
      consent: page,
      sessions: { put: () => Effect.asVoid(find), get: () => find }
    })
    expect(routes).type.toBe<
      HttpRouter.HttpRouter<
        AuthorizationServer.InteractionError | Down,
        AuthleteClient.AuthleteClient | AuthorizationServer.ResourceOwners | Database
      >
    >()
    expect(AuthorizationServer.make({ interaction }).authorization).type.toBe<
      App<Down, AuthorizationServer.ResourceOwners | Database>
    >()
  })
})
