/**
 * A call as apps usually write one: a service from the configuration, errors of its own, retries, a timeout and a span.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"

const Order = Schema.Struct({ article: Schema.NonEmptyString, count: Schema.Int, note: Schema.optional(Schema.String) })

const Receipt = Schema.Struct({
  id: Schema.String,
  key: Schema.Redacted(Schema.String),
  total: Schema.optionalWith(Schema.Number, { exact: true })
})

class SoldOut extends Schema.TaggedError<SoldOut>()("SoldOut", { article: Schema.String }) {}

const make = Effect.gen(function*() {
  const baseUrl = yield* Config.string("SHOP_URL").pipe(Config.withDefault("https://shop.example.com"))
  const token = yield* Config.redacted("SHOP_TOKEN")
  const client = (yield* HttpClient.HttpClient).pipe(
    HttpClient.mapRequest((request) =>
      request.pipe(
        HttpClientRequest.prependUrl(baseUrl),
        HttpClientRequest.bearerToken(token),
        HttpClientRequest.acceptJson
      )
    )
  )
  const order = (request: typeof Order.Type) =>
    HttpClientRequest.post("/orders").pipe(
      HttpClientRequest.schemaBodyJson(Order)(request),
      Effect.flatMap(client.execute),
      Effect.filterOrFail(({ status }) => status !== 410, () => new SoldOut({ article: request.article })),
      Effect.flatMap(HttpClientResponse.filterStatusOk),
      Effect.flatMap(HttpClientResponse.schemaBodyJson(Receipt)),
      Effect.timeout("10 seconds"),
      Effect.retry({
        schedule: Schedule.exponential("50 millis").pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(2))),
        while: (error) => error._tag === "TimeoutException" || error._tag === "RequestError"
      }),
      Effect.withSpan("shop.order", { kind: "client", attributes: { article: request.article } })
    )
  return { order }
})

class Shop extends Context.Tag("Shop")<Shop, Effect.Effect.Success<typeof make>>() {}

const ShopLive = Layer.effect(Shop, make).pipe(Layer.provide(FetchHttpClient.layer))

const program = Effect.flatMap(Shop, ({ order }) => order({ article: "tea", count: 2 })).pipe(
  Effect.catchTag("SoldOut", ({ article }) => Effect.logWarning(`no ${article}`))
)

export const usual = () => Effect.runPromise(program.pipe(Effect.provide(ShopLive)))
