/**
 * How most of the documented calls are written down.
 */
import type { Documented } from "../documented.js"

const contentTypeOf = (body: string) => /^[[{]/.test(body) ? "application/json" : "application/x-www-form-urlencoded"

/** A POST, of JSON or of a form, that gets JSON. */
export const post = (
  name: string,
  call: Documented["call"],
  path: string,
  body: string,
  response: Readonly<Record<string, unknown>>,
  secrets: ReadonlyArray<string> = []
): Documented => ({ name, call, method: "POST", path, contentType: contentTypeOf(body), body, response, secrets })

/** A GET or a DELETE, which has no body. */
export const bodiless = (
  name: string,
  call: Documented["call"],
  method: "DELETE" | "GET",
  path: string,
  response: Documented["response"]
): Documented => ({ name, call, method, path, body: "", response, secrets: [] })
