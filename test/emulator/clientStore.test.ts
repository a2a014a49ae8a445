import { describe, expect, it } from "@effect/vitest"
import { FastCheck } from "effect"
import type { ClientRecord } from "../../src/internal/emulator/model/client.js"
import * as ClientStore from "../../src/internal/emulator/store/clientStore.js"

const client = FastCheck.record({
  clientId: FastCheck.integer({ min: 1, max: 6 }),
  number: FastCheck.constant(1),
  clientIdAlias: FastCheck.constantFrom("a", "b", "1", undefined),
  developer: FastCheck.constantFrom("ann", "bob", undefined)
})

const step = FastCheck.oneof(
  FastCheck.record({ kind: FastCheck.constantFrom("put", "replace"), client }),
  FastCheck.record({ kind: FastCheck.constant("remove"), client })
)

/** All clients in their order, which every call goes over. */
const next = (
  before: ReadonlyArray<ClientRecord>,
  { client, kind }: { readonly kind: string; readonly client: ClientRecord }
): ReadonlyArray<ClientRecord> => {
  const others = before.filter(({ clientId }) => clientId !== client.clientId)
  switch (kind) {
    case "put":
      return [...others, client]
    case "replace":
      return before.map((one) => one.clientId === client.clientId ? client : one)
    default:
      return others
  }
}

describe("the client store", () => {
  it("finds and pages as if it looked at every client, whatever happened before", () =>
    FastCheck.assert(FastCheck.property(FastCheck.array(step, { maxLength: 40 }), (steps) => {
      const store = ClientStore.make()
      let model: ReadonlyArray<ClientRecord> = []
      for (const { client, kind } of steps) {
        model = next(model, { client, kind })
        if (kind === "put") ClientStore.put(store, client)
        else if (kind === "replace") ClientStore.replace(store, client)
        else ClientStore.remove(store, client.clientId)
        expect(ClientStore.everyone(store)).toEqual(model)
        for (const alias of ["a", "b", "1", "3"]) {
          const byAlias = model.filter(({ clientIdAlias }) => clientIdAlias === alias).at(-1)
          const byId = model.find(({ clientId }) => String(clientId) === alias)
          expect(ClientStore.find(store, alias)).toBe(byAlias ?? byId)
        }
        for (const developer of ["ann", "bob", undefined]) {
          const all = model.filter((one) => developer === undefined || one.developer === developer)
          expect(ClientStore.page(store, developer, { start: 1, end: 3 })).toEqual({
            totalCount: all.length,
            clients: all.slice(1, 3)
          })
        }
      }
    })))
})
