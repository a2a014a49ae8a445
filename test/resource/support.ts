/**
 * Guarded servers for tests, and requests to them.
 */
import { HttpApp, HttpServerResponse } from "@effect/platform"
import { Effect, Layer, Logger, ManagedRuntime } from "effect"
import type { Introspection } from "effect-authlete"
import { AuthleteClient, ResourceServer } from "effect-authlete"
import type { AuthleteError } from "effect-authlete/AuthleteError"
import { good } from "../cache/support.js"

export const proof = "eyJ0eXAi.eyJqdGki.c2lnbmF0dXJl"

/** What an Authlete of a test is asked. */
export interface Asked {
  readonly requests: Array<Introspection.IntrospectionRequest>
}

type Introspect = (
  request: Introspection.IntrospectionRequest
) => Introspection.IntrospectionResponse | AuthleteError

const isError = (value: Introspection.IntrospectionResponse | AuthleteError): value is AuthleteError => "_tag" in value

/** A client whose introspections are a function. */
export const authlete = (
  introspect: Introspect = () => good()
): Asked & { readonly layer: Layer.Layer<AuthleteClient.AuthleteClient> } => {
  const requests: Array<Introspection.IntrospectionRequest> = []
  return {
    requests,
    layer: Layer.succeed(AuthleteClient.AuthleteClient, {
      execute: (_, request) =>
        Effect.suspend(() => {
          requests.push(request as Introspection.IntrospectionRequest)
          const response = introspect(request as Introspection.IntrospectionRequest)
          return (isError(response) ? Effect.fail(response) : Effect.succeed(response)) as Effect.Effect<
            never,
            AuthleteError
          >
        })
    })
  }
}

export interface Reply {
  readonly status: number
  readonly challenge: string | null
  readonly headers: Headers
  readonly body: string
}

export const replyOf = async (response: Response): Promise<Reply> => ({
  status: response.status,
  challenge: response.headers.get("www-authenticate"),
  headers: response.headers,
  body: await response.text()
})

/** An app that tells what its handler is told, behind `protect`. */
export const server = (
  client: Layer.Layer<AuthleteClient.AuthleteClient>,
  requirements: ResourceServer.Requirements = {},
  options: ResourceServer.Options = {}
) => {
  const app = Effect.flatMap(
    ResourceServer.AccessToken,
    ({ claims, clientId, expiresAt, resources, scheme, scopes, subject }) =>
      HttpServerResponse.json({ subject, clientId, scopes, expiresAt, resources, scheme, claims })
  ).pipe(ResourceServer.protect(requirements))
  const runtime = ManagedRuntime.make(
    ResourceServer.layer(options).pipe(
      Layer.provide(client),
      Layer.orDie,
      Layer.merge(Logger.remove(Logger.defaultLogger))
    )
  )
  return {
    ask: async (init: RequestInit = {}, path = "/history"): Promise<Reply> => {
      const handler = HttpApp.toWebHandlerRuntime(await runtime.runtime())(Effect.orDie(app))
      return replyOf(await handler(new Request(`http://localhost${path}`, init)))
    }
  }
}

export const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })

export const dpop = (token: string): RequestInit => ({ headers: { authorization: `DPoP ${token}`, dpop: proof } })
