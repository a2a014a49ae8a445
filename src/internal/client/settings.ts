/**
 * What a client is set up with, checked while it is made: a mistake is found before the first call, and its message
 * names the option, never the value.
 */
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { isPathSegment } from "../schema/fields.js"
import { isHeaderValue } from "./headerField.js"

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
  readonly timeout?: Duration.DurationInput | undefined
  readonly maxResponseBytes?: number | undefined
}

export interface Settings {
  readonly serviceId: string
  /** An Effect is asked for each attempt, so that tokens can rotate. */
  readonly accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** For one attempt, the body of the answer included. */
  readonly timeout: Duration.Duration
  readonly maxResponseBytes: number
}

/** What a value has to be, and how to say so. */
interface Rule<A> {
  readonly holds: (value: A) => boolean
  readonly expected: string
}

/** What URL parsers take in their stride, and what would end up somewhere else in the URL of a call. */
const oddInUrl = /[?#@\\\s]/

const isUrl = (text: unknown): boolean =>
  typeof text === "string" && /^https?:\/\//i.test(text) && !oddInUrl.test(text) && URL.canParse(text) &&
  !/\/api\/*$/.test(text)

/** The names and addresses by which a machine calls itself. Nobody else hears what goes there. */
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

export const rules = {
  serviceId: {
    holds: (id) => isPathSegment(id) && id.trim() === id,
    expected: "the id of a service"
  } satisfies Rule<string>,
  accessToken: {
    // An Effect that rotates tokens may come from JavaScript, and give anything.
    holds: (token) => {
      const text = textOf(token)
      return text !== undefined && text.trim() !== "" && isHeaderValue(text)
    },
    expected: "an access token: one line of text, not blank"
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
    holds: (timeout) => Option.exists(Duration.decodeUnknown(timeout), Duration.greaterThan(Duration.zero)),
    expected: "a duration above zero"
  } satisfies Rule<Duration.DurationInput>,
  maxResponseBytes: {
    holds: (bytes) => bytes > 0,
    expected: "a number of bytes above zero"
  } satisfies Rule<number>
}

export const baseUrlRule = (allowPlainHttp = false): Rule<string> =>
  allowPlainHttp ? rules.baseUrl : rules.secureBaseUrl

/** The value of an option, or of an environment variable, if it keeps the rule. */
export const required = <A>(
  name: string,
  { expected, holds }: Rule<A>,
  value: A
): Effect.Effect<A, ConfigError.ConfigError> =>
  holds(value) ? Effect.succeed(value) : Effect.fail(ConfigError.InvalidData([name], `${name} must be ${expected}`))

export const checked = (options: Options): Effect.Effect<Settings, ConfigError.ConfigError> =>
  Effect.all({
    serviceId: required("serviceId", rules.serviceId, options.serviceId),
    accessToken: Effect.isEffect(options.accessToken)
      ? Effect.succeed(options.accessToken)
      : required("accessToken", rules.accessToken, options.accessToken),
    baseUrl: Effect.map(
      required("baseUrl", baseUrlRule(options.allowPlainHttp), options.baseUrl ?? knownServers.us),
      (url) => url.replace(/\/+$/, "")
    ),
    timeout: Effect.map(
      required("timeout", rules.timeout, options.timeout ?? Duration.seconds(10)),
      (timeout) => Duration.decode(timeout)
    ),
    maxResponseBytes: required("maxResponseBytes", rules.maxResponseBytes, options.maxResponseBytes ?? 8 * 1024 * 1024)
  })
