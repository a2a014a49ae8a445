/**
 * The transports that the client is tested on, and a client on one of them.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type * as HttpClient from "@effect/platform/HttpClient"
import { Layer, Redacted } from "effect"
import { AuthleteClient, RetryPolicy } from "effect-authlete"
import { serviceId } from "./serviceId.js"

export interface Transport {
  readonly transport: "undici" | "fetch" | "node:http"
  readonly layer: Layer.Layer<HttpClient.HttpClient>
}

export const transports: ReadonlyArray<Transport> = [
  { transport: "undici", layer: NodeHttpClient.layerUndici },
  { transport: "fetch", layer: FetchHttpClient.layer },
  { transport: "node:http", layer: NodeHttpClient.layer }
]

export { serviceId }

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
