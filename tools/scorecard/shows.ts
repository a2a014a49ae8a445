/**
 * What an application that prints an error tells the readers of its logs.
 */
import { Console } from "node:console"
import { Writable } from "node:stream"
import { inspect } from "node:util"
import { mark } from "../../test/support/planted.js"

const printed = (error: unknown): string => {
  const written: Array<string> = []
  const stream = new Writable({
    write: (bytes: Uint8Array, _, done) => {
      written.push(String(bytes))
      done()
    }
  })
  new Console(stream).error(error)
  return written.join("")
}

const ways: Readonly<Record<string, (error: unknown) => string | undefined>> = {
  "console.error": printed,
  "util.inspect": (error) => inspect(error),
  "JSON.stringify": (error) => JSON.stringify(error),
  String: (error) => String(error)
}

const showing = (way: (error: unknown) => string | undefined, error: unknown): boolean => {
  try {
    return way(error)?.includes(mark) === true
  } catch {
    return false
  }
}

/** The ways that show a secret of the call. */
export const shows = (error: unknown): ReadonlyArray<string> =>
  Object.entries(ways).filter(([, way]) => showing(way, error)).map(([name]) => name)
