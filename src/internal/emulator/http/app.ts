/**
 * From an HTTP request to its response: find the route, check the access token, read the request, run the operation.
 */
import { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Faults } from "../control/faults.js"
import { playFault } from "../control/faults.js"
import type { Entry, Recorder } from "../control/recorder.js"
import { redactedPath, redactedRequest, shortPath, strayPath } from "../control/recorder.js"
import type { Access } from "./accessRights.js"
import { authorize } from "./accessRights.js"
import { bodyKind, readBody } from "./body.js"
import type { ConnectionReset } from "./connection.js"
import type { Holder } from "./engine.js"
import { waitFor } from "./engine.js"
import type { Refusal } from "./refusal.js"
import type { Rendered } from "./response.js"
import { renderedRefusal, renderedResult, toResponse } from "./response.js"
import type { Incoming, Route } from "./route.js"
import type { Located } from "./router.js"
import { locate, routeFor } from "./router.js"

export interface App extends Holder {
  readonly access: Access
  readonly faults: Faults
  readonly recorder: Recorder
}

/** Where the path and the method lead. */
interface Target {
  readonly located: Either.Either<Located, Refusal>
  readonly route: Either.Either<Route, Refusal>
}

const targetOf = ({ method, url }: HttpServerRequest): Target => {
  const located = locate(url)
  return { located, route: Either.flatMap(located, (found) => routeFor(found, method)) }
}

/**
 * The path as it is recorded. If the method is wrong, nobody knows which variables are secret, so all are taken for it.
 */
const recordedPath = ({ base, path, serviceId, variables }: Located, route: Target["route"]): string => {
  const below = redactedPath(path, variables, Either.getOrUndefined(route)?.request)
  return shortPath(base === "service" ? `/api/${serviceId}${below}` : `/api${below}`)
}

const entryOf = (request: HttpServerRequest, { located, route }: Target, at: number): Entry => ({
  operation: Either.match(route, { onLeft: () => undefined, onRight: ({ name }) => name[bodyKind(request)] }),
  method: request.method,
  path: Either.match(located, {
    onLeft: () => strayPath(request.url),
    onRight: (found) => recordedPath(found, route)
  }),
  request: undefined,
  status: undefined,
  at
})

/** The route of the request, if its access token has the right for it. */
const accept = ({ access, state }: App, { headers }: HttpServerRequest, { located, route }: Target) =>
  Either.flatMap(located, (found) =>
    Either.flatMap(route, (chosen) =>
      Either.map(
        authorize(access, headers["authorization"], {
          isDeleted: state.isDeleted,
          serviceId: found.serviceId,
          path: chosen.path,
          needs: chosen.needs
        }),
        () => ({ located: found, route: chosen })
      )))

interface Accepted {
  readonly located: Located
  readonly route: Route
}

const run = (
  app: App,
  { located, route }: Accepted,
  body: Incoming["body"],
  entry: Entry,
  now: number
): Effect.Effect<Rendered> => {
  const understood = route.understand({ body, query: located.query, variables: located.variables })
  if (Either.isLeft(understood)) return Effect.succeed(renderedRefusal(understood.left))
  const { changes, request, run } = understood.right
  entry.request = redactedRequest(route.request, request)
  if (changes) app.changes++
  return Effect.map(
    waitFor(run(app, now)),
    Either.match({ onLeft: renderedRefusal, onRight: (result) => renderedResult(route.success, result) })
  )
}

const noBody: ReturnType<typeof readBody> = Effect.succeed(undefined)

/** The body has to be waited for, and what an operation verifies or signs. All else is synchronous. */
const carryOut = (app: App, request: HttpServerRequest, target: Target, entry: Entry): Effect.Effect<Rendered> =>
  Either.match(accept(app, request, target), {
    onLeft: (refusal) => Effect.succeed(renderedRefusal(refusal)),
    onRight: (accepted) =>
      Effect.matchEffect(accepted.route.hasBody ? readBody(request) : noBody, {
        onFailure: (refusal) => Effect.succeed(renderedRefusal(refusal)),
        onSuccess: (body) => Effect.flatMap(Clock.currentTimeMillis, (now) => run(app, accepted, body, entry, now))
      })
  })

/** Logs a request at the level `debug`, without the query and the fields: what is in them may be secret. */
const logged = (entry: Entry): Effect.Effect<void> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const { at, method, operation = "no operation", path, status = "no response" } = entry
    return Effect.logDebug(`${method} ${path}: ${operation}, ${status}, ${now - at} ms`)
  })

const respond = (
  app: App,
  request: HttpServerRequest,
  at: number
): Effect.Effect<HttpServerResponse, ConnectionReset> => {
  const target = targetOf(request)
  const entry = app.recorder.add(entryOf(request, target, at))
  const fault = app.faults.take(entry.operation)
  const normally = carryOut(app, request, target, entry)
  return (fault === undefined ? Effect.map(normally, toResponse) : playFault(fault, request, normally)).pipe(
    Effect.tap(({ status }) => {
      entry.status = status
    }),
    Effect.ensuring(logged(entry))
  )
}

/** Responds to the request in the context. It fails where a fault breaks the connection. */
export const handle = (app: App): Effect.Effect<HttpServerResponse, ConnectionReset, HttpServerRequest> =>
  Effect.flatMap(
    HttpServerRequest,
    (request) => Effect.flatMap(Clock.currentTimeMillis, (now) => respond(app, request, now))
  )
