/**
 * The configuration that a client is set up with where nothing else is given. A variable that is blank counts as not
 * set: that is how `.env` files leave one out.
 */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { baseUrlRule, broken, knownServers, rules } from "./settings.js"

/** What a variable holds, without the white space around it: values that are mounted as files end in a line break. */
const given = (name: string): Config.Config<Option.Option<string>> =>
  Config.redacted(name).pipe(
    Config.option,
    Config.map(Option.map((value) => Redacted.value(value).trim())),
    Config.map(Option.filter((text) => text !== ""))
  )

const missing = (name: string, message: string) => Either.left(ConfigError.MissingData([name], message))

const checked = <A>(
  name: string,
  rule: { readonly holds: (value: A) => boolean; readonly expected: string },
  value: A
): Either.Either<A, ConfigError.ConfigError> =>
  rule.holds(value) ? Either.right(value) : Either.left(broken(name, rule))

export const serviceId: Config.Config<string> = Config.mapOrFail(
  given("AUTHLETE_SERVICE_ID"),
  Option.match({
    onNone: () => missing("AUTHLETE_SERVICE_ID", "AUTHLETE_SERVICE_ID must hold the id of a service"),
    onSome: (id) => checked("AUTHLETE_SERVICE_ID", rules.serviceId, id)
  })
)

export const baseUrl = (allowPlainHttp: boolean | undefined): Config.Config<string> =>
  Config.mapOrFail(
    given("AUTHLETE_BASE_URL"),
    Option.match({
      onNone: () => Either.right(knownServers.us),
      onSome: (url) => checked("AUTHLETE_BASE_URL", baseUrlRule(allowPlainHttp), url)
    })
  )

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
      onSome: ({ name, token }) => checked(name, rules.accessToken, Redacted.make(token))
    })
)
