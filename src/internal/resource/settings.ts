/**
 * The options of a resource server, checked once, and what every refusal has in common.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { required } from "../client/settings.js"
import type { ConfigError } from "../edge/config.js"
import * as Config from "../edge/config.js"
import type { DurationInput } from "../edge/time.js"
import { millisOf } from "../edge/time.js"
import { metadataUrl, sameResource } from "./resourceUrl.js"

/**
 * The options of `ResourceServer.layer`.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options {
  /**
   * The identifier of the API as a resource, an `https` URL (RFC 8707, RFC 9728), such as `"https://api.example.com"`. With
   * it, a token must be for this resource, and challenges tell where the metadata of the resource are.
   */
  readonly resource?: string | undefined
  /**
   * Whether a token must name the resource. With `"required"`, which is the default, one that names none is refused; with
   * `"optional"`, it is good for any resource. One that names others only is refused in any case.
   */
  readonly audience?: "required" | "optional" | undefined
  /**
   * The URL under which client applications see the server, without query, such as `"https://api.example.com"` or, if a
   * proxy takes a prefix away, `"https://example.com/api"`. DPoP proofs must be for it. Defaults to the origin of
   * `resource`; with neither of them, DPoP is not taken. The `Host` header does not count: another server that was sent a
   * proof could send it on to here, with its own name in that header.
   */
  readonly origin?: string | undefined
  /** DPoP (RFC 9449). A token that is bound to a key is taken with a proof in any case. */
  readonly dpop?: {
    /** Whether only DPoP is taken. Defaults to `false`. */
    readonly required?: boolean | undefined
    /** Whether proofs must have a nonce of Authlete's, which the response tells. Defaults to `false`. */
    readonly nonceRequired?: boolean | undefined
    /** The algorithms that challenges tell. Defaults to ES256, ES384, ES512, PS256, RS256 and EdDSA. */
    readonly algorithms?: ReadonlyArray<string> | undefined
  } | undefined
  /**
   * The certificate that the client application presented in the TLS handshake, in PEM, for tokens that are bound to one
   * (RFC 8705): {@link certificateFromConnection}, or {@link certificateFromHeader} behind a proxy that sets the header
   * itself. Defaults to none, so that such tokens are refused.
   */
  readonly certificate?: ((request: HttpServerRequest) => string | undefined) | undefined
  /** Whether only tokens that are bound to a certificate, or to a DPoP key, are taken. Defaults to `false`. */
  readonly senderConstrained?: boolean | undefined
  /**
   * Whether `access_token` is taken from the query (RFC 6750, section 2.3), and from a form (section 2.2). Defaults to the
   * `Authorization` header alone. With `form`, the guard reads bodies of that type, up to 512 KiB.
   */
  readonly alsoFrom?: {
    readonly query?: boolean | undefined
    readonly form?: boolean | undefined
  } | undefined
  /** What is protected, as a name for people, in challenges. */
  readonly realm?: string | undefined
  /** The URL of the metadata in challenges. Defaults to the well-known URL of `resource`; `false` leaves it out. */
  readonly resourceMetadata?: string | false | undefined
  /**
   * The `Retry-After` of a 503, when Authlete cannot be reached, or asks for a pause without saying how long. Defaults to 5
   * seconds.
   */
  readonly retryAfter?: DurationInput | undefined
}

export interface Settings {
  readonly isForUs: (resources: ReadonlyArray<string>) => boolean
  /** Without a slash at its end. */
  readonly origin: string | undefined
  readonly isDpopRequired: boolean
  /** Whether challenges without credentials offer DPoP. */
  readonly isDpopOffered: boolean
  readonly isNonceRequired: boolean
  readonly algorithms: string
  readonly certificate: ((request: HttpServerRequest) => string | undefined) | undefined
  readonly isSenderConstrained: boolean
  readonly isQueryTaken: boolean
  readonly isFormTaken: boolean
  readonly realm: string | undefined
  readonly resourceMetadata: string | undefined
  /** In seconds. */
  readonly retryAfter: number
}

const isOneLine = (text: unknown): boolean => typeof text === "string" && /^[\x20-\x7e]+$/.test(text)

const urlRule = {
  holds: (url: string) =>
    typeof url === "string" && /^https?:\/\/[\x21-\x7e]+$/i.test(url) && URL.canParse(url) && !/[?#@\\]/.test(url),
  expected: "an http or https URL without credentials, query and fragment"
}

const optionally = <A>(
  name: string,
  rule: { readonly holds: (value: A) => boolean; readonly expected: string },
  value: A | undefined
): Effect.Effect<A | undefined, ConfigError> =>
  value === undefined ? Effect.succeed(undefined) : required(name, rule, value)

const standardAlgorithms = ["ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA"]

const isAlgorithm = (name: unknown) => typeof name === "string" && /^[A-Za-z0-9-]+$/.test(name)

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

/** Checks the options. */
export const settingsOf = (options: Options): Effect.Effect<Settings, ConfigError> =>
  Effect.map(
    Config.collect({
      resource: optionally("resource", urlRule, options.resource),
      audience: required("audience", {
        holds: (audience: string) => audience === "required" || audience === "optional",
        expected: "\"required\" or \"optional\""
      }, options.audience ?? "required"),
      origin: optionally("origin", urlRule, options.origin),
      algorithms: required("dpop.algorithms", {
        holds: (names: ReadonlyArray<string>) => names.length > 0 && names.every(isAlgorithm),
        expected: "names of JWS algorithms"
      }, options.dpop?.algorithms ?? standardAlgorithms),
      realm: optionally("realm", { holds: isOneLine, expected: "one line of ASCII, not empty" }, options.realm),
      resourceMetadata: optionally("resourceMetadata", urlRule, options.resourceMetadata || undefined),
      retryAfter: required("retryAfter", {
        holds: (duration: DurationInput) => Number.isFinite(millisOf(duration) ?? Infinity),
        expected: "a finite duration"
      }, options.retryAfter ?? "5 seconds"),
      isDpopRequired: required("dpop.required", {
        holds: (isRequired: boolean) => !isRequired || (options.origin ?? options.resource) !== undefined,
        expected: "false, unless there is an origin or a resource that proofs can be for"
      }, options.dpop?.required ?? false)
    }),
    ({ algorithms, audience, isDpopRequired, origin, realm, resource, resourceMetadata, retryAfter }): Settings => ({
      isForUs: (resources) => {
        if (resource === undefined) return true
        return resources.length === 0
          ? audience === "optional"
          : resources.some((other) => sameResource(resource, other))
      },
      origin: origin === undefined
        ? resource === undefined ? undefined : new URL(resource).origin
        : withoutSlash(origin),
      isDpopRequired,
      isDpopOffered: options.dpop !== undefined,
      isNonceRequired: options.dpop?.nonceRequired ?? false,
      algorithms: algorithms.join(" "),
      certificate: options.certificate,
      isSenderConstrained: options.senderConstrained ?? false,
      isQueryTaken: options.alsoFrom?.query ?? false,
      isFormTaken: options.alsoFrom?.form ?? false,
      realm,
      resourceMetadata: options.resourceMetadata === false
        ? undefined
        : resourceMetadata ?? (resource === undefined ? undefined : metadataUrl(resource)),
      retryAfter: Math.ceil(Duration.toSeconds(retryAfter))
    })
  )
