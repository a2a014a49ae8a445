/**
 * An `HttpClient` without a network, for tests that hold time still.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Clock, Effect, Layer } from "effect"

export interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** On the clock of the test, in milliseconds. */
  readonly at: number
}

/** A response, or the code of the system error that there is none for, or silence. */
export type StubReply =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly code: string }
  | "silence"

export interface Stub {
  readonly sent: ReadonlyArray<Sent>
  readonly layer: Layer.Layer<HttpClient.HttpClient>
}

const respond = (request: HttpClientRequest.HttpClientRequest, reply: StubReply) => {
  if (reply === "silence") return Effect.never
  if ("code" in reply) {
    const cause = Object.assign(new Error("no connection"), { code: reply.code })
    return Effect.fail(new HttpClientError.RequestError({ request, reason: "Transport", cause }))
  }
  const body = reply.status === 204 ? "" : JSON.stringify(reply.body ?? {})
  const headers = { "content-length": `${Buffer.byteLength(body)}`, ...reply.headers }
  const response = new Response(body === "" ? null : body, { status: reply.status, headers })
  return Effect.succeed(HttpClientResponse.fromWeb(request, response))
}

export const stubWith = (reply: (url: URL, index: number) => StubReply): Stub => {
  const sent: Array<Sent> = []
  const client = HttpClient.make((request, url) =>
    Effect.flatMap(Clock.currentTimeMillis, (at) => {
      const index = sent.push({ method: request.method, url, headers: request.headers, at }) - 1
      return respond(request, reply(url, index))
    })
  )
  return { sent, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

/** One reply after the other; the last one stays. */
export const stub = (...replies: readonly [StubReply, ...ReadonlyArray<StubReply>]): Stub =>
  stubWith((_, index) => replies[Math.min(index, replies.length - 1)] ?? replies[0])
