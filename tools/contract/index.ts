/**
 * Holds every request of the client and every answer of the emulator against Authlete's OpenAPI file: names, types,
 * required fields and enums. The requests are held against the file with its known defects corrected, which
 * `file.ts` lists; the answers against the file as it is.
 *
 *     npm run contract -- path/to/openapi.json
 */
import * as Effect from "effect/Effect"
import { calls } from "./calls.js"
import type { Shape } from "./contract.js"
import { checker } from "./contract.js"
import type { Entry } from "./file.js"
import { readContract } from "./file.js"
import type { Exchange } from "./recorder.js"

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error("The path of the OpenAPI file is needed.")

type Check = (value: unknown) => ReadonlyArray<string>

const contract = readContract(source)
const forRequests = checker(contract.schemas as Readonly<Record<string, Shape>>)
const forAnswers = checker(contract.uncorrected as Readonly<Record<string, Shape>>)

/** What failures come with where the file does not have their status. */
const anyFailure = forAnswers.objections({ $ref: "#/schemas/result" })

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
  readonly entry: Entry
  readonly path: RegExp
  readonly checkQuery: Check
  readonly checkBody: Check
  readonly checkSuccess: Check
  readonly checkFailure: ReadonlyMap<number, Check>
  readonly shape: Shape
  readonly query: Shape
}

const rulesOf = (entry: Entry): Rules => {
  const query = { type: "object", properties: entry.query as Readonly<Record<string, Shape>> }
  const shape = forRequests.requestShape({
    query: query.properties,
    request: entry.request as Shape | null,
    without: entry.without
  })
  const nothing: Check = (value) => value === "" ? [] : ["has to be empty"]
  return {
    entry,
    path: new RegExp(`^/api${entry.base === "service" ? "/[^/]+" : ""}${entry.path.replace(/\{\w+\}/, "[^/]+")}$`),
    checkQuery: forRequests.objections(query),
    checkBody: entry.request === null ? nothing : forRequests.objections(shape),
    checkSuccess: entry.response === null ? nothing : forAnswers.objections(entry.response as Shape),
    checkFailure: new Map(
      Object.entries(entry.failures).map(([status, failure]) => [
        Number(status),
        forAnswers.objections(failure as Shape)
      ])
    ),
    shape,
    query
  }
}

const rules = contract.entries.map(rulesOf)

const isForm = ({ contentType }: Exchange) => contentType.startsWith("application/x-www-form-urlencoded")

const rulesFor = (exchange: Exchange): Rules | undefined => {
  const candidates = rules.filter(({ entry, path }) =>
    entry.method === exchange.method && path.test(exchange.url.pathname)
  )
  return candidates.find(({ entry }) => entry.form === isForm(exchange)) ?? candidates[0]
}

const repeated = (params: URLSearchParams) => {
  const names = Array.from(params.keys())
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `/${name} is repeated`)
}

const bodyOf = (exchange: Exchange, { entry, shape }: Rules): unknown => {
  if (entry.request === null) return exchange.body
  return entry.form ? fieldsOf(new URLSearchParams(exchange.body), shape, forRequests.resolve) : parsed(exchange.body)
}

const requestProblems = (exchange: Exchange, rule: Rules): ReadonlyArray<string> => [
  ...rule.checkQuery(fieldsOf(exchange.url.searchParams, rule.query, forRequests.resolve)),
  ...repeated(exchange.url.searchParams),
  ...rule.checkBody(bodyOf(exchange, rule)),
  ...(rule.entry.form ? repeated(new URLSearchParams(exchange.body)) : []),
  ...(rule.entry.form === isForm(exchange) ? [] : ["has the wrong content type"])
]

const answerProblems = ({ answer, answerType, status }: Exchange, rule: Rules | undefined): ReadonlyArray<string> => {
  const isEmpty = rule?.entry.response === null && status === rule.entry.success
  const check = status === rule?.entry.success ? rule.checkSuccess : rule?.checkFailure.get(status) ?? anyFailure
  return [
    ...check(isEmpty ? answer : parsed(answer)),
    ...(isEmpty || /^application\/json\b/.test(answerType) ? [] : ["is not called JSON"])
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
  rules.map(({ entry }) => [entry.operation, { requests: 0, answers: 0, kinds: tally() }])
)

/** The status, and the action where there is one. */
const kindOf = ({ answer, status }: Exchange): string => {
  const action = /"action":"(\w+)"/.exec(answer)?.[1]
  return action === undefined ? String(status) : `${status} ${action}`
}

const exchanges = await Effect.runPromise(calls)

for (const exchange of exchanges) {
  const rule = rulesFor(exchange)
  const name = rule?.entry.operation ?? "no operation"
  const seen = perOperation.get(name)
  seen?.kinds.note(kindOf(exchange))
  if (exchange.byClient) {
    if (seen !== undefined) seen.requests++
    const found = rule === undefined ? ["is of no operation"] : requestProblems(exchange, rule)
    for (const problem of found) problems.note(`${name}, request: ${problem}:`)
  }
  if (seen !== undefined) seen.answers++
  for (const problem of answerProblems(exchange, rule)) problems.note(`${name}, answer ${exchange.status}: ${problem}:`)
  if (exchange.status !== rule?.entry.success && rule?.checkFailure.has(exchange.status) !== true) {
    undescribed.note(`${name} ${exchange.status}`)
  }
}

for (const [name, { kinds }] of perOperation) {
  if (!kinds.lines().some((kind) => kind.startsWith("20"))) problems.note(`${name} never succeeded:`)
}

const say = (text: string) => process.stdout.write(`${text}\n`)

say(
  `Authlete's OpenAPI file, version ${contract.version}, with ${contract.corrections.length} corrections for requests\n`
)
for (const [name, { answers, kinds, requests }] of perOperation) {
  say(`${name}: ${requests} requests, ${answers} answers (${kinds.lines().join(", ")})`)
}
say(`\nnot described in the file, held against its schema of results: ${undescribed.lines().join(", ")}\n`)
const requestsByClient = exchanges.filter(({ byClient }) => byClient).length
const violations = problems.lines()
if (violations.length === 0) {
  say(`${requestsByClient} requests and ${exchanges.length} answers of ${rules.length} operations fit`)
} else {
  process.stderr.write(`${violations.join("\n")}\n`)
  process.exitCode = 1
}
