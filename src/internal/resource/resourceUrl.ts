/**
 * Identifiers of resources (RFC 8707), and where their metadata are (RFC 9728, section 3.1).
 */

const wellKnown = "/.well-known/oauth-protected-resource"

/** A resource without a path has no slash either: `https://a` and `https://a/` are one. */
const pathOf = ({ pathname }: URL): string => pathname === "/" ? "" : pathname

/** The path of the metadata of a resource: the well-known one goes between the host and the path. */
export const metadataPath = (resource: string): `/${string}` => `${wellKnown}${pathOf(new URL(resource))}`

export const metadataUrl = (resource: string): string => new URL(resource).origin + metadataPath(resource)

const normal = (resource: string): string => URL.canParse(resource) ? new URL(resource).href : resource

/** Whether two identifiers are those of the same resource. */
export const sameResource = (one: string, other: string): boolean => one === other || normal(one) === normal(other)
