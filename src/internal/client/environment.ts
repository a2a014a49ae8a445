/**
 * Reads the variables that a client is set up with. A blank one counts as not set: that is how `.env` files leave one
 * out.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { ConfigError } from "../edge/config.js"
import * as Config from "../edge/config.js"
import { baseUrlRule, knownServers, required, rules } from "./settings.js"

type Loaded<A> = Effect.Effect<A, ConfigError>

/** The text of a variable, trimmed: a value that is mounted as a file ends in a line break. */
const given = (name: string): Loaded<string | undefined> =>
  Effect.map(Config.variable(name), (text) => text?.trim() || undefined)

export const serviceId: Loaded<string> = Effect.flatMap(given("AUTHLETE_SERVICE_ID"), (id) =>
  id === undefined
    ? Effect.fail(Config.missing("AUTHLETE_SERVICE_ID", "AUTHLETE_SERVICE_ID must hold the id of a service"))
    : required("AUTHLETE_SERVICE_ID", rules.serviceId, id))

export const baseUrl = (allowPlainHttp: boolean | undefined): Loaded<string> =>
  Effect.flatMap(
    given("AUTHLETE_BASE_URL"),
    (url = knownServers.us) => required("AUTHLETE_BASE_URL", baseUrlRule(allowPlainHttp), url)
  )

/** Authlete's SDKs have different names for the access token. The first one that is set counts. */
const tokenVariables = ["AUTHLETE_BEARER", "AUTHLETE_AUTHLETE", "AUTHLETE_API_TOKEN"]

export const accessToken: Loaded<Redacted.Redacted> = Effect.gen(function*() {
  for (const name of tokenVariables) {
    const token = yield* given(name)
    if (token !== undefined) return yield* required(name, rules.accessToken, Redacted.make(token))
  }
  return yield* Effect.fail(Config.missing(
    "AUTHLETE_BEARER",
    "AUTHLETE_BEARER (or AUTHLETE_AUTHLETE, or AUTHLETE_API_TOKEN) must hold an access token of the service"
  ))
})
