/**
 * The operations of Authlete's API as data: where a request goes, how it travels, what its response holds, and whether it
 * may be sent again. One interpreter runs them all, and the emulator routes by the same values.
 *
 * The modules `Tokens`, `Introspection`, … hold the operations that this library knows. With `make` you can call one that
 * it does not know yet.
 *
 * @since 0.2.0
 */
import type * as Schema from "effect/Schema"
import type { Encoding } from "./internal/operations/encoding.js"
import * as Encodings from "./internal/operations/encoding.js"

export type {
  /**
   * @since 0.1.0
   * @category models
   */
  Encoding
} from "./internal/operations/encoding.js"

/**
 * How the fields of a request travel that the path does not name: as JSON, as a form, as the query, or not at all.
 *
 * @since 0.2.0
 * @category constants
 */
export const encodings: {
  readonly json: Encoding
  readonly form: Encoding
  readonly query: Encoding
  readonly none: Encoding
} = { json: Encodings.json, form: Encodings.form, query: Encodings.query, none: Encodings.none }

/**
 * Whether a call may be sent again after a failure.
 *
 * - `"read"`: it changes nothing
 * - `"idempotent"`: done twice, it leaves what it leaves when done once
 * - `"once"`: done twice, it may do harm; it is sent again only if it was certainly not applied
 *
 * @since 0.1.0
 * @category models
 */
export type ResendClass = "read" | "idempotent" | "once"

/**
 * How Authlete says that what a request names does not exist: by the status, by the `action`, or by the result code.
 *
 * @since 0.2.0
 * @category models
 */
export interface Absence {
  readonly status?: 404
  readonly action?: string
  readonly resultCode?: string
}

/**
 * One operation of Authlete's API.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation<Request, RequestEncoded, Response, ResponseEncoded> {
  /** The name in errors, spans and metrics, such as `"tokens.create"`. */
  readonly name: string
  readonly method: "DELETE" | "GET" | "POST" | "PUT"
  /** What the path stands below: `/api/{serviceId}`, or `/api`. */
  readonly base: "service" | "server"
  /**
   * The path below the base, such as `"/client/update/{clientId}"`. A variable takes the field of its name out of the
   * encoded request, or the whole request if that is no object.
   */
  readonly path: string
  /** How the fields travel that the path does not name. */
  readonly encoding: Encoding
  readonly request: Schema.Schema<Request, RequestEncoded>
  readonly response: Schema.Schema<Response, ResponseEncoded>
  /** The statuses that Authlete documents for a success. With 204 among them, a response without a body is one. */
  readonly success: ReadonlyArray<number>
  /**
   * What the body of a success holds: JSON, whose nulls count as absent fields; a JSON document, taken as it is; text; or
   * nothing. A blank body is decoded from `undefined`.
   */
  readonly body: "json" | "document" | "text" | "none"
  /**
   * The actions with which the response reports that the call succeeded; any other action is an error of the call. Empty
   * for an operation whose `action` tells the authorization server what to do next: then each action is a result.
   */
  readonly reports: ReadonlyArray<string>
  /**
   * For an operation that removes what it names: how Authlete says that there is none. A repeated call that gets this
   * response has succeeded if an attempt before it may have been carried out.
   */
  readonly absence: Absence | undefined
  readonly resend: (request: RequestEncoded) => ResendClass
}

type Defaulted = "method" | "base" | "encoding" | "success" | "body" | "reports" | "absence"

/**
 * Makes an operation. What is left out is as most operations have it: a `POST` of JSON below the service, whose response
 * has the status 200 and holds JSON, with an `action`, if any, that leaves it to the caller what to do next.
 *
 * @example
 * ```ts
 * import { Schema } from "effect"
 * import { AuthleteClient, Operation } from "effect-authlete"
 *
 * const info = Operation.make({
 *   name: "info",
 *   method: "GET",
 *   base: "server",
 *   path: "/info",
 *   encoding: Operation.encodings.none,
 *   request: Schema.Struct({}),
 *   response: Schema.Struct({ version: Schema.String }),
 *   resend: Operation.always("read")
 * })
 *
 * const version = AuthleteClient.execute(info, {})
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = <const Name extends string, Request, RequestEncoded, Response, ResponseEncoded>(
  options:
    & { readonly name: Name }
    & Omit<Operation<Request, RequestEncoded, Response, ResponseEncoded>, Defaulted | "name">
    & Partial<Pick<Operation<Request, RequestEncoded, Response, ResponseEncoded>, Defaulted>>
): Operation<Request, RequestEncoded, Response, ResponseEncoded> & { readonly name: Name } => ({
  method: "POST",
  base: "service",
  encoding: Encodings.json,
  success: [200],
  body: "json",
  reports: [],
  absence: undefined,
  ...options
})

/**
 * The variant of an operation that posts a form. Authlete takes some fields in JSON only, so the variant may have a
 * request schema of its own.
 *
 * @since 0.2.0
 * @category constructors
 */
export const asForm = <
  const Name extends string,
  Request,
  RequestEncoded,
  FormRequest,
  FormEncoded extends RequestEncoded,
  Response,
  ResponseEncoded
>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded> & { readonly name: Name },
  request: Schema.Schema<FormRequest, FormEncoded>
): Operation<FormRequest, FormEncoded, Response, ResponseEncoded> & { readonly name: `${Name}Form` } => ({
  ...operation,
  name: `${operation.name}Form` as const,
  encoding: Encodings.form,
  request
})

/**
 * The class of an operation that does not depend on the request.
 *
 * @since 0.2.0
 * @category constructors
 */
export const always = (resend: ResendClass) => (): ResendClass => resend
