/**
 * The least of an app that calls an API: one request with a token, encoded and decoded by schemas, and fetch beneath.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Order = Schema.Struct({ article: Schema.String, count: Schema.Number })

const Receipt = Schema.Struct({ id: Schema.String, total: Schema.Number })

const order = HttpClientRequest.post("https://shop.example.com/orders").pipe(
  HttpClientRequest.bearerToken("a token"),
  HttpClientRequest.schemaBodyJson(Order)({ article: "tea", count: 2 }),
  Effect.flatMap(HttpClient.execute),
  Effect.flatMap(HttpClientResponse.schemaBodyJson(Receipt))
)

export const minimal = () => Effect.runPromise(order.pipe(Effect.provide(FetchHttpClient.layer)))
