/**
 * The client registration endpoint and the client configuration endpoint.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import type { AuthleteError } from "../../../AuthleteError.js"
import { dynamicRegistrationDelete } from "../../operations/dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "../../operations/dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "../../operations/dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "../../operations/dynamicRegistration/update.js"
import { readToken } from "../bearer.js"
import { readBody } from "../body.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"
import { lastSegment } from "../form.js"
import { errorResponse, methodNotAllowed } from "../refusals.js"
import { isHarmful, render } from "../render.js"
import {
  dynamicRegistrationDeleteResponses,
  dynamicRegistrationGetResponses,
  dynamicRegistrationRegisterResponses,
  dynamicRegistrationUpdateResponses
} from "../responses.js"

type Respond = Effect.Effect<
  HttpServerResponse,
  AuthleteError | HttpServerResponse,
  AuthleteClient | HttpServerRequest.HttpServerRequest
>

/** These tokens are bearer tokens (RFC 7591, section 3; RFC 7592, section 2). */
const bearerOnly = { schemes: ["Bearer"] } as const

const parsed = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The first member with a URL that a page must not link to, nor a response lead to (RFC 7591, section 5). */
const harmfulMember = (metadata: object): string | undefined =>
  Object.entries(metadata).find(([name, value]: readonly [string, unknown]) =>
    /_uris?(?:#|$)/.test(name) && [value].flat().some((url) => typeof url === "string" && isHarmful(url))
  )?.[0]

const readMetadata = (maxBodyBytes: number) =>
  Effect.gen(function*() {
    const text = yield* readBody(["application/json"], maxBodyBytes)
    const metadata = parsed(text)
    if (metadata === undefined) {
      return yield* Effect.fail(errorResponse(400, "invalid_client_metadata", "The body must be a JSON object."))
    }
    const harmful = harmfulMember(metadata)
    if (harmful !== undefined) {
      const error = harmful === "redirect_uris" ? "invalid_redirect_uri" : "invalid_client_metadata"
      return yield* Effect.fail(errorResponse(400, error, `${harmful} has a scheme that is not allowed.`))
    }
    return text
  })

const register = (maxBodyBytes: number, isAuthorized: boolean): Respond =>
  Effect.gen(function*() {
    // Whether an initial access token is needed is for Authlete to say.
    const token = isAuthorized ? (yield* readToken(undefined, bearerOnly)).token : undefined
    const json = yield* readMetadata(maxBodyBytes)
    const registered = yield* execute(dynamicRegistrationRegister, { json, token })
    return yield* render(dynamicRegistrationRegisterResponses, registered)
  })

const configure = (method: string, clientId: string, maxBodyBytes: number): Respond =>
  Effect.gen(function*() {
    const { token } = yield* readToken(undefined, bearerOnly)
    switch (method) {
      case "PUT": {
        const json = yield* readMetadata(maxBodyBytes)
        const updated = yield* execute(dynamicRegistrationUpdate, { clientId, json, token })
        return yield* render(dynamicRegistrationUpdateResponses, updated)
      }
      case "DELETE": {
        const deleted = yield* execute(dynamicRegistrationDelete, { clientId, token })
        return yield* render(dynamicRegistrationDeleteResponses, deleted)
      }
      default: {
        const got = yield* execute(dynamicRegistrationGet, { clientId, token })
        return yield* render(dynamicRegistrationGetResponses, got)
      }
    }
  })

const onOne = ["GET", "HEAD", "PUT", "DELETE"]

/** `POST` registers (RFC 7591, section 3.1). The other methods are about the client that the path ends in (RFC 7592). */
export const registrationEndpoint = ({ cors, maxBodyBytes }: Settings): HttpApp.Default<never, AuthleteClient> =>
  endpoint(["POST", ...onOne], cors, (request) => {
    if (request.method === "POST") return register(maxBodyBytes, request.headers["authorization"] !== undefined)
    const clientId = lastSegment(request)
    return clientId === undefined
      ? Effect.succeed(methodNotAllowed(["POST"]))
      : configure(request.method, clientId, maxBodyBytes)
  })
