/**
 * Says what a version of Authlete's OpenAPI file adds, drops or changes, compared with the one that was recorded last
 * (`shapes.json`), and fails if it does: `shapes.ts` records it, and the tests of the contract say what is to be done.
 * If nothing differs, holds every request of the client and every response of the emulator against the file: names, types,
 * required fields and enums. The requests are held against the file with its known defects corrected, which
 * `corrections.ts` lists; the responses against the file as it is.
 *
 *     npm run contract -- path/to/openapi.json
 */
import * as Effect from "effect/Effect"
import { calls } from "./calls.js"
import type { Contract, Shape } from "./contract.js"
import { checker, contractsOf, correctionsInWords, described } from "./contract.js"
import { differences } from "./differences.js"
import { describe, readOpenApi } from "./file.js"
import type { Exchange } from "./recorder.js"

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error("The path of the OpenAPI file is needed.")

type Check = (value: unknown) => ReadonlyArray<string>

const file = describe(readOpenApi(source))

const changes = differences(described, file)
if (changes.length > 0) {
  const versions = `Authlete's OpenAPI file, version ${file.version}, compared with version ${described.version}:`
  process.stderr.write(`${[versions, ...changes].join("\n")}\n`)
  process.exit(1)
}

const { contracts, schemas } = contractsOf(file)
const forRequests = checker(schemas)
const forResponses = forRequests

/** What failures come with where the file does not have their status. */
const anyFailure = forResponses.objections({ $ref: "#/schemas/result" })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a text of a form or a query means, by the type that is declared. */
const meaning = (name: string, text: string, { type }: Shape): unknown => {
  if (name === "scopes") return text === "" ? [] : text.split(" ")
  return type === "string" ? text : parsed(text)
}

const fieldsOf = (params: URLSearchParams, { properties = {} }: Shape, resolve: (shape: Shape) => Shape) =>
  Object.fromEntries(
    Array.from(params, ([name, text]) => [name, meaning(name, text, resolve(properties[name] ?? { type: "string" }))])
  )

interface Rules {
  readonly contract: Contract
  readonly path: RegExp
  readonly checkQuery: Check
  readonly checkBody: Check
  readonly checkSuccess: Check
  readonly checkFailure: ReadonlyMap<number, Check>
  readonly shape: Shape
}

const nothing: Check = (value) => value === "" ? [] : ["has to be empty"]

/** What the file says no more about than that there may be something. */
const anything: Check = () => []

const responseCheck = (shape: Shape | null): Check => shape === null ? anything : forResponses.objections(shape)

const rulesOf = (contract: Contract): Rules => {
  const [, path = ""] = contract.place.split(" ")
  const shape = forRequests.bodyShape(contract)
  return {
    contract,
    path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    checkQuery: forRequests.objections(contract.query),
    checkBody: shape === null ? nothing : forRequests.objections(shape),
    checkSuccess: contract.body === "none" ? nothing : responseCheck(contract.response),
    checkFailure: new Map(
      Object.entries(contract.failures).map(([status, failure]) => [Number(status), responseCheck(failure)])
    ),
    shape: shape ?? {}
  }
}

const variablesIn = ({ contract }: Rules) => Object.keys(contract.variables).length

/** A path without variables goes before one that a variable could make the same. */
const rules = contracts.map(rulesOf).sort((one, other) => variablesIn(one) - variablesIn(other))

const isForm = ({ contentType }: Exchange) => contentType.startsWith("application/x-www-form-urlencoded")

const rulesFor = (exchange: Exchange): Rules | undefined => {
  const candidates = rules.filter(({ contract, path }) =>
    contract.place.startsWith(`${exchange.method} `) && path.test(exchange.url.pathname)
  )
  return candidates.find(({ contract }) => contract.form === isForm(exchange)) ?? candidates[0]
}

const repeated = (params: URLSearchParams) => {
  const names = Array.from(params.keys())
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `/${name} is repeated`)
}

const bodyOf = (exchange: Exchange, { contract, shape }: Rules): unknown => {
  if (contract.request === null) return exchange.body
  return contract.form
    ? fieldsOf(new URLSearchParams(exchange.body), shape, forRequests.resolve)
    : parsed(exchange.body)
}

