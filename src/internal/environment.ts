/**
 * The configuration that a client is set up with where nothing else is given. A variable that is blank counts as not
 * set: that is how `.env` files leave one out.
 */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { broken, knownServers, rules } from "./settings.js"

const given = (name: string): Config.Config<Option.Option<Redacted.Redacted>> =>
  Config.map(
    Config.option(Config.redacted(name)),
    Option.filter((text) => Redacted.value(text).trim() !== "")
  )

const missing = (name: string, message: string) => Either.left(ConfigError.MissingData([name], message))

export const serviceId: Config.Config<string> = Config.mapOrFail(
  given("AUTHLETE_SERVICE_ID"),
  Option.match({
    onNone: () => missing("AUTHLETE_SERVICE_ID", "AUTHLETE_SERVICE_ID must hold the id of a service"),
    onSome: (id) => {
      const text = Redacted.value(id).trim()
      return rules.serviceId.holds(text)
        ? Either.right(text)
        : Either.left(broken("AUTHLETE_SERVICE_ID", rules.serviceId))
    }
  })
)

export const baseUrl: Config.Config<string> = Config.mapOrFail(
  given("AUTHLETE_BASE_URL"),
  Option.match({
    onNone: () => Either.right(knownServers.us),
    onSome: (url) => {
      const text = Redacted.value(url).trim()
      return rules.baseUrl.holds(text) ? Either.right(text) : Either.left(broken("AUTHLETE_BASE_URL", rules.baseUrl))
    }
  })
)

/** Secrets that are mounted as files tend to end in a line break. */
const trimmed = (token: Redacted.Redacted) => Redacted.make(Redacted.value(token).trim())

/** Authlete's SDKs differ in the name of this one; the first that is set counts. */
const tokenVariables = ["AUTHLETE_BEARER", "AUTHLETE_AUTHLETE", "AUTHLETE_API_TOKEN"] as const

export const accessToken: Config.Config<Redacted.Redacted> = Config.mapOrFail(
  Config.all(tokenVariables.map((name) => Config.map(given(name), Option.map((token) => ({ name, token }))))),
  (candidates) =>
    Option.match(Option.firstSomeOf(candidates), {
      onNone: () =>
        missing(
          "AUTHLETE_BEARER",
          "AUTHLETE_BEARER (or AUTHLETE_AUTHLETE, or AUTHLETE_API_TOKEN) must hold an access token of the service"
        ),
      onSome: ({ name, token }) =>
        rules.accessToken.holds(trimmed(token))
          ? Either.right(trimmed(token))
          : Either.left(broken(name, rules.accessToken))
    })
)
