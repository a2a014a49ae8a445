/**
 * The transports that the client is tested on, and a client on one of them.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import { Context, Effect, Layer, Redacted } from "effect"
import { AuthleteClient, RetryPolicy } from "effect-authlete"
import * as NodeTransport from "effect-authlete/NodeTransport"
import type { TransportName } from "../../tools/faults/case.js"
import { serviceId } from "../../tools/faults/planted.js"

export interface Transport {
  readonly transport: TransportName
  readonly layer: Layer.Layer<HttpClient.HttpClient>
}

export const transports: ReadonlyArray<Transport> = [
  { transport: "undici", layer: NodeHttpClient.layerUndici },
  { transport: "fetch", layer: FetchHttpClient.layer },
  { transport: "node:http", layer: NodeHttpClient.layer },
  { transport: "NodeTransport", layer: NodeTransport.layer }
]

/**
 * `NodeTransport` as a client that is not recognised, as `HttpClient`'s combinators make them. The attempts of a call then
 * go the general way.
 */
export const wrappedNodeTransport: Transport = {
  transport: "NodeTransport",
  layer: Layer.map(
    NodeTransport.layer,
    (context) =>
      Context.make(
        HttpClient.HttpClient,
        HttpClient.tap(Context.get(context, HttpClient.HttpClient), () => Effect.void)
      )
  )
}

export const bearer = "the-access-token-of-the-service"

/** A client that sends every call once, unless the options say otherwise. */
export const clientOf = (
  { url }: { readonly url: string },
  { layer }: { readonly layer: Layer.Layer<HttpClient.HttpClient> },
  options: Partial<AuthleteClient.Options> = {}
) =>
  AuthleteClient.layer({
    serviceId,
    accessToken: Redacted.make(bearer),
    baseUrl: url,
    timeout: "5 seconds",
    retryPolicy: RetryPolicy.none,
    ...options
  }).pipe(Layer.provide(layer))

/** Base URLs with plain http that do not leave the machine. */
export const loopback = [
  "http://localhost:8787",
  "http://LOCALHOST:8787",
  "HTTP://LOCALHOST",
  "http://127.0.0.1",
  "http://127.0.0.1:8787",
  "http://127.1.2.3",
  "http://127.1.2.3:80",
  "http://[::1]:8787"
]

/** Those with plain http where others could read along. */
export const elsewhere = [
  "http://authlete.test",
  "HTTP://AUTHLETE.TEST",
  "http://us.authlete.com",
  // A name server is asked for it.
  "http://authlete.localhost",
  "http://localhost.authlete.test",
  "http://127.0.0.1.authlete.test",
  "http://notlocalhost",
  "http://10.0.0.1",
  "http://10.0.0.1:8080",
  "http://0.0.0.0",
  "http://[::ffff:127.0.0.1]",
  "http://[::2]"
]
