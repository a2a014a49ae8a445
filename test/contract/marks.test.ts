import { describe, expect, it } from "vitest"
import type { AnyOperation } from "../../tools/contract/contract.js"
import { everyOperation } from "../../tools/contract/contract.js"
import { isSecretContent, secretBecause, secretContent } from "../../tools/contract/secrets.js"
import { unitOf } from "../../tools/contract/units.js"
import type { Leaf } from "./fields.js"
import { leavesOf } from "./fields.js"

const directions = ["request", "response"] as const

/** A request that is a bare value is what the path names. */
const named = ({ path }: AnyOperation, leaf: Leaf): Leaf =>
  leaf.path === "" ? { ...leaf, path: /\{(\w+)\}/.exec(path)?.[1] ?? "" } : leaf

const leaves = (operation: AnyOperation, direction: (typeof directions)[number]) =>
  leavesOf(operation[direction]).map((leaf) => direction === "request" ? named(operation, leaf) : leaf)

const nameOf = ({ path }: Leaf) => path.split(".").at(-1)?.replaceAll("[]", "") ?? ""

/** What is said about the JSON of an operation holds for its form. */
const withoutForm = ({ name }: AnyOperation) => name.replace(/Form$/, "")

const isContent = ({ path }: Leaf) => path === "responseContent"

const told = (leaf: Leaf) => leaf.action === undefined ? leaf.path : `${leaf.path} of ${leaf.action}`

const unique = (texts: ReadonlyArray<string>) => Array.from(new Set(texts)).sort()

describe.each(directions)("a %s", (direction) => {
  const isSecret = (operation: AnyOperation, leaf: Leaf): boolean =>
    isContent(leaf)
      ? isSecretContent(withoutForm(operation), leaf.action)
      : secretBecause(direction, withoutForm(operation), leaf.path) !== undefined

  it.each(everyOperation)("of $name has the mark of secrets on each, and on nothing else", (operation) => {
    const all = leaves(operation, direction)
    expect(unique(all.filter((leaf) => leaf.isSecret).map(told)))
      .toStrictEqual(unique(all.filter((leaf) => isSecret(operation, leaf)).map(told)))
  })

  it.each(everyOperation)("of $name says of each number what it counts", (operation) => {
    const integers = leaves(operation, direction).filter(({ isInteger }) => isInteger)
    expect(unique(integers.map((leaf) => `${leaf.path}: ${String(leaf.unit)}`)))
      .toStrictEqual(unique(integers.map((leaf) => `${leaf.path}: ${String(unitOf(direction, nameOf(leaf)))}`)))
  })
})

describe("the actions with a secret responseContent", () => {
  const listed = Object.entries(secretContent).flatMap(([name, actions]) => {
    const operation = everyOperation.find((candidate) => candidate.name === name)
    return operation === undefined || actions === "any" ? [] : [{ operation, actions, name }]
  })

  it.each(listed)("of $name are among those that it may have", ({ actions, operation }) => {
    const known = unique(leaves(operation, "response").flatMap(({ action }) => action ?? []))
    expect(known).toStrictEqual(expect.arrayContaining([...actions]))
  })
})
