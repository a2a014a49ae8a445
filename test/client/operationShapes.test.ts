import { expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { AuthleteClient, Operation } from "effect-authlete"
import { describe } from "vitest"
import { serviceId } from "../../tools/faults/planted.js"
import { always, rawServer, send } from "../../tools/faults/rawServer.js"
import { clientOf, transports } from "../support/transports.js"

/**
 * The shape of every operation of Authlete's OpenAPI file: the method, the path with its base, the fields that go into
 * the query, the encodings of the body, the statuses of a success, and what its body holds.
 */
const documented = `
GET    /api/{serviceId}/service/get                                            -                      -          200      json
GET    /api/service/get/list                                                   start,end              -          200      json
POST   /api/{serviceId}/service/update                                         -                      json,form  200      json
DELETE /api/{serviceId}/service/delete                                         -                      -          204      none
GET    /api/{serviceId}/client/get/{clientId}                                  -                      -          200      json
GET    /api/{serviceId}/client/get/list                                        developer,start,end    -          200      json
POST   /api/{serviceId}/client/create                                          -                      json       200,201  json
POST   /api/{serviceId}/client/update/{clientId}                               -                      json,form  200      json
DELETE /api/{serviceId}/client/delete/{clientId}                               -                      -          204      none
POST   /api/{serviceId}/client/lock_flag/update/{clientIdentifier}             -                      json,form  200      json
GET    /api/{serviceId}/client/secret/refresh/{clientIdentifier}               -                      -          200      json
POST   /api/{serviceId}/client/secret/update/{clientIdentifier}                -                      json,form  200      json
GET    /api/{serviceId}/client/authorization/get/list                          subject,start,end      -          200      json
POST   /api/{serviceId}/client/authorization/get/list                          -                      json,form  200      json
GET    /api/{serviceId}/client/authorization/get/list/{subject}                developer,start,end    -          200      json
POST   /api/{serviceId}/client/authorization/update/{clientId}                 -                      json,form  200      json
DELETE /api/{serviceId}/client/authorization/delete/{clientId}                 subject                -          200      json
POST   /api/{serviceId}/client/authorization/delete/{clientId}                 -                      json,form  200      json
DELETE /api/{serviceId}/client/authorization/delete/{clientId}/{subject}       -                      -          200      json
GET    /api/{serviceId}/client/granted_scopes/get/{clientId}                   subject                -          200      json
POST   /api/{serviceId}/client/granted_scopes/get/{clientId}                   -                      json,form  200      json
GET    /api/{serviceId}/client/granted_scopes/get/{clientId}/{subject}         -                      -          200      json
DELETE /api/{serviceId}/client/granted_scopes/delete/{clientId}                subject                -          200      json
DELETE /api/{serviceId}/client/granted_scopes/delete/{clientId}/{subject}      -                      -          200      json
POST   /api/{serviceId}/auth/authorization                                     -                      json,form  200      json
POST   /api/{serviceId}/auth/authorization/fail                                -                      json,form  200      json
POST   /api/{serviceId}/auth/authorization/issue                               -                      json,form  200      json
POST   /api/{serviceId}/pushed_auth_req                                        -                      json,form  200      json
POST   /api/{serviceId}/auth/token                                             -                      json,form  200      json
POST   /api/{serviceId}/auth/token/fail                                        -                      json,form  200      json
POST   /api/{serviceId}/auth/token/issue                                       -                      json,form  200      json
POST   /api/{serviceId}/auth/introspection                                     -                      json,form  200      json
POST   /api/{serviceId}/auth/introspection/standard                            -                      json,form  200      json
POST   /api/{serviceId}/auth/revocation                                        -                      json,form  200      json
POST   /api/{serviceId}/auth/userinfo                                          -                      json,form  200      json
POST   /api/{serviceId}/auth/userinfo/issue                                    -                      json,form  200      json
POST   /api/{serviceId}/idtoken/reissue                                        -                      json       200      json
POST   /api/{serviceId}/gm                                                     -                      json       200      json
GET    /api/{serviceId}/service/jwks/get                                       includePrivateKeys     -          200,204  document
GET    /api/{serviceId}/service/configuration                                  pretty,patch           -          200      document
POST   /api/{serviceId}/client/registration                                    -                      json       200      json
POST   /api/{serviceId}/client/registration/get                                -                      json       200      json
POST   /api/{serviceId}/client/registration/update                             -                      json       200      json
POST   /api/{serviceId}/client/registration/delete                             -                      json       200      json
POST   /api/{serviceId}/backchannel/authentication                             -                      json,form  200      json
POST   /api/{serviceId}/backchannel/authentication/issue                       -                      json,form  200      json
POST   /api/{serviceId}/backchannel/authentication/fail                        -                      json,form  200      json
POST   /api/{serviceId}/backchannel/authentication/complete                    -                      json,form  200      json
POST   /api/{serviceId}/device/authorization                                   -                      json,form  200      json
POST   /api/{serviceId}/device/verification                                    -                      json,form  200      json
POST   /api/{serviceId}/device/complete                                        -                      json,form  200      json
GET    /api/{serviceId}/auth/token/get/list                                    clientIdentifier,start -          200      json
POST   /api/{serviceId}/auth/token/create                                      -                      json,form  200      json
POST   /api/{serviceId}/auth/token/update                                      -                      json,form  200      json
DELETE /api/{serviceId}/auth/token/delete/{accessTokenIdentifier}              -                      -          204      none
POST   /api/{serviceId}/auth/token/revoke                                      -                      json,form  200      json
POST   /api/{serviceId}/jose/verify                                            -                      json,form  200      json
POST   /api/{serviceId}/federation/configuration                               -                      json       200      json
POST   /api/{serviceId}/federation/registration                                -                      json,form  200      json
GET    /api/{serviceId}/client/extension/requestable_scopes/get/{clientId}     -                      -          200      json
POST   /api/{serviceId}/client/extension/requestable_scopes/update/{clientId}  -                      json       200      json
PUT    /api/{serviceId}/client/extension/requestable_scopes/update/{clientId}  -                      json       200      json
DELETE /api/{serviceId}/client/extension/requestable_scopes/delete/{clientId}  -                      -          204      none
POST   /api/{serviceId}/hsk/create                                             -                      json,form  200      json
DELETE /api/{serviceId}/hsk/delete/{handle}                                    -                      -          200,204  json
GET    /api/{serviceId}/hsk/get/{handle}                                       -                      -          200      json
GET    /api/{serviceId}/hsk/get/list                                           -                      -          200      json
POST   /api/{serviceId}/vci/metadata                                           -                      json,form  200      json
POST   /api/{serviceId}/vci/jwtissuer                                          -                      json,form  200      json
POST   /api/{serviceId}/vci/jwks                                               -                      json,form  200      json
POST   /api/{serviceId}/vci/offer/create                                       -                      json,form  200      json
POST   /api/{serviceId}/vci/offer/info                                         -                      json,form  200      json
POST   /api/{serviceId}/vci/single/parse                                       -                      json,form  200      json
POST   /api/{serviceId}/vci/single/issue                                       -                      json       200      json
POST   /api/{serviceId}/vci/batch/parse                                        -                      json,form  200      json
POST   /api/{serviceId}/vci/batch/issue                                        -                      json       200      json
GET    /api/lifecycle/healthcheck                                              extended               -          200      text
POST   /api/{serviceId}/vci/deferred/parse                                     -                      json,form  200      json
POST   /api/{serviceId}/vci/deferred/issue                                     -                      json       200      json
POST   /api/{serviceId}/auth/authorization/ticket/info                         -                      json,form  200      json
POST   /api/{serviceId}/auth/authorization/ticket/update                       -                      json,form  200      json
POST   /api/{serviceId}/nativesso                                              -                      json       200      json
POST   /api/{serviceId}/nativesso/logout                                       -                      json       200      json
`

interface Shape {
  readonly name: string
  readonly method: "DELETE" | "GET" | "POST" | "PUT"
  readonly base: "service" | "server"
  readonly path: string
  readonly variables: ReadonlyArray<string>
  readonly query: ReadonlyArray<string>
  readonly body: "json" | "form" | undefined
  readonly status: number
  readonly success: ReadonlyArray<number>
  readonly holds: "json" | "document" | "text" | "none"
}

const listed = (text: string) => text === "-" ? [] : text.split(",")

/** A row for each encoding of the body, and for each status of a success. */
const shapes: ReadonlyArray<Shape> = documented.trim().split("\n").flatMap((row) => {
  const [method = "", whole = "", query = "", bodies = "", statuses = "", holds = ""] = row.split(/ +/)
  const base = whole.startsWith("/api/{serviceId}/") ? "service" : "server"
  const path = whole.slice(base === "service" ? "/api/{serviceId}".length : "/api".length)
  const success = listed(statuses).map(Number)
  return (bodies === "-" ? [undefined] : listed(bodies)).flatMap((body) =>
    success.map((status) => ({
      name: [method, whole, body, status].filter((part) => part !== undefined).join(" "),
      method: method as Shape["method"],
      base,
      path,
      variables: Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name),
      query: listed(query),
      body: body as Shape["body"],
      status,
      success,
      holds: holds as Shape["holds"]
    } satisfies Shape))
  )
})

