/**
 * The certificate of a client application, from the connection or from a proxy.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"

const pem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`

/** What is used of a TLS socket of Node's. */
interface Connection {
  readonly getPeerCertificate?: () => { readonly raw?: Uint8Array }
}

/**
 * The certificate that the client application presented in the TLS handshake with this server. For Node, whose server must
 * ask for it (`requestCert`).
 *
 * @since 0.2.0
 * @category certificates
 */
export const certificateFromConnection = ({ source }: HttpServerRequest): string | undefined => {
  const { socket } = source as { readonly socket?: Connection | null }
  const raw = socket?.getPeerCertificate?.().raw
  return raw === undefined ? undefined : pem(btoa(String.fromCharCode(...raw)))
}

/** The certificate in the value of a header: as it is, percent-encoded, or as RFC 9440 has it (base64 between colons). */
const certificateIn = (value: string): string | undefined => {
  const text = value.trim()
  const [, base64] = /^:([A-Za-z0-9+/]+=*):$/.exec(text) ?? []
  if (base64 !== undefined) return pem(base64)
  try {
    // nginx leaves hyphens as they are, and PEM has no percent sign, so everything can be decoded.
    const decoded = decodeURIComponent(text)
    // Some proxies put the lines of a certificate into one.
    const [, body] = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(decoded) ?? []
    return body === undefined ? undefined : pem(body.replace(/\s+/g, ""))
  } catch {
    return undefined
  }
}

/**
 * The certificate in a header that a proxy sets, as RFC 9440 (`client-cert`), nginx (`$ssl_client_escaped_cert`) and Apache
 * write it. The proxy must take the header out of what comes in: a client application that can set it can claim any
 * certificate.
 *
 * @example
 * ```ts
 * import { ResourceServer } from "effect-authlete"
 *
 * const ResourceServerLive = ResourceServer.layer({
 *   resource: "https://api.example.com",
 *   certificate: ResourceServer.certificateFromHeader("client-cert")
 * })
 * ```
 *
 * @since 0.2.0
 * @category certificates
 */
export const certificateFromHeader = (name: string): (request: HttpServerRequest) => string | undefined => {
  const field = name.toLowerCase()
  return ({ headers }) => {
    const value = headers[field]
    return value === undefined ? undefined : certificateIn(value)
  }
}
