/**
 * Which route a method and a path lead to.
 */
import * as Either from "effect/Either"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import type { Incoming, Route } from "./route.js"
import { routes } from "./route.js"

/** What there is at a path, whatever the method. */
interface Place {
  readonly base: Route["base"]
  readonly path: string
  readonly byMethod: ReadonlyMap<string, Route>
}

/** Where the path of a request leads to. */
export interface Located extends Place {
  /** The service that the path names; none for a path that stands beside the services. */
  readonly serviceId: string | undefined
  readonly variables: Incoming["variables"]
  readonly query: string
}

const keyOf = ({ base, path }: { readonly base: string; readonly path: string }) => `${base} ${path}`

const places = Array.from(new Set(routes.map(keyOf)), (key): Place => {
  const here = routes.filter((route) => keyOf(route) === key)
  const [{ base, path }] = here as [Route, ...ReadonlyArray<Route>]
  return { base, path, byMethod: new Map(here.map((route) => [route.method, route])) }
})

/** Places without a variable come first, so that `/hsk/get/list` is no handle with the name `list`. */
const fixed = new Map(places.filter(({ path }) => !path.includes("{")).map((place) => [keyOf(place), place]))

/**
 * A variable is one segment of the path. At the end of the path it is all the rest: not every client encodes the slashes
 * of a token.
 */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{(\w+)\}$/, "(?<$1>.+)").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`)

const variablesIn = ({ path }: Place): number => path.split("{").length - 1

/** Places with more variables come first: a variable at the end of a shorter path would take theirs for its rest. */
const open = places
  .filter((place) => variablesIn(place) > 0)
  .sort((one, other) => variablesIn(other) - variablesIn(one))
  .map((place) => ({ place, pattern: patternOf(place.path) }))

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const find = (
  base: Route["base"],
  path: string
): { readonly place: Place; readonly variables: Located["variables"] } | undefined => {
  const place = fixed.get(keyOf({ base, path }))
  if (place !== undefined) return { place, variables: {} }
  for (const { pattern, place } of open) {
    const match = place.base === base ? pattern.exec(path) : null
    if (match === null) continue
    const variables = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decode(value)])
    return { place, variables: Object.fromEntries(variables) }
  }
  return undefined
}

export const locate = (url: string): Either.Either<Located, Refusal> => {
  const [whole = "", query = ""] = url.split("?", 2)
  const [, path = ""] = /^\/api(\/.*)$/.exec(whole) ?? []
  const beside = find("server", path)
  if (beside !== undefined) {
    return Either.right({ ...beside.place, serviceId: undefined, variables: beside.variables, query })
  }
  const [, serviceId = "", rest = ""] = /^\/([^/]+)(\/.*)$/.exec(path) ?? []
  const found = find("service", rest)
  return found === undefined
    ? Either.left(refusal("NotFound", "A999201"))
    : Either.right({ ...found.place, serviceId: decode(serviceId), variables: found.variables, query })
}

export const routeFor = ({ byMethod }: Located, method: string): Either.Either<Route, Refusal> =>
  Either.fromNullable(byMethod.get(method), () => ({
    ...refusal("MethodNotAllowed", "A999202"),
    headers: { allow: Array.from(byMethod.keys()).join(", ") }
  }))
