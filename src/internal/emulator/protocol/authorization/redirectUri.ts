/**
 * `redirect_uri`: where the response goes. Until it is known to be the client's, nothing is sent there.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../../model/client.js"
import type { ServiceRecord } from "../../model/service.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, single } from "./objection.js"

export interface Redirect {
  readonly redirectUri: string
  readonly isGiven: boolean
}

const loopback = ["127.0.0.1", "[::1]", "localhost"]

/** RFC 8252, section 7.3: an application on the same machine listens on any port that is free. */
const withoutPort = (uri: string): string => {
  if (!URL.canParse(uri)) return uri
  const url = new URL(uri)
  if (url.protocol !== "http:" || !loopback.includes(url.hostname)) return uri
  url.port = ""
  return url.href
}

const isRegistered = (service: ServiceRecord, { redirectUris = [] }: ClientRecord, uri: string): boolean =>
  redirectUris.includes(uri) ||
  (service.loopbackRedirectionUriVariable === true && redirectUris.map(withoutPort).includes(withoutPort(uri)))

/** OpenID Connect Registration, section 2: an address of the web for the implicit flow, and one of the machine otherwise. */
const checkKind = (
  { applicationType }: ClientRecord,
  { hostname, protocol }: URL,
  isImplicit: boolean
): Checked<void> => {
  if (applicationType === "WEB" && isImplicit) {
    if (protocol === "http:") return invalidRequest("A011305")
    if (hostname === "localhost") return invalidRequest("A011306")
  }
  return applicationType === "NATIVE" && protocol === "http:" && !loopback.includes(hostname)
    ? invalidRequest("A011308")
    : Either.void
}

const isAbsolute = (uri: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)

const checkGiven = (
  service: ServiceRecord,
  client: ClientRecord,
  uri: string,
  isImplicit: boolean
): Checked<Redirect> => {
  if (!/^[\x21-\x7e]+$/.test(uri)) return invalidRequest("A011314")
  if (!isAbsolute(uri)) return invalidRequest("A011315")
  if (!URL.canParse(uri)) return invalidRequest("A011314")
  if (uri.includes("#")) return invalidRequest("A011316")
  if ((client.redirectUris ?? []).length === 0) return invalidRequest("A011309")
  if (!isRegistered(service, client, uri)) return invalidRequest("A011304")
  return Either.map(checkKind(client, new URL(uri), isImplicit), () => ({ redirectUri: uri, isGiven: true }))
}

/** A client with a single redirect URI need not give it, but in OpenID Connect it must. */
const checkMissing = ({ redirectUris = [] }: ClientRecord, isOpenId: boolean): Checked<Redirect> => {
  const [redirectUri, ...others] = redirectUris
  if (redirectUri === undefined) return invalidRequest("A011309")
  if (isOpenId) return invalidRequest("A011303")
  return others.length > 0 ? invalidRequest("A011313") : Either.right({ redirectUri, isGiven: false })
}

export const checkRedirectUri = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters,
  { isImplicit, isOpenId }: { readonly isImplicit: boolean; readonly isOpenId: boolean }
): Checked<Redirect> =>
  Either.flatMap(
    single(form, "redirect_uri", "A999320"),
    (uri) => uri === undefined ? checkMissing(client, isOpenId) : checkGiven(service, client, uri, isImplicit)
  )
