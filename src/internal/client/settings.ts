/**
 * What a client is set up with, checked while it is made: a mistake is found before the first call, and its message
 * names the option, never the value.
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

/** The options that have nothing to do with other services. */
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
  /** An Effect is asked for each attempt, so that tokens can rotate. */
  readonly accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** For one attempt, the body of the response included. */
  readonly timeout: Duration.Duration
  readonly maxResponseBytes: number
  /** The policy that the client was given as an option, if it was given one. */
  readonly retryPolicy: RetryPolicy.Policy | undefined
}

/** What a value has to be, and how to say so. */
interface Rule<A> {
  readonly holds: (value: A) => boolean
  readonly expected: string
}

/** A name of a header is a token (RFC 9110, section 5.1). */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)

/**
 * A value of a header is one line of visible Latin-1 characters, spaces and tabs (RFC 9110, section 5.5): a line break
 * would let it end the header. JavaScript may pass what is no text at all.
 */
export const isHeaderValue = (value: unknown): boolean =>
  typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

/** Characters that parsers of URLs accept or drop, and that would send a call to another place. */
const oddInUrl = /[?#@\\\s]/

const isUrl = (text: unknown): boolean =>
  typeof text === "string" && /^https?:\/\//i.test(text) && !oddInUrl.test(text) && URL.canParse(text) &&
  !/\/api\/*$/.test(text)

/** The names and addresses by which a machine calls itself. What goes there does not leave the machine. */
const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname)

const isSecure = (url: string): boolean => {
  const { hostname, protocol } = new URL(url)
  return protocol === "https:" || isLoopback(hostname)
}

/** The text of a Redacted value, unless it was wiped or never was text. */
const textOf = (redacted: Redacted.Redacted): string | undefined => {
  try {
    const text: unknown = Redacted.isRedacted(redacted) ? Redacted.value(redacted) : undefined
    return typeof text === "string" ? text : undefined
  } catch {
    return undefined
  }
}

const isAccessToken = (text: string): boolean =>
  text.trim() !== "" && isHeaderValue(text) && !/^\s*Bearer\s/i.test(text)

export const rules = {
  serviceId: {
    holds: (id) => isPathSegment(id) && id.trim() === id,
    expected: "the id of a service"
  } satisfies Rule<string>,
  accessToken: {
    // An Effect that rotates tokens may come from JavaScript, and give anything.
    holds: (token) => {
      const text = textOf(token)
      return text !== undefined && isAccessToken(text)
    },
    expected: "an access token: one line of text, not blank, without the word Bearer before it"
  } satisfies Rule<Redacted.Redacted>,
  baseUrl: {
    holds: isUrl,
    expected: "an http or https URL without credentials, query and fragment, and without /api at its end"
  } satisfies Rule<string>,
  secureBaseUrl: {
    holds: (url) => isUrl(url) && isSecure(url),
    expected: "an https URL without credentials, query and fragment, and without /api at its end; " +
      "http only for this machine, or with the option allowPlainHttp"
  } satisfies Rule<string>,
  timeout: {
    holds: (timeout) => (millisOf(timeout) ?? 0) > 0,
    expected: "a duration above zero"
  } satisfies Rule<DurationInput>,
  maxResponseBytes: {
    holds: (bytes) => bytes > 0,
    expected: "a number of bytes above zero"
  } satisfies Rule<number>
}

export const baseUrlRule = (allowPlainHttp = false): Rule<string> =>
  allowPlainHttp ? rules.baseUrl : rules.secureBaseUrl

/** The value of an option, or of an environment variable, if it keeps the rule. */
export const required = <A>(name: string, { expected, holds }: Rule<A>, value: A): Effect.Effect<A, ConfigError> =>
  holds(value) ? Effect.succeed(value) : Effect.fail(Config.invalid(name, `${name} must be ${expected}`))

const requiredPolicy = (
  input: RetryPolicy.Input | undefined
): Effect.Effect<RetryPolicy.Policy | undefined, ConfigError> => {
  if (input === undefined) return Effect.succeed(undefined)
  const policy = RetryPolicy.fromInput(input)
  const [issue] = policy.issues
  return issue === undefined
    ? Effect.succeed(policy)
    : Effect.fail(
      Config.invalid("retryPolicy", `${["retryPolicy", ...issue.path].join(".")} must be ${issue.expected}`)
    )
}

/** The settings that options stand for, or all that is wrong with the options. */
export const settingsOf = (options: Options): Effect.Effect<Settings, ConfigError> =>
  Effect.all({
    serviceId: required("serviceId", rules.serviceId, options.serviceId),
    accessToken: Effect.isEffect(options.accessToken)
      ? Effect.succeed(options.accessToken)
      : required("accessToken", rules.accessToken, options.accessToken),
    baseUrl: Effect.map(
      required("baseUrl", baseUrlRule(options.allowPlainHttp), options.baseUrl ?? knownServers.us),
      (url) => url.replace(/\/+$/, "")
    ),
    timeout: Effect.map(required("timeout", rules.timeout, options.timeout ?? "10 seconds"), toDuration),
    maxResponseBytes: required("maxResponseBytes", rules.maxResponseBytes, options.maxResponseBytes ?? 8 * 1024 * 1024),
    retryPolicy: requiredPolicy(options.retryPolicy)
  })
