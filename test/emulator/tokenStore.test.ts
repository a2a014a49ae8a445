import { describe, expect, it } from "@effect/vitest"
import { FastCheck } from "effect"
import * as TokenStore from "../../src/internal/emulator/store/tokenStore.js"

/** What the store is to do, done the slow way. */
type Model = ReadonlyArray<{ readonly value: string; readonly expiresAt: number; readonly clientId: number }>

type Step =
  | { readonly _tag: "Add"; readonly clientId: number; readonly expiresAt: number }
  | { readonly _tag: "Remove"; readonly which: number }
  | { readonly _tag: "Move"; readonly which: number; readonly expiresAt: number }
  | { readonly _tag: "Look"; readonly now: number }

const small = FastCheck.integer({ min: 0, max: 20 })
const which = FastCheck.nat({ max: 1_000 })
const clientId = FastCheck.integer({ min: 1, max: 2 })

const step: FastCheck.Arbitrary<Step> = FastCheck.oneof(
  { weight: 5, arbitrary: FastCheck.record({ _tag: FastCheck.constant("Add" as const), clientId, expiresAt: small }) },
  { weight: 2, arbitrary: FastCheck.record({ _tag: FastCheck.constant("Remove" as const), which }) },
  { weight: 2, arbitrary: FastCheck.record({ _tag: FastCheck.constant("Move" as const), which, expiresAt: small }) },
  { weight: 1, arbitrary: FastCheck.record({ _tag: FastCheck.constant("Look" as const), now: small }) }
)

/** Just less than a block, so that the steps make it more, or several, so that they remove at the seams. */
const size = FastCheck.constantFrom(245, 600)

const statuses = ["ALL", "VALID", "INVALID"] as const
const windows = [{ start: 0, end: 20 }, { start: 255, end: 258 }, { start: 3, end: 3 }]
const filters = [{}, { clientId: 1 }, { subject: "john" }, { clientId: 2, subject: "john" }]

const fits = (
  status: typeof statuses[number],
  now: number,
  filter: TokenStore.Filter
) =>
({ clientId, expiresAt }: Model[number]) =>
  (filter.clientId === undefined || filter.clientId === clientId) &&
  (status === "ALL" || (expiresAt <= now) === (status === "INVALID"))

const look = (store: TokenStore.TokenStore, model: Model, now: number) => {
  for (const filter of filters) {
    for (const status of statuses) {
      const expected = model.filter(fits(status, now, filter))
      for (const window of windows) {
        const { records, totalCount } = TokenStore.page(store, filter, status, window, now)
        expect(totalCount).toBe(expected.length)
        expect(records.map(({ access }) => access.value)).toEqual(
          expected.slice(window.start, window.end).map(({ value }) => value)
        )
      }
    }
  }
}

const add = (store: TokenStore.TokenStore, clientId: number, expiresAt: number) => {
  const value = `token ${store.nextSequence}`
  TokenStore.add(store, {
    access: { value, hash: `hash of ${value}`, expiresAt },
    clientId,
    subject: "john",
    grantType: "PASSWORD",
    scopes: [],
    properties: [],
    createdAt: 0,
    lastRefreshedAt: 0,
    clientIdAliasUsed: false
  })
  return { value, expiresAt, clientId }
}

const take = (store: TokenStore.TokenStore, step: Step, model: Model): Model => {
  if (step._tag === "Look") {
    look(store, model, step.now)
    return model
  }
  if (step._tag === "Add") return [...model, add(store, step.clientId, step.expiresAt)]
  const chosen = model[step.which % Math.max(1, model.length)]
  const record = chosen && TokenStore.find(store, "access", "byValue", chosen.value)
  if (chosen === undefined || record === undefined) return model
  if (step._tag === "Remove") {
    TokenStore.remove(store, record)
    return model.filter((token) => token !== chosen)
  }
  TokenStore.update(store, record, { access: { ...record.access, expiresAt: step.expiresAt } })
  return model.map((token) => token === chosen ? { ...token, expiresAt: step.expiresAt } : token)
}

describe("the token store", () => {
  it("pages and counts as if it looked at every token, whatever happened before", () => {
    FastCheck.assert(
      FastCheck.property(size, FastCheck.array(step, { maxLength: 60, size: "max" }), (length, steps) => {
        const store = TokenStore.make()
        let model: Model = Array.from({ length }, (_, index) => add(store, 1 + index % 2, index % 20))
        for (const next of steps) model = take(store, next, model)
        look(store, model, 10)
      }),
      { numRuns: 30 }
    )
  })

  it("forgets all about a token that is removed", () => {
    const store = TokenStore.make()
    const { value } = add(store, 1, 10)
    const record = TokenStore.find(store, "access", "byHash", `hash of ${value}`)
    if (record !== undefined) TokenStore.remove(store, record)
    const { ofClient, ofService, ofSubject, ofSubjectAtClient } = store.timelines
    const held = [store.access.byValue, store.access.byHash, ofService, ofClient, ofSubject, ofSubjectAtClient]
    expect(held.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it("does not let the queue of expiries grow with tokens that are gone", () => {
    const store = TokenStore.make()
    for (let count = 0; count < 5_000; count++) {
      const { value } = add(store, 1, 10)
      const record = TokenStore.find(store, "access", "byValue", value)
      if (record !== undefined) TokenStore.remove(store, record)
    }
    expect(store.expiries.length).toBeLessThan(1_100)
  })
})
