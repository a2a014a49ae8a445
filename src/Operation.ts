/**
 * An operation of Authlete's API as data. One interpreter (`interpreter.ts`) runs them all, and the emulator routes by
 * the same values, so that a path or a method is written once.
 */
import type * as Schema from "effect/Schema"
import type { Encoding } from "./internal/operations/encoding.js"
import * as Encodings from "./internal/operations/encoding.js"

/**
 * When a call may be sent again without doing harm.
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
 * One operation of Authlete's API.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation<Request, RequestEncoded, Response, ResponseEncoded> {
  /** The name in errors and spans, such as `"tokens.create"`. */
  readonly name: string
  readonly method: "DELETE" | "GET" | "POST"
  /** The path below `/api/{serviceId}`, such as `"/auth/token/create"`; at most one `{variable}`, as its last segment. */
  readonly path: string
  readonly encoding: Encoding
  readonly request: Schema.Schema<Request, RequestEncoded>
  readonly response: Schema.Schema<Response, ResponseEncoded>
  /** The status that Authlete answers with when all went well; a 204 has no body to decode. */
  readonly success: 200 | 204
  /**
   * Whether the answer's `action` reports on the call itself, so that every action but `OK` is a failure of the call.
   * Otherwise `action` tells the authorization server what to do next, and all actions are answers.
   */
  readonly reports: boolean
  /**
   * Of an operation that removes what it names: the result code for "there is none", whatever the status it comes with.
   * A repeated call that is answered so has succeeded, if the one before may have been carried out.
   */
  readonly notFoundCode?: string
  readonly resend: (request: RequestEncoded) => ResendClass
}

type Defaulted = "method" | "encoding" | "success" | "reports"

/**
 * Most operations post JSON, answer with 200 and leave it to the caller what to do with the `action`.
 */
export const make = <Request, RequestEncoded, Response, ResponseEncoded>(
  options:
    & Omit<Operation<Request, RequestEncoded, Response, ResponseEncoded>, Defaulted>
    & Partial<Pick<Operation<Request, RequestEncoded, Response, ResponseEncoded>, Defaulted>>
): Operation<Request, RequestEncoded, Response, ResponseEncoded> => ({
  method: "POST",
  encoding: Encodings.json,
  success: 200,
  reports: false,
  ...options
})

/**
 * The variant of an operation that posts a form: Authlete takes `properties` in JSON only, so a form has a request
 * schema of its own where the JSON request has that field.
 */
export const asForm = <
  Request,
  RequestEncoded,
  FormRequest,
  FormEncoded extends RequestEncoded,
  Response,
  ResponseEncoded
>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  request: Schema.Schema<FormRequest, FormEncoded>
): Operation<FormRequest, FormEncoded, Response, ResponseEncoded> => ({
  ...operation,
  name: `${operation.name}Form`,
  encoding: Encodings.form,
  request
})

/** The class of an operation that does not depend on the request. */
export const always = (resend: ResendClass) => (): ResendClass => resend
