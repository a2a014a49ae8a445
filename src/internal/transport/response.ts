/**
 * The response of an exchange, as the platform wants it. Nothing is made before somebody asks for it.
 */
import * as Cookies from "@effect/platform/Cookies"
import type * as Headers from "@effect/platform/Headers"
import { ResponseError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpIncomingMessage from "@effect/platform/HttpIncomingMessage"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Inspectable from "effect/Inspectable"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { util } from "undici"
import { fromPull } from "../edge/stream.js"
import { callback } from "../edge/transport.js"
import type { Exchange } from "./exchange.js"

type Body<A> = Effect.Effect<A, ResponseError>

const utf8 = new TextDecoder()

export class ExchangeResponse extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest
  readonly status: number
  private readonly exchange: Exchange

  constructor(request: HttpClientRequest, exchange: Exchange) {
    super()
    this.request = request
    this.status = exchange.status
    this.exchange = exchange
  }

  get headers(): Headers.Headers {
    return this.exchange.headers
  }

  get cookies(): Cookies.Cookies {
    return Cookies.fromSetCookie(util.parseHeaders(this.exchange.rawHeaders)["set-cookie"] ?? [])
  }

  get remoteAddress(): Option.Option<string> {
    return Option.fromNullable(this.exchange.remoteAddress)
  }

  get arrayBuffer(): Body<ArrayBuffer> {
    return Effect.map(this.bytes, ({ buffer }) => buffer as ArrayBuffer)
  }

  get text(): Body<string> {
    return Effect.map(this.bytes, (bytes) => utf8.decode(bytes))
  }

  get json(): Body<unknown> {
    return this.parsed(this.text, (text) => text === "" ? null : JSON.parse(text) as unknown)
  }

  get urlParamsBody(): Body<UrlParams.UrlParams> {
    return this.parsed(this.text, (text) => UrlParams.fromInput(new URLSearchParams(text)))
  }

  get formData(): Body<FormData> {
    return Effect.flatMap(this.bytes, (bytes) =>
      Effect.tryPromise({
        try: () => new Response(new Uint8Array(bytes), { headers: this.headers }).formData(),
        catch: (cause) => this.unreadable(cause)
      }))
  }

  get stream(): Stream.Stream<Uint8Array, ResponseError> {
    return Stream.suspend(() => {
      const { exchange } = this
      if (exchange.isInParts) return Stream.fail(this.unreadable(new Error("the body was read before")))
      const { bytes } = exchange
      if (bytes !== undefined) return bytes.length === 0 ? Stream.empty : Stream.make(bytes)
      exchange.readInParts()
      return Stream.ensuring(fromPull(this.nextPart), Effect.sync(() => exchange.giveUp()))
    })
  }

  toJSON(): unknown {
    return HttpIncomingMessage.inspect(this, {
      _id: "@effect/platform/HttpClientResponse",
      request: this.request.toJSON(),
      status: this.status
    })
  }

  /** The whole body. An interruption of the wait for it ends the exchange. */
  private get bytes(): Body<Uint8Array> {
    const { bytes } = this.exchange
    return bytes === undefined ? this.bytesToCome : Effect.succeed(bytes)
  }

  private get bytesToCome(): Body<Uint8Array> {
    return callback((resume) => {
      const { exchange } = this
      if (exchange.isInParts) return resume(Effect.fail(this.unreadable(new Error("the body was read before"))))
      exchange.readWhole(() => {
        const { bytes, failure } = exchange
        resume(bytes === undefined ? Effect.fail(this.unreadable(failure)) : Effect.succeed(bytes))
      })
      return Effect.sync(() => exchange.giveUp())
    })
  }

  private get nextPart(): Body<ReadonlyArray<Uint8Array>> {
    return callback((resume) => {
      const { exchange } = this
      exchange.readPart((part) => {
        const { failure } = exchange
        resume(
          part.length === 0 && failure !== undefined ? Effect.fail(this.unreadable(failure)) : Effect.succeed(part)
        )
      })
    })
  }

  private parsed<A>(text: Body<string>, parse: (text: string) => A): Body<A> {
    return Effect.flatMap(
      text,
      (found) => Effect.try({ try: () => parse(found), catch: (cause) => this.unreadable(cause) })
    )
  }

  private unreadable(cause: unknown): ResponseError {
    return new ResponseError({ request: this.request, response: this, reason: "Decode", cause })
  }
}
