/**
 * What the line for Effect 4 makes of some 30,000 values is what the line for Effect 3 makes of them.
 */
import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { textOf } from "../../tools/effect4/differential/results.js"
import type { Given } from "../../tools/effect4/differential/values.js"

const recorded = JSON.parse(readFileSync("recorded.json", "utf8")) as ReadonlyArray<
  { readonly given: Given; readonly text: string }
>

it("both lines have the same operations, some 30,000 values, and successes and failures on both sides", () => {
  const kinds = recorded.map(({ given, text }) =>
    `${given.side}: ${text.slice(2, 7) === "value" ? "value" : "failure"}`
  )
  const counts = Object.fromEntries(
    Array.from(new Set(kinds)).sort().map((kind) => [kind, kinds.filter((each) => each === kind).length > 1000])
  )
  expect(recorded.length).toBeGreaterThan(29_000)
  expect(counts).toEqual({
    "request: failure": true,
    "request: value": true,
    "response: failure": true,
    "response: value": true
  })
})

const actionOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "action" in value ? value.action : undefined

/**
 * The only difference: for the action `["OK"]`, Effect 3 expects `"OK"`, since a list of one text is that text when it is
 * looked up; Effect 4 expects any of the actions.
 */
const isKnown = ({ value }: Given) => Array.isArray(actionOf(value))

it("both lines make the same of every value", () => {
  const differences = recorded.flatMap(({ given, text }) => {
    const here = textOf(given)
    return here === text || isKnown(given) ? [] : [{ given, effect3: text, effect4: here }]
  })
  expect(differences.slice(0, 20)).toEqual([])
})
