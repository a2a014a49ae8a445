/**
 * Which route a method and a path lead to.
 */
import * as Either from "effect/Either"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import type { Route } from "./route.js"
import { routes } from "./routes.js"

/** Where a path leads to, whatever the method. */
export interface Located {
  readonly serviceId: string
  /** The path of the operations below the service, with the name of its variable in place of the value. */
  readonly path: string
  readonly byMethod: ReadonlyMap<string, Route>
  /** The variable of the path, decoded. */
  readonly variable: string
  readonly query: string
}

const variable = /\{\w+\}$/

/** The routes by their path, and those by their method. */
const byPath = (selected: ReadonlyArray<Route>): ReadonlyMap<string, ReadonlyMap<string, Route>> => {
  const groups = new Map<string, Map<string, Route>>()
  for (const route of selected) {
    groups.set(route.path, (groups.get(route.path) ?? new Map<string, Route>()).set(route.method, route))
  }
  return groups
}

const plain = byPath(routes.filter(({ path }) => !variable.test(path)))

const withVariable = Array.from(
  byPath(routes.filter(({ path }) => variable.test(path))),
  ([path, byMethod]) => ({ path, byMethod, prefix: path.replace(variable, "") })
)

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The variable goes to the end of the path: not every client encodes the slashes of a token. */
const find = (path: string): Pick<Located, "path" | "byMethod" | "variable"> | undefined => {
  const byMethod = plain.get(path)
  if (byMethod !== undefined) return { path, byMethod, variable: "" }
  const open = withVariable.find(({ prefix }) => path.startsWith(prefix) && path.length > prefix.length)
  return open && { path: open.path, byMethod: open.byMethod, variable: decode(path.slice(open.prefix.length)) }
}

export const locate = (url: string): Either.Either<Located, Refusal> => {
  const [path = "", query = ""] = url.split("?", 2)
  const [, serviceId, rest] = /^\/api\/([^/]+)(\/.*)$/.exec(path) ?? []
  const found = rest === undefined ? undefined : find(rest)
  return serviceId === undefined || found === undefined
    ? Either.left(refusal("NotFound", "A999201"))
    : Either.right({ ...found, serviceId: decode(serviceId), query })
}

export const routeFor = ({ byMethod }: Located, method: string): Either.Either<Route, Refusal> =>
  Either.fromNullable(byMethod.get(method), () => ({
    ...refusal("MethodNotAllowed", "A999202"),
    headers: { allow: Array.from(byMethod.keys()).join(", ") }
  }))
