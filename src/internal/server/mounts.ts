/**
 * Where the endpoints are, by the metadata of the service.
 */
import type { JsonObject } from "../edge/schema.js"

/** An endpoint of the metadata, and how it is mounted. */
interface Member {
  readonly name: string
  /** Whether the path has the id of a client or a grant behind it. */
  readonly below?: boolean
}

export const members = {
  authorization: { name: "authorization_endpoint" },
  token: { name: "token_endpoint" },
  userInfo: { name: "userinfo_endpoint" },
  pushedAuthorization: { name: "pushed_authorization_request_endpoint" },
  introspection: { name: "introspection_endpoint" },
  revocation: { name: "revocation_endpoint" },
  jwks: { name: "jwks_uri" },
  registration: { name: "registration_endpoint", below: true },
  deviceAuthorization: { name: "device_authorization_endpoint" },
  backchannelAuthentication: { name: "backchannel_authentication_endpoint" },
  grantManagement: { name: "grant_management_endpoint", below: true }
} as const satisfies Readonly<Record<string, Member>>

export type EndpointName = keyof typeof members | "metadata"

/** A path, and the endpoint there. */
export interface Mount {
  readonly path: `/${string}`
  readonly endpoint: EndpointName
}

const pathIn = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined
  try {
    return new URL(value).pathname
  } catch {
    return undefined
  }
}

const trimmed = (path: string) => path.replace(/\/+$/, "")

/** A colon begins a variable of a route, unless there are two. */
const absolute = (path: string): `/${string}` => `/${path.replace(/^\/+/, "").replaceAll(":", "::")}`

/** OpenID Connect Discovery, section 4, puts the well-known name behind the issuer; RFC 8414, section 3.1, before its path. */
const wellKnown = (issuer: unknown): ReadonlyArray<Mount> => {
  const path = trimmed(pathIn(issuer) ?? "")
  return [
    { path: absolute(`${path}/.well-known/openid-configuration`), endpoint: "metadata" },
    { path: absolute(`/.well-known/oauth-authorization-server${path}`), endpoint: "metadata" }
  ]
}

/** The paths of a service. An endpoint that the metadata does not name has none. */
export const mountsOf = (metadata: JsonObject): ReadonlyArray<Mount> =>
  (Object.keys(members) as ReadonlyArray<keyof typeof members>).reduce<ReadonlyArray<Mount>>((mounts, endpoint) => {
    const member: Member = members[endpoint]
    const path = pathIn(metadata[member.name])
    if (path === undefined) return mounts
    const own: Mount = { path: absolute(path), endpoint }
    return member.below === true
      ? [...mounts, own, { path: `${absolute(trimmed(path))}/:id`, endpoint }]
      : [...mounts, own]
  }, wellKnown(metadata["issuer"]))
