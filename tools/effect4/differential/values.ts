/**
 * Values for requests and responses of every operation: such as fit, made from the schemas, and for each of them many that
 * differ from it by one odd thing. They are JSON, with words for what JSON does not have, so that both lines get the same.
 */
import { Redacted } from "effect"
import { operations } from "../../contract/contract.js"
import { plantedRequest, plantedResponses } from "../../contract/planted.js"

export interface Given {
  readonly operation: string
  readonly side: "request" | "response"
  /** The status of the response; 0 for that of a success. */
  readonly status: number
  readonly value: unknown
}

/** Stands for `undefined` in JSON. */
export const nothing = "\u0000undefined"

/** Stands before the text of a `Redacted`. */
export const hidden = "\u0000redacted:"

/** The same value with what JSON does not have. */
export const revived = (value: unknown): unknown => {
  if (value === nothing) return undefined
  if (typeof value === "string" && value.startsWith(hidden)) return Redacted.make(value.slice(hidden.length))
  if (Array.isArray(value)) return value.map(revived)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner)]))
}

/** Numbers from 0 to 1 that are always the same (mulberry32). */
const numbersFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const odd: ReadonlyArray<unknown> = [
  null,
  nothing,
  true,
  false,
  0,
  -0.5,
  -1,
  1.5,
  2 ** 53,
  9007199254740991,
  "",
  " ",
  "0",
  "1",
  "OK",
  "BAD_REQUEST",
  "UNHEARD_OF",
  "two\nlines",
  "a\u0000b",
  "\ud800",
  "..",
  `${hidden}secret`,
  `${hidden}two\nlines`,
  [],
  [null],
  ["text"],
  [1, "1"],
  [{}],
  {},
  { unheard: 1 },
  { key: "a", value: "b" },
  { action: "OK" }
]

type Path = ReadonlyArray<string | number>

const pathsOf = (value: unknown, path: Path = []): ReadonlyArray<Path> =>
  typeof value !== "object" || value === null
    ? [path]
    : [
      path,
      ...(Array.isArray(value)
        ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
        : Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name])))
    ]

const changedAt = (value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (step === undefined) return change(value)
  const copy = structuredClone(value) as Record<string | number, unknown>
  copy[step] = changedAt(copy[step], rest, change)
  return copy
}

/** One odd thing in a value. */
const changed = (value: unknown, next: () => number): unknown => {
  const pick = <A>(all: ReadonlyArray<A>): A => all[Math.floor(next() * all.length)] as A
  const path = pick(pathsOf(value))
  const kind = next()
  return changedAt(value, path, (found) => {
    if (kind < 0.75 || typeof found !== "object" || found === null) return pick(odd)
    if (Array.isArray(found)) return [...found, pick(odd)]
    const names = Object.keys(found)
    return kind < 0.88 && names.length > 0
      ? Object.fromEntries(Object.entries(found).filter(([name]) => name !== pick(names)))
      : { ...found, [next() < 0.3 ? "__proto__x" : "unheardOf"]: pick(odd) }
  })
}

const statuses = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 204, 400, 401, 404, 429, 500, 503]

/** Some values that fit, and odd ones, up to so many for each side of an operation. */
export const values = (most: number): ReadonlyArray<Given> => {
  const next = numbersFrom(1)
  return operations.flatMap((operation) => {
    const secret = (path: string) => `the-secret-at-${path}`
    const request = plantedRequest(operation, { secret }).value
    const bases: ReadonlyArray<Omit<Given, "status">> = [
      { operation: operation.name, side: "request", value: request === undefined ? nothing : request },
      ...plantedResponses(operation, { secret }).map(({ value }) =>
        ({ operation: operation.name, side: "response", value: value === undefined ? nothing : value }) as const
      )
    ]
    return (["request", "response"] as const).flatMap((side) => {
      const ofSide = bases.filter((base) => base.side === side)
      return Array.from({ length: most }, (_, index): Given => {
        const base = ofSide[index % ofSide.length] as Given
        const times = index < ofSide.length ? 0 : 1 + Math.floor(next() * 2)
        const value = Array.from({ length: times }).reduce<unknown>((before) => changed(before, next), base.value)
        const status = side === "response" ? statuses[Math.floor(next() * statuses.length)] ?? 0 : 0
        return { ...base, value, status: index < ofSide.length ? 0 : status }
      })
    })
  })
}
