/**
 * Secrets that can be found again in any text, since each of them holds one mark that nothing else holds.
 */
import type { Rendering } from "./renderings.js"

export const mark = "planted"

export const planted = (name: string): string => `${mark}-${name}`

/** The access token of the service. */
export const plantedBearer = planted("bearer")

/** Where a mark can be read, with what stands around it. */
export const leaks = (all: ReadonlyArray<Rendering>): ReadonlyArray<string> =>
  all.filter(({ text }) => text.includes(mark)).map(({ how, text }) => {
    const at = text.indexOf(mark)
    return `${how}: …${text.slice(Math.max(0, at - 40), at + 60)}…`
  })