/** A text that no part of a URL, a form or JSON can hold as it is. */
const odd = "a/b c&d=é%"

const encodingOf = ({ body, query }: Shape) =>
  body !== undefined ? Operation.encodings[body] : Operation.encodings[query.length > 0 ? "query" : "none"]

/** The operation, with fields that stand for those that Authlete documents. */
const operationOf = (shape: Shape) => {
  const names = [...shape.variables, ...shape.query, ...(shape.body === undefined ? [] : ["first", "second"])]
  return Operation.make({
    name: "placeholder",
    method: shape.method,
    base: shape.base,
    path: shape.path,
    encoding: encodingOf(shape),
    request: Schema.Struct(Object.fromEntries(names.map((name) => [name, Schema.String]))),
    response: Schema.Unknown,
    success: shape.success,
    body: shape.holds,
    resend: Operation.always("read")
  })
}

const valueOf = (name: string) => `${name} ${odd}`

const requestOf = ({ body, query, variables }: Shape) =>
  Object.fromEntries(
    [...variables, ...query, ...(body === undefined ? [] : ["first", "second"])].map((name) => [name, valueOf(name)])
  )

const given = JSON.stringify({ found: 1, nothing: null })

const responseOf = ({ holds, status }: Shape) => {
  const text = status === 204 ? "" : holds === "text" ? "all is well" : given
  const type = holds === "text" ? "text/plain" : "application/json"
  return `HTTP/1.1 ${status} OK\r\ncontent-type: ${type}\r\n${
    status === 204 ? "" : `content-length: ${text.length}\r\n`
  }\r\n${text}`
}