const requestProblems = (exchange: Exchange, rule: Rules): ReadonlyArray<string> => [
  ...rule.checkQuery(fieldsOf(exchange.url.searchParams, rule.contract.query, forRequests.resolve)),
  ...repeated(exchange.url.searchParams),
  ...rule.checkBody(bodyOf(exchange, rule)),
  ...(rule.contract.form ? repeated(new URLSearchParams(exchange.body)) : []),
  ...(rule.contract.form === isForm(exchange) ? [] : ["has the wrong content type"])
]

const isExpected = (contract: Contract | undefined, status: number) => contract?.success.includes(status) === true

/** These give back the record that they were sent, with whatever a caller put into it. */
const givesBack = new Set(["clients.create", "clients.update", "services.update"])

const isOfCaller = (problem: string) => /allowed values|additional properties/.test(problem)

const responseProblems = (
  { responseBody, responseType, status }: Exchange,
  rule: Rules | undefined
): ReadonlyArray<string> => {
  const succeeded = isExpected(rule?.contract, status)
  const isJson = !succeeded || rule?.contract.body === "json" && status !== 204
  const check = succeeded && status === 204
    ? nothing
    : succeeded
    ? rule?.checkSuccess ?? nothing
    : rule?.checkFailure.get(status) ?? anyFailure
  return [
    ...check(isJson ? parsed(responseBody) : responseBody).filter((problem) =>
      !(givesBack.has(rule?.contract.operation ?? "") && isOfCaller(problem))
    ),
    ...(!isJson || /^application\/json\b/.test(responseType) ? [] : ["is not called JSON"])
  ]
}

/** How often each text was noted. */
const tally = () => {
  const counts = new Map<string, number>()
  return {
    note: (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1),
    lines: () =>
      Array.from(counts, ([text, count]) => `${text} ${count}`).sort((one, other) => one.localeCompare(other))
  }
}

const problems = tally()
const undescribed = tally()
const perOperation = new Map(
  rules.map(({ contract }) => [contract.operation, { requests: 0, responses: 0, kinds: tally() }])
)

/** The status, and the action where there is one. */
const kindOf = ({ responseBody, status }: Exchange): string => {
  const action = /"action":"(\w+)"/.exec(responseBody)?.[1]
  return action === undefined ? String(status) : `${status} ${action}`
}

const exchanges = await Effect.runPromise(calls)

for (const exchange of exchanges) {
  const rule = rulesFor(exchange)
  const name = rule?.contract.operation ?? "no operation"
  const seen = perOperation.get(name)
  seen?.kinds.note(kindOf(exchange))
  if (exchange.byClient) {
    if (seen !== undefined) seen.requests++
    const found = rule === undefined ? ["is of no operation"] : requestProblems(exchange, rule)
    for (const problem of found) problems.note(`${name}, request: ${problem}:`)
  }
  if (seen !== undefined) seen.responses++
  for (const problem of responseProblems(exchange, rule)) {
    problems.note(`${name}, response ${exchange.status}: ${problem}:`)
  }
  if (!isExpected(rule?.contract, exchange.status) && rule?.checkFailure.has(exchange.status) !== true) {
    undescribed.note(`${name} ${exchange.status}`)
  }
}

/** The emulator says so of what it does not play. */
const notPlayed = Array.from(perOperation).filter(([, { kinds }]) =>
  kinds.lines().some((kind) => kind.startsWith("501"))
)
  .map(([name]) => name)

for (const [name, { kinds }] of perOperation) {
  const succeeded = kinds.lines().some((kind) => kind.startsWith("20"))
  if (!succeeded && !notPlayed.includes(name)) problems.note(`${name} never succeeded:`)
}

const say = (text: string) => process.stdout.write(`${text}\n`)

say(
  `Authlete's OpenAPI file, version ${file.version}, with ${correctionsInWords.length} corrections for requests\n`
)
for (const [name, { kinds, requests, responses }] of perOperation) {
  say(`${name}: ${requests} requests, ${responses} responses (${kinds.lines().join(", ")})`)
}
say(`\nnot described in the file, held against its schema of results: ${undescribed.lines().join(", ")}`)
if (notPlayed.length > 0) say(`not played by the emulator: ${notPlayed.join(", ")}`)
const requestsByClient = exchanges.filter(({ byClient }) => byClient).length
const violations = problems.lines()
if (violations.length === 0) {
  say(`\n${requestsByClient} requests and ${exchanges.length} responses of ${rules.length} operations fit`)
} else {
  process.stderr.write(`\n${violations.join("\n")}\n`)
  process.exitCode = 1
}
