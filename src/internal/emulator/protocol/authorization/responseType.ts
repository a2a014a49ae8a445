/**
 * `response_type` and `response_mode`: what the client application gets from the authorization endpoint, and how.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import type { ServiceRecord } from "../../model/service.js"
import type { Redirection } from "../../store/authorizations.js"
import type { Parameters } from "../parameters.js"
import { required } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, object, single } from "./objection.js"

/** The names that Authlete has for the sets of response types. */
const names: Readonly<Record<string, string>> = {
  "": "NONE",
  code: "CODE",
  token: "TOKEN",
  id_token: "ID_TOKEN",
  "code token": "CODE_TOKEN",
  "code id_token": "CODE_ID_TOKEN",
  "id_token token": "ID_TOKEN_TOKEN",
  "code id_token token": "CODE_ID_TOKEN_TOKEN"
}

/** By name, and without the one that means that there are none. */
const setOf = (value: string): ReadonlyArray<string> =>
  value === "none" ? [] : Array.from(new Set(value.split(" ").filter((type) => type !== ""))).sort()

const codes = { missing: "A009301", empty: "A009302", repeated: "A009303" } as const

/** The response types by name; none for the value `none`. */
export const responseTypesOf = (form: Parameters): Checked<ReadonlyArray<string>> =>
  Either.mapLeft(required(form, "response_type", codes), (code) => ({ error: "invalid_request", code })).pipe(
    Either.flatMap((value) => {
      const types = setOf(value)
      return names[types.join(" ")] === undefined || (types.length === 0 && value !== "none")
        ? invalidRequest("A009304")
        : Either.right(types)
    })
  )

/** Whether the service and the client take part in it. By RFC 7591, a client that says nothing gets codes only. */
export const checkResponseTypes = (
  { supportedResponseTypes = [] }: ServiceRecord,
  { responseTypes = ["CODE"] }: ClientRecord,
  types: ReadonlyArray<string>
): Checked<void> => {
  const name = names[types.join(" ")] ?? ""
  if (!supportedResponseTypes.includes(name)) return object("unsupported_response_type", "A009305")
  return responseTypes.includes(name) ? Either.void : object("unauthorized_client", "A009306")
}

export type Mode = Pick<Redirection, "mode" | "isJwt">

/** OAuth 2.0 Multiple Response Type Encoding Practices, section 5: tokens are not to stand in a query. */
export const defaultMode = (types: ReadonlyArray<string>): Mode["mode"] =>
  types.includes("token") || types.includes("id_token") ? "fragment" : "query"

const modes = ["query", "fragment", "form_post"] as const

export const checkResponseMode = (
  client: ClientRecord,
  form: Parameters,
  types: ReadonlyArray<string>
): Checked<Mode> =>
  Either.flatMap(single(form, "response_mode", "A012302"), (value): Checked<Mode> => {
    if (value === undefined) return Either.right({ mode: defaultMode(types), isJwt: false })
    const isJwt = value === "jwt" || value.endsWith(".jwt")
    const mode = value === "jwt" ? defaultMode(types) : modes.find((each) => each === value.replace(/\.jwt$/, ""))
    if (mode === undefined) return invalidRequest("A012303")
    if (mode === "query" && !isJwt && defaultMode(types) === "fragment") return invalidRequest("A012304")
    return isJwt && client.authorizationSignAlg === undefined
      ? invalidRequest("A012305")
      : Either.right({ mode, isJwt })
  })
