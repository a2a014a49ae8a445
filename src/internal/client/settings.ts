/**
 * Checks the options of a client and turns them into settings. A mistake is found when the client is made, before the
 * first call. Its message names the option, but not the value, which may be a secret.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as RetryPolicy from "../../RetryPolicy.js"
import type { ConfigError } from "../edge/config.js"
import * as Config from "../edge/config.js"
import type { DurationInput } from "../edge/time.js"
import { millisOf, toDuration } from "../edge/time.js"
import { isPathSegment } from "../schema/fields.js"

export const knownServers = {
  us: "https://us.authlete.com",
  jp: "https://jp.authlete.com",
  eu: "https://eu.authlete.com",
  br: "https://br.authlete.com"
} as const

/** The options of `AuthleteClient.make`, without `transformClient`. */
interface Options {
  readonly serviceId: string
  readonly accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>
  readonly baseUrl?: string | undefined
  readonly allowPlainHttp?: boolean | undefined
  readonly timeout?: DurationInput | undefined
  readonly maxResponseBytes?: number | undefined
  readonly retryPolicy?: RetryPolicy.Input | undefined
}

export interface Settings {
  readonly serviceId: string
  /** An Effect is run for each attempt, so that tokens can rotate. */
  readonly accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** The time limit of one attempt, the body of the response included. */
  readonly timeout: Duration.Duration
  readonly maxResponseBytes: number
  /** The policy that was given as an option, if there was one. */
  readonly retryPolicy: RetryPolicy.Policy | undefined
}

/** A check of a value, and the words for what it has to be. */
export interface Rule<A> {
  readonly holds: (value: A) => boolean
  readonly expected: string
}

/** Whether this is a name of a header (RFC 9110, section 5.1). */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)

/**
 * Whether this is a value of a header: one line of Latin-1 characters (RFC 9110, section 5.5). With a line break, the
 * value could go on as another header. It is tested for being text, since callers may be written in JavaScript.
 */
export const isHeaderValue = (value: unknown): value is string =>
  typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

/** With some characters, a URL would lead to another place than it seems: parsers accept or drop them. */
const isUrl = (text: unknown): boolean =>
  typeof text === "string" && /^https?:\/\/[^?#@\\\s]*$/i.test(text) && URL.canParse(text) && !/\/api\/*$/.test(text)

/** This machine itself. What is sent there does not leave the machine. */
const loopback = /^(localhost|\[::1\]|127(\.\d+){3})$/

const isSecure = (url: string): boolean => {
  const { hostname, protocol } = new URL(url)
  return protocol === "https:" || loopback.test(hostname)
}

const isAccessToken = (text: unknown): boolean =>
  isHeaderValue(text) && text.trim() !== "" && !/^\s*Bearer\s/i.test(text)

export const rules = {
  serviceId: {
    holds: (id) => isPathSegment(id) && id.trim() === id,
    expected: "the id of a service"
  } satisfies Rule<string>,
  accessToken: {
    // Anything may come here: the Effect that gives the token may be written in JavaScript.
    holds: (token) => {
      try {
        return isAccessToken(Redacted.value(token))
      } catch {
        // It was wiped (`Redacted.unsafeWipe`), or is no Redacted.
        return false
      }
    },
    expected: "an access token: one line of text, not blank, without the word Bearer before it"
  } satisfies Rule<Redacted.Redacted>,
  timeout: {
    holds: (timeout) => (millisOf(timeout) ?? 0) > 0,
    expected: "a duration above zero"
  } satisfies Rule<DurationInput>,
  maxResponseBytes: {
    holds: (bytes) => bytes > 0,
    expected: "a number of bytes above zero"
  } satisfies Rule<number>
}

const bareUrl = "URL without credentials, query and fragment, and without /api at its end"

export const baseUrlRule = (allowPlainHttp = false): Rule<string> => ({
  holds: (url) => isUrl(url) && (allowPlainHttp || isSecure(url)),
  expected: allowPlainHttp
    ? `an http or https ${bareUrl}`
    : `an https ${bareUrl}; http only for this machine, or with the option allowPlainHttp`
})

const mustBe = (name: string, expected: string) => Effect.fail(Config.invalid(name, `${name} must be ${expected}`))

/** The value of an option or a variable, if it keeps the rule, or else an error with its name. */
export const required = <A>(name: string, { expected, holds }: Rule<A>, value: A): Effect.Effect<A, ConfigError> =>
  holds(value) ? Effect.succeed(value) : mustBe(name, expected)

/** Makes the settings, or fails with the first option that is wrong. */
export const settingsOf = (options: Options): Effect.Effect<Settings, ConfigError> =>
  Effect.gen(function*() {
    const { accessToken, allowPlainHttp, retryPolicy } = options
    const settings = {
      serviceId: yield* required("serviceId", rules.serviceId, options.serviceId),
      accessToken: Effect.isEffect(accessToken)
        ? accessToken
        : yield* required("accessToken", rules.accessToken, accessToken),
      baseUrl: yield* required("baseUrl", baseUrlRule(allowPlainHttp), options.baseUrl ?? knownServers.us),
      timeout: yield* required("timeout", rules.timeout, options.timeout ?? "10 seconds"),
      maxResponseBytes: yield* required(
        "maxResponseBytes",
        rules.maxResponseBytes,
        options.maxResponseBytes ?? 8 * 1024 * 1024
      ),
      retryPolicy: retryPolicy === undefined ? undefined : RetryPolicy.fromInput(retryPolicy)
    }
    const [issue] = settings.retryPolicy?.issues ?? []
    if (issue !== undefined) return yield* mustBe(["retryPolicy", ...issue.path].join("."), issue.expected)
    return {
      ...settings,
      baseUrl: settings.baseUrl.replace(/\/+$/, ""),
      timeout: toDuration(settings.timeout)
    }
  })