/** What the caller gets: nulls count as absent, but not in a document, which is taken as it is. */
const expectedOf = ({ holds, status }: Shape): unknown => {
  if (status === 204 || holds === "none") return undefined
  if (holds === "text") return "all is well"
  return holds === "document" ? { found: 1, nothing: null } : { found: 1 }
}

/** Reads the names and values back from where they are expected to be. */
const readBack = (shape: Shape, target: string, body: string) => {
  const [path = "", query = ""] = target.split("?")
  const prefix = shape.base === "service" ? `/api/${serviceId}` : "/api"
  const pattern = new RegExp(`^${prefix}${shape.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`)
  const variables = Object.entries(pattern.exec(path)?.groups ?? {})
  return {
    path: pattern.test(path),
    variables: Object.fromEntries(variables.map(([name, text]) => [name, decodeURIComponent(text)])),
    query: Object.fromEntries(new URLSearchParams(query)),
    body: body === ""
      ? undefined
      : shape.body === "json"
      ? JSON.parse(body) as unknown
      : Object.fromEntries(new URLSearchParams(body))
  }
}

const valuesOf = (names: ReadonlyArray<string>) => Object.fromEntries(names.map((name) => [name, valueOf(name)]))

describe("an operation", () => {
  it("has one of 83 shapes", () => {
    expect(documented.trim().split("\n").length).toBe(83)
  })

  const [undici] = transports as readonly [(typeof transports)[number]]

  it.scopedLive.each(shapes)("goes where Authlete documents it: $name", (shape) =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(responseOf(shape))))
      const result = yield* AuthleteClient.execute(operationOf(shape), requestOf(shape)).pipe(
        Effect.provide(clientOf(server, undici))
      )
      const [{ body = "", headers = {}, method = "", target = "" } = {}] = server.requests
      expect({ method, type: headers["content-type"], ...readBack(shape, target, body), result }).toEqual({
        method: shape.method,
        type: shape.body && (shape.body === "json" ? "application/json" : "application/x-www-form-urlencoded"),
        path: true,
        variables: valuesOf(shape.variables),
        query: valuesOf(shape.query),
        body: shape.body && valuesOf(["first", "second"]),
        result: expectedOf(shape)
      })
    }))

  it.scopedLive("takes a number for a variable of its path", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}`)))
      const get = Operation.make({
        name: "clients.get",
        method: "GET",
        path: "/client/get/{clientId}",
        encoding: Operation.encodings.none,
        request: Schema.Number,
        response: Schema.Unknown,
        resend: Operation.always("read")
      })
      yield* Effect.provide(AuthleteClient.execute(get, 26888344961664), clientOf(server, undici))
      expect(server.requests[0]?.target).toBe(`/api/${serviceId}/client/get/26888344961664`)
    }))

  it.scopedLive.each(["", " ", ".", "..", "a\nb", "\ud800"])(
    "is not sent with %j as a variable of its path",
    (clientId) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(send("HTTP/1.1 204 No Content\r\n\r\n")))
        const lock = Operation.make({
          name: "clients.setLocked",
          path: "/client/lock_flag/update/{clientId}",
          request: Schema.Struct({ clientId: Schema.String, clientLocked: Schema.Boolean }),
          response: Schema.Unknown,
          resend: Operation.always("idempotent")
        })
        const call = AuthleteClient.execute(lock, { clientId, clientLocked: true })
        const error = yield* Effect.flip(Effect.provide(call, clientOf(server, undici)))
        expect({ error, sent: server.requests.length }).toMatchObject({
          error: { _tag: "InvalidRequest", issues: [{ path: ["clientId"] }] },
          sent: 0
        })
      })
  )
})

/** An operation that reports by its action, and removes what it names. */
const reporting = Operation.make({
  name: "hardwareSecurityKeys.delete",
  method: "DELETE",
  path: "/hsk/delete/{handle}",
  encoding: Operation.encodings.none,
  request: Schema.String,
  response: Schema.Unknown,
  success: [200, 204],
  reports: ["SUCCESS"],
  absence: { action: "NOT_FOUND" },
  resend: Operation.always("idempotent")
})

describe("an operation that reports by its action", () => {
  const [undici] = transports as readonly [(typeof transports)[number]]
  const json = (body: object) => {
    const text = JSON.stringify(body)
    return send(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`)
  }

  it.scopedLive("succeeds with the actions that it names", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ action: "SUCCESS" })))
      const call = AuthleteClient.execute(reporting, "a-handle")
      expect(yield* Effect.provide(call, clientOf(server, undici))).toEqual({ action: "SUCCESS" })
    }))

  it.scopedLive.each([
    ["BAD_REQUEST", "BadRequest"],
    ["CALLER_ERROR", "BadRequest"],
    ["INVALID_REQUEST", "BadRequest"],
    ["UNAUTHORIZED", "Unauthorized"],
    ["FORBIDDEN", "Forbidden"],
    ["NOT_FOUND", "NotFound"],
    ["INTERNAL_SERVER_ERROR", "InternalServer"],
    ["AUTHLETE_ERROR", "InternalServer"],
    ["SERVER_ERROR", "InternalServer"]
  ])("fails with %s as %s", ([action, tag]) =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ action })))
      const call = AuthleteClient.execute(reporting, "a-handle")
      expect(yield* Effect.flip(Effect.provide(call, clientOf(server, undici)))).toMatchObject({
        _tag: tag,
        status: 200
      })
    }))
})
