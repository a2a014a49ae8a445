import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { operations } from "../../src/internal/operations/index.js"
import { document, path } from "../../tools/docs/operations.js"

const groups = Array.from(new Set(operations.map(({ name }) => name.slice(0, name.indexOf(".")))))

describe("the page of operations", () => {
  it("is what the registry says", () => {
    expect(readFileSync(path, "utf8")).toBe(document())
  })
})

describe("the README", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")

  it.each(groups)("links to the operations of %s", (group) => {
    expect(readme).toContain(`docs/operations.md#${group.toLowerCase()}`)
  })

  it.each(operations.filter(({ encoding }) => encoding.name !== "form"))("names $name", ({ name }) => {
    const [group = "", operation = ""] = name.split(".")
    const line = readme.split("\n").find((each) => each.includes(`docs/operations.md#${group.toLowerCase()})`)) ?? ""
    expect(line).toContain(`\`${operation}\``)
  })
})
