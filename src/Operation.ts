/**
 * Operations of Authlete's API as data: where a request goes, how it travels, what its response holds, and whether it
 * may be sent again. The client runs all of them the same way, and the emulator has its routes from the same values.
 *
 * The operations that this library knows are functions of modules such as `Tokens`. With `make` you can call one that
 * it does not know yet.
 *
 * @since 0.2.0
 */
import type { Codec } from "./internal/edge/schema.js"
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
 * The ways in which a request can travel: as JSON, as a form, as the query, or not at all. Fields that the path names
 * go into the path.
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
 * - `"read"`: it changes nothing, so it may.
 * - `"idempotent"`: done twice, it has the same effect as done once, so it may.
 * - `"once"`: done twice, it may do harm. It is sent again only if Authlete certainly did not do it.
 *
 * @since 0.1.0
 * @category models
 */
export type ResendClass = "read" | "idempotent" | "once"

/**
 * How Authlete says that what a request names does not exist: by the status, the `action`, or the result code. One of
 * them is enough.
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
 * One operation of Authlete's API. `make` makes it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation<Request, RequestEncoded, Response, ResponseEncoded> {
  /** The name in errors, spans and metrics, such as `"tokens.create"`. */
  readonly name: string
  readonly method: "DELETE" | "GET" | "POST" | "PUT"
  /** What the path is appended to: `"service"` is `/api/{serviceId}`, `"server"` is `/api`. */
  readonly base: "service" | "server"
  /**
   * The path, such as `"/client/update/{clientId}"`. The field that a variable names goes into the path. A request that
   * is no object goes there as a whole.
   */
  readonly path: string
  /** How the other fields travel. */
  readonly encoding: Encoding
  readonly request: Codec<Request, RequestEncoded>
  readonly response: Codec<Response, ResponseEncoded>
  /**
   * The statuses that Authlete documents for a success. Any 2xx is taken for one; if 204 is listed, a response without
   * a body is one too.
   */
  readonly success: ReadonlyArray<number>
  /**
   * What the body of a success holds: `"json"`, whose nulls count as absent fields; `"document"`, which is JSON taken
   * as it is; `"text"`; or `"none"`. The schema decodes `undefined` where there is no body, or none is expected.
   */
  readonly body: "json" | "document" | "text" | "none"
  /**
   * The actions that mean success, for an operation whose `action` reports on the call: any other action is then an
   * error. Empty for an operation whose `action` says what to do next: then each action is a result.
   */
  readonly reports: ReadonlyArray<string>
  /**
   * For an operation that removes what it names: how Authlete says that there is nothing to remove. That is an error,
   * but not when the call was repeated: then an attempt before may have removed it, and the call has succeeded.
   */
  readonly absence: Absence | undefined
  /** Whether the call may be sent again, which may depend on the encoded request. */
  readonly resend: (request: RequestEncoded) => ResendClass
}

type Defaulted = "method" | "base" | "encoding" | "success" | "body" | "reports" | "absence"

/**
 * Makes an operation. By default it is what most operations are: a `POST` of JSON to a service, with a response of
 * status 200 that holds JSON, each `action` of which is a result.
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
 * Makes the variant of an operation that posts a form, with `Form` after its name. It has a request schema of its own,
 * since Authlete takes some fields in JSON only.
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
  request: Codec<FormRequest, FormEncoded>
): Operation<FormRequest, FormEncoded, Response, ResponseEncoded> & { readonly name: `${Name}Form` } => ({
  ...operation,
  name: `${operation.name}Form` as const,
  encoding: Encodings.form,
  request
})

/**
 * The `resend` of an operation whose class does not depend on the request.
 *
 * @since 0.2.0
 * @category constructors
 */
export const always = (resend: ResendClass) => (): ResendClass => resend
