/**
 * The timelines of all filters. A token is on those of the service and of its client, and if it has a subject, also on
 * those of the subject and of the subject at the client.
 */
import type { TokenRecord } from "../model/tokenRecord.js"
import type { Timeline } from "./timeline.js"

/** Selects the tokens of a client, of a subject, of a subject at a client, or all. */
export interface Filter {
  readonly clientId?: number | undefined
  readonly subject?: string | undefined
}

type Index = Map<string | number, Timeline>

export interface Timelines {
  /** A single timeline, under an empty key. */
  readonly ofService: Index
  readonly ofClient: Index
  readonly ofSubject: Index
  /** By client, then by subject. A key made of both would be one more string in memory for each subject. */
  readonly ofSubjectAtClient: Map<number, Index>
}

export const make = (): Timelines => ({
  ofService: new Map(),
  ofClient: new Map(),
  ofSubject: new Map(),
  ofSubjectAtClient: new Map()
})

/** Where a timeline is held, even if it does not exist yet. */
interface Place {
  readonly index: Index
  readonly key: string | number
}

const subjectsAt = ({ ofSubjectAtClient }: Timelines, clientId: number): Index => {
  const known = ofSubjectAtClient.get(clientId)
  if (known !== undefined) return known
  const index: Index = new Map()
  ofSubjectAtClient.set(clientId, index)
  return index
}

const placesOf = (timelines: Timelines, { clientId, subject }: TokenRecord): ReadonlyArray<Place> => {
  const ofAll = [{ index: timelines.ofService, key: "" }, { index: timelines.ofClient, key: clientId }]
  return subject === undefined
    ? ofAll
    : [...ofAll, { index: timelines.ofSubject, key: subject }, { index: subjectsAt(timelines, clientId), key: subject }]
}

/** Replaces each timeline of the token by what `next` makes of it, or removes it if that is `undefined`. */
export const change = (
  timelines: Timelines,
  record: TokenRecord,
  next: (timeline: Timeline | undefined) => Timeline | undefined
): void => {
  for (const { index, key } of placesOf(timelines, record)) {
    const before = index.get(key)
    const after = next(before)
    if (after === undefined) index.delete(key)
    else if (after !== before) index.set(key, after)
  }
  // A client without tokens leaves nothing behind.
  if (timelines.ofSubjectAtClient.get(record.clientId)?.size === 0) timelines.ofSubjectAtClient.delete(record.clientId)
}

export const find = (timelines: Timelines, { clientId, subject }: Filter): Timeline | undefined => {
  if (subject === undefined) {
    return clientId === undefined ? timelines.ofService.get("") : timelines.ofClient.get(clientId)
  }
  return clientId === undefined
    ? timelines.ofSubject.get(subject)
    : timelines.ofSubjectAtClient.get(clientId)?.get(subject)
}
