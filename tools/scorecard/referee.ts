/**
 * Plays a case with a subject, and holds what happened against the criteria.
 */
import { Effect } from "effect"
import { calledBy, meaningOf, siteOf } from "../faults/case.js"
import { mark } from "../faults/planted.js"
import type { Recorded } from "../faults/rawServer.js"
import type { Played, Pool } from "./pool.js"
import type { Titled } from "./protocol.js"

/** What a subject can be good at. Where a case says nothing about it, it is not judged. */
export const criteria = ["survives", "settles", "means", "silent", "once", "stays"] as const
export type Criterion = typeof criteria[number]

export interface Judged extends Played {
  readonly each: Titled
  /** How often the request was sent. */
  readonly sent: number
  readonly verdicts: Readonly<Record<Criterion, boolean | undefined>>
}

/** The operations that do harm if they are done twice. */
const once = new Set(["tokens.create", "tokens.issue", "tokens.fail", "tokens.process"])

const holdsSecret = ({ body, headers, target }: Recorded) =>
  `${target} ${JSON.stringify(headers)} ${body}`.includes(mark)

interface Seen {
  readonly statuses: ReadonlyArray<number | undefined>
  readonly elsewhere: ReadonlyArray<Recorded> | undefined
}

const judge = (each: Titled, played: Played, { elsewhere, statuses }: Seen): Judged["verdicts"] => {
  const { settled, survived } = played
  const meaning = meaningOf(each)
  const printed = played.printed.includes(mark)
  return {
    survives: survived,
    settles: settled !== undefined,
    means: meaning === "either" ? undefined : survived && settled?.success === (meaning === "success"),
    silent: settled?.success === false || !survived ? !printed && (settled?.shows ?? []).length === 0 : undefined,
    // After a 429 nothing was done, so that it may be asked for again.
    once: once.has(calledBy(each).operation)
      ? statuses.slice(0, -1).every((status) => status === 429)
      : undefined,
    stays: elsewhere === undefined ? undefined : !elsewhere.some(holdsSecret)
  }
}

export const referee = (each: Titled, index: number, { play }: Pool): Promise<Judged> =>
  Effect.gen(function*() {
    const site = yield* siteOf(each)
    const { operation, request } = calledBy(each)
    let first = 0
    const played = yield* Effect.promise(() =>
      play({ index, operation, request, before: each.before ?? 0, url: site.url }, () => {
        first = site.statuses.length
      })
    )
    const statuses = site.statuses.slice(first)
    const elsewhere = each.theme === "redirects" ? site.elsewhere : undefined
    return { each, ...played, sent: statuses.length, verdicts: judge(each, played, { elsewhere, statuses }) }
  }).pipe(Effect.scoped, Effect.runPromise)
