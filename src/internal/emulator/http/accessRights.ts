/**
 * What an access token of the API allows.
 */

/**
 * A right that an access token of Authlete's API may carry. `USE_SERVICE` includes `USE_INTROSPECTION`, and `ADMIN`
 * includes all.
 *
 * @since 0.1.0
 * @category models
 */
export type AccessRight = "USE_INTROSPECTION" | "USE_SERVICE" | "ADMIN"

const including: Record<AccessRight, ReadonlyArray<AccessRight>> = {
  USE_INTROSPECTION: ["USE_INTROSPECTION", "USE_SERVICE", "ADMIN"],
  USE_SERVICE: ["USE_SERVICE", "ADMIN"],
  ADMIN: ["ADMIN"]
}

export const allows = (rights: ReadonlyArray<AccessRight>, needed: AccessRight): boolean =>
  rights.some((right) => including[needed].includes(right))
