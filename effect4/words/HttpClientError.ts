import * as Errors from "effect/http/HttpClientError"
import type { HttpClientRequest } from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"

export * from "effect/http/HttpClientError"

interface Told {
  readonly request: HttpClientRequest
  readonly cause?: unknown
  readonly description?: string
}

const requestReasons = {
  Encode: Errors.EncodeError,
  InvalidUrl: Errors.InvalidUrlError,
  Transport: Errors.TransportError
} as const

const responseReasons = {
  Decode: Errors.DecodeError,
  EmptyBody: Errors.EmptyBodyError,
  StatusCode: Errors.StatusCodeError
} as const

/** An error before there is a response, by its reason. */
export class RequestError extends Errors.HttpClientError {
  constructor({ reason, ...told }: Told & { readonly reason: keyof typeof requestReasons }) {
    super({ reason: new requestReasons[reason](told) })
  }
}

/** An error of a response, by its reason. */
export class ResponseError extends Errors.HttpClientError {
  constructor(
    { reason, ...told }: Told & { readonly response: HttpClientResponse; readonly reason: keyof typeof responseReasons }
  ) {
    super({ reason: new responseReasons[reason](told) })
  }
}
