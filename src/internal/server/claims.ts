/**
 * Collects the values of claims that a client application may have.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { AskedFor } from "./pending.js"
import type { Claims, ResourceOwnersService } from "./services.js"

/** Which claims are wanted, as Authlete's responses say it. */
export interface Wanted {
  readonly subject: string
  readonly names: ReadonlyArray<string>
  readonly locales?: ReadonlyArray<string> | undefined
  readonly requestedClaimsForTx?: ReadonlyArray<string> | undefined
  readonly requestedVerifiedClaimsForTx?: ReadonlyArray<ReadonlyArray<string>> | undefined
}

/** The values, as Authlete's requests take them. */
export interface Collected {
  readonly claims?: string
  readonly claimsForTx?: string
  readonly verifiedClaimsForTx?: ReadonlyArray<string>
}

const valueOf = (claims: Claims, name: string): unknown => Object.hasOwn(claims, name) ? claims[name] : undefined

/** The names that a claim may be had by: as it was asked for, or else in the languages that are preferred. */
const spellings = (name: string, locales: ReadonlyArray<string>): ReadonlyArray<string> =>
  name.includes("#") ? [name] : [...locales.map((locale) => `${name}#${locale}`), name]

const isGiven = (value: unknown) => value !== undefined && value !== null

/** The values of what was asked for, and no more. `sub` is Authlete's to give. */
const select = (claims: Claims, names: ReadonlyArray<string>, locales: ReadonlyArray<string>): string | undefined => {
  const selected = new Map<string, unknown>()
  for (const name of names) {
    const spelling = spellings(name, locales).find((each) => isGiven(valueOf(claims, each)))
    if (spelling !== undefined && spelling !== "sub") selected.set(spelling, valueOf(claims, spelling))
  }
  return selected.size === 0 ? undefined : JSON.stringify(Object.fromEntries(selected))
}

const nothing: Collected = {}

/** The values of claims; none if there is no such resource owner. */
export const collect = <E, R>(
  owners: ResourceOwnersService<E, R>,
  wanted: Wanted
): Effect.Effect<Option.Option<Collected>, E, R> => {
  const { locales = [], names, requestedClaimsForTx = [], requestedVerifiedClaimsForTx = [], subject } = wanted
  const all = [...new Set([...names, ...requestedClaimsForTx, ...requestedVerifiedClaimsForTx.flat()])]
  return Effect.map(
    owners.claims({ subject, names: all, locales }),
    Option.map((claims) => {
      const forToken = select(claims, names, locales)
      const forTx = select(claims, requestedClaimsForTx, locales)
      return {
        ...nothing,
        ...(forToken !== undefined && { claims: forToken }),
        ...(forTx !== undefined && { claimsForTx: forTx }),
        ...(requestedVerifiedClaimsForTx.length > 0 && {
          verifiedClaimsForTx: requestedVerifiedClaimsForTx.map((each) => select(claims, each, locales) ?? "{}")
        })
      }
    })
  )
}

/**
 * The claims that go with a decision on an authorization request: of those that it asks for, those that the resource owner
 * lets be known. None if there is no such resource owner.
 */
export const collectFor = <E, R>(
  owners: ResourceOwnersService<E, R>,
  { claims: names = [], claimsLocales, requestedClaimsForTx, requestedVerifiedClaimsForTx }: AskedFor,
  subject: string,
  consented: ReadonlyArray<string> = names
): Effect.Effect<Collected, E, R> =>
  Effect.map(
    collect(owners, {
      subject,
      names: names.filter((name) => consented.includes(name)),
      locales: claimsLocales,
      requestedClaimsForTx,
      requestedVerifiedClaimsForTx
    }),
    Option.getOrElse(() => nothing)
  )

/** The names of the claims in the text of a JSON object, which a `claims` parameter of OpenID Connect has. */
export const namesIn = (text: string | undefined): ReadonlyArray<string> => {
  if (text === undefined) return []
  try {
    const members: unknown = JSON.parse(text)
    return typeof members === "object" && members !== null && !Array.isArray(members) ? Object.keys(members) : []
  } catch {
    return []
  }
}
