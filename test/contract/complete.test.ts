import * as Authlete from "effect-authlete"
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { placeOf } from "../../src/internal/operations/index.js"
import { additions, listFields, spellings } from "../../tools/contract/additions.js"
import { corrected, described, everyOperation, operations } from "../../tools/contract/contract.js"
import { corrections, operationCorrections } from "../../tools/contract/corrections.js"
import { documented } from "../../tools/contract/documented.js"

const names = everyOperation.map(({ name }) => name)
const places = new Set(everyOperation.map(placeOf))
const inFile = described.operations.map(({ place }) => place)

describe("the operations of Authlete's OpenAPI file", () => {
  it("are all there, or are others in another spelling", () => {
    const spelled = new Set(spellings.map(({ place }) => place))
    expect(inFile.filter((place) => !places.has(place) && !spelled.has(place))).toStrictEqual([])
  })

  it.each(spellings)("have in $place another spelling of $operation", ({ operation, place, why }) => {
    expect({ known: names.includes(operation), inFile: inFile.includes(place), taken: places.has(place) })
      .toStrictEqual({ known: true, inFile: true, taken: false })
    expect(why).toMatch(/^[A-Z].+\.$/)
  })

  it("and those that it lacks are all that there is", () => {
    const known = new Set([...inFile, ...additions.map(({ place }) => place)])
    expect(Array.from(places).filter((place) => !known.has(place))).toStrictEqual([])
  })
})

describe("the operations that Authlete's OpenAPI file lacks", () => {
  it.each(additions)("have $operation at its place", ({ operation, place }) => {
    const found = everyOperation.find(({ name }) => name === operation)
    expect(found === undefined ? undefined : placeOf(found)).toBe(place)
  })

  it.each(additions)("say why $operation is one", ({ place, why }) => {
    expect(inFile).not.toContain(place)
    expect(why).toMatch(/^[A-Z].+\.$/)
  })
})

describe("a correction of Authlete's OpenAPI file", () => {
  const text = JSON.stringify

  it.each(corrections)("of $schema is still one", (correction) => {
    const made = corrected(described.schemas, [correction])
    const changed = Object.keys(made).filter((name) => text(made[name]) !== text(described.schemas[name]))
    expect(changed.length).toBeGreaterThan(0)
    expect(correction.why).toMatch(/^[A-Z].+\.$/)
  })

  it.each(operationCorrections)("of $operation is about one that is there", ({ operation, why }) => {
    expect(names).toContain(operation)
    expect(why).toMatch(/^[A-Z].+\.$/)
  })

  it.each(Object.entries(listFields))("that makes a list of the body of %s is about one that is there", (name) => {
    expect(names).toContain(name)
  })
})

const pascalCase = (group: string) => `${group.slice(0, 1).toUpperCase()}${group.slice(1)}`

const groups = Array.from(new Set(names.map((name) => pascalCase(name.slice(0, name.indexOf("."))))))

const modules = Authlete as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>

describe("an operation of the registry", () => {
  it("has a name that no other has", () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toStrictEqual([])
  })

  it.each(everyOperation)("has a public function: $name", ({ name }) => {
    const [group = "", operation = ""] = name.split(".")
    expect(modules[pascalCase(group)]?.[operation]).toBeTypeOf("function")
  })

  it.each(operations)("has a documented request and response: $name", ({ name }) => {
    expect(documented.map((each) => each.name.replace(/,.*$/, ""))).toContain(name)
  })
})

describe("a module of operations", () => {
  const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly exports: Readonly<Record<string, unknown>>
  }

  it.each(groups)("can be imported by itself: %s", (group) => {
    expect(exports[`./${group}`]).toStrictEqual({ types: `./dist/${group}.d.ts`, default: `./dist/${group}.js` })
  })

  const types = new URL("../../types/", import.meta.url)
  const tested = readdirSync(types).filter((name) => name.endsWith(".tst.ts"))
    .map((name) => readFileSync(new URL(name, types), "utf8")).join("\n")

  it.each(groups)("has tests of its types: %s", (group) => {
    expect(tested).toMatch(new RegExp(`\\b${group}\\.[a-z]\\w+`))
  })
})
