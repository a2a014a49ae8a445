/**
 * What each whole number counts, by the name of its field: Authlete mixes seconds and milliseconds.
 */
import type { Unit } from "../../src/internal/schema/fields.js"

interface Rule {
  readonly names: RegExp
  readonly unit: Unit
}

/** The first that fits counts. */
const rules: ReadonlyArray<Rule> = [
  { names: /At$/, unit: "epoch milliseconds" },
  { names: /^authTime$/, unit: "epoch seconds" },
  { names: /(Duration|PollingInterval|MaxAge|ClockSkew|TimeWindow)$/, unit: "seconds" },
  { names: /^(clockSkew|duration|expiresIn|interval|maxAge|requestedExpiry)$/, unit: "seconds" },
  { names: /(Count|Length)$/, unit: "count" },
  { names: /^(batchSize|clientsPerDeveloper|count)$/, unit: "count" },
  { names: /^(clientId|clientIdentifier|apiKey|serviceApiKey)$/, unit: "id" }
]

/** Numbers of no unit: those that Authlete gives to its records, and the places of a page in a list. */
const plain = /^(number|serviceNumber|serviceOwnerNumber|start|end)$/

/** A page is asked for by numbers that a Java int can hold. */
const isPage = /^(start|end)$/

/** What a field of this name counts; `undefined` for a plain number. A name that no rule knows is an error. */
export const unitOf = (direction: string, name: string): Unit | undefined => {
  const rule = rules.find(({ names }) => names.test(name))
  if (rule !== undefined) return rule.unit
  if (direction === "request" && isPage.test(name)) return "index"
  if (plain.test(name)) return undefined
  throw new Error(`What does ${name} count? Nothing is said about it in tools/contract/units.ts.`)
}
