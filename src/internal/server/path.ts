import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"

/** The path of a request, without the query. Web servers give the whole URL. */
export const pathOf = ({ url }: HttpServerRequest): string => {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "")
  return path === "" ? "/" : path
}

/**
 * The last segment of a path, decoded; `undefined` if it cannot be, is blank, or has characters that no identifier has.
 */
export const lastSegment = (request: HttpServerRequest): string | undefined => {
  const encoded = pathOf(request).split("/").at(-1) ?? ""
  try {
    const segment = decodeURIComponent(encoded)
    return segment.trim() === "" || /[\0-\x1f\x7f/]/.test(segment) ? undefined : segment
  } catch {
    return undefined
  }
}
