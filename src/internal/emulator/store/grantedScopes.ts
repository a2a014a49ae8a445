/**
 * The scopes that each subject granted to each client. They stay when the tokens are gone.
 */
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { EpochMillis, Int64, Strings } from "../../schema/fields.js"
import { stored } from "../model/lifetime.js"
import { byName } from "../model/tokenFields.js"

export interface GrantedScopes extends Schema.Schema.Type<typeof GrantedScopes> {}

export const GrantedScopes = Struct({
  clientId: Int64,
  subject: Schema.String,
  /** Those that were granted last, by name. */
  latest: Strings,
  /** All that were ever granted, by name. */
  merged: Strings,
  modifiedAt: EpochMillis
})

/** By client, then by subject. */
export type Store = Map<number, Map<string, GrantedScopes>>

export const put = (store: Store, granted: GrantedScopes): void => {
  const ofClient = store.get(granted.clientId)
  if (ofClient === undefined) store.set(granted.clientId, new Map([[granted.subject, granted]]))
  else ofClient.set(granted.subject, granted)
}

export const find = (store: Store, clientId: number, subject: string): GrantedScopes | undefined =>
  store.get(clientId)?.get(subject)

/** The list that is there already, if it says the same: most grants repeat what was granted before. */
const shared = (scopes: ReadonlyArray<string>, before: ReadonlyArray<string> | undefined): ReadonlyArray<string> =>
  before !== undefined && before.length === scopes.length && before.every((scope, index) => scope === scopes[index])
    ? before
    : scopes

export const grant = (
  store: Store,
  { clientId, scopes, subject }: {
    readonly clientId: number
    readonly subject: string
    readonly scopes: ReadonlyArray<string>
  },
  now: number
): void => {
  const before = find(store, clientId, subject)
  const latest = shared(byName(scopes), before?.latest)
  const merged = shared(byName([...(before?.merged ?? []), ...latest]), before?.merged)
  put(store, { clientId, subject, latest, merged: shared(merged, latest), modifiedAt: stored(now) })
}

/** Forgets what a subject granted to a client, and says whether there was anything. */
export const remove = (store: Store, clientId: number, subject: string): boolean => {
  const ofClient = store.get(clientId)
  const existed = ofClient?.delete(subject) ?? false
  if (ofClient?.size === 0) store.delete(clientId)
  return existed
}

export const all = (store: Store): ReadonlyArray<GrantedScopes> =>
  Array.from(store.values()).flatMap((ofClient) => Array.from(ofClient.values()))
