/**
 * Never a duplicate side effect: whatever goes wrong, what is done once reaches the server at most once, unless the
 * server has certainly not done it.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import type { Case } from "../../tools/faults/case.js"
import { siteOf } from "../../tools/faults/case.js"
import { themes } from "../../tools/faults/cases/index.js"
import { plantedBearer } from "../../tools/faults/planted.js"
import { hastyClock } from "../support/clocks.js"
import { rows } from "../support/outcome.js"
import type { Transport } from "../support/transports.js"
import { clientOf, transports as all } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

const transports = all.filter(({ transport }) => transport !== "node:http")

/** The token is drawn by the server, so that two requests would make two tokens. */
const create = Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 })

const creating = (each: Case, transport: Transport) =>
  Effect.gen(function*() {
    const site = yield* siteOf(each)
    const limit = each.timeout ?? 5000
    const client = yield* Layer.build(clientOf(site, transport, {
      accessToken: Redacted.make(plantedBearer),
      ...each.options,
      timeout: limit,
      retryPolicy: RetryPolicy.standard
    }))
    const call = Effect.exit(Effect.provide(create, client))
    yield* Effect.replicateEffect(call, each.before ?? 0)
    const before = site.statuses.length
    yield* Effect.withClock(call, hastyClock(limit))
    return { statuses: site.statuses.slice(before), tokens: site.tokens === undefined ? 0 : yield* site.tokens }
  }).pipe(Effect.scoped)

/** The requests that were followed by another one, though the server may have done what they asked for. */
const risked = (statuses: ReadonlyArray<number | undefined>) => statuses.slice(0, -1).filter((status) => status !== 429)

describe.each(transports)("over $transport, a token is created at most once", { concurrent: true }, (transport) => {
  describe.each(rows(themes, ({ theme }) => theme))("%s", (_, { cases }) => {
    it.live.each(rows(cases, ({ what }) => what))("%s", ([, each]) =>
      Effect.gen(function*() {
        const { statuses, tokens } = yield* creating(each, transport)
        expect({ risked: risked(statuses), several: tokens > 1 }).toEqual({ risked: [], several: false })
      }))
  })
})

describe("the measure of these tests", () => {
  it("sees that a request followed one without a response", () => {
    expect(risked([undefined, 200])).toEqual([undefined])
  })

  it("sees that a request followed one that failed", () => {
    expect(risked([429, 503, 200])).toEqual([503])
  })

  it.live.each(transports)(
    "over $transport, it sees that what was throttled is sent again",
    (transport) =>
      Effect.gen(function*() {
        const throttled = themes.flatMap(({ cases }) => cases).find(({ what }) =>
          what.startsWith("status 429 with no hint")
        )
        const { statuses } = yield* creating(throttled ?? { what: "", ends: { succeeds: undefined } }, transport)
        expect(statuses).toEqual([429, 429, 429])
      })
  )
})
