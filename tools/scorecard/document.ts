/**
 * What the report of the scorecard says, out of what was judged.
 */
import { fill, table } from "../docs/report.js"
import { calledBy, meaningOf } from "../faults/case.js"
import { limit } from "./pool.js"
import type { SubjectName, Titled } from "./protocol.js"
import { subjects } from "./protocol.js"
import type { Criterion, Judged } from "./referee.js"
import { criteria } from "./referee.js"

export type Results = Readonly<Record<SubjectName, ReadonlyArray<Judged>>>

const seconds = limit / 1000

const titles: Readonly<Record<Criterion, string>> = {
  survives: "the process lives on",
  settles: `the call settles within ${seconds} s`,
  means: "it ends as the response means",
  silent: "printed errors tell no secret",
  once: "what is done once is sent once",
  stays: "secrets go nowhere else"
}

const heads: Readonly<Record<SubjectName, string>> = {
  undici: "this library, undici",
  fetch: "this library, fetch",
  sdk: "the SDK"
}

/** How many of the cases in which it can be told meet a criterion. */
const tally = (judged: ReadonlyArray<Judged>, criterion: Criterion): string => {
  const told = judged.map(({ verdicts }) => verdicts[criterion]).filter((verdict) => verdict !== undefined)
  return `${told.filter(Boolean).length} of ${told.length}`
}

const isGood = ({ verdicts }: Judged): boolean => criteria.every((criterion) => verdicts[criterion] !== false)

const summary = (results: Results) =>
  table(["", ...subjects.map((subject) => heads[subject])], [
    ...criteria.map((criterion) => [
      titles[criterion],
      ...subjects.map((subject) => tally(results[subject], criterion))
    ]),
    [
      "**all of these**",
      ...subjects.map((subject) => `**${results[subject].filter(isGood).length} of ${results[subject].length}**`)
    ]
  ])

const ending = ({ settled, survived }: Judged): string => {
  const how = settled === undefined ? "" : settled.success ? "success" : settled.name
  if (!survived) return how === "" ? "process ended" : `${how}, process ended`
  return settled === undefined ? "no end" : how
}

const cell = (judged: Judged): string =>
  [
    `${isGood(judged) ? "✓" : "✗"} ${ending(judged)}`,
    ...(judged.verdicts.silent === false ? ["tells secrets"] : []),
    ...(judged.verdicts.once === false ? [`sent ${judged.sent} times`] : []),
    ...(judged.verdicts.stays === false ? ["secrets sent elsewhere"] : [])
  ].join(", ")

const meanings = { success: "success", failure: "error", either: "either" }

const details = (results: Results, cases: ReadonlyArray<Titled>) =>
  themesOf(cases).map((theme) => {
    const rows = cases.flatMap((each, index) =>
      each.theme === theme
        ? [[
          each.what,
          calledBy(each).operation,
          meanings[meaningOf(each)],
          ...subjects.map((subject) => {
            const judged = results[subject][index]
            return judged === undefined ? "" : cell(judged)
          })
        ]]
        : []
    )
    return `### ${theme[0]?.toUpperCase()}${theme.slice(1)}\n\n${
      table(["case", "operation", "means", ...subjects.map((subject) => heads[subject])], rows)
    }`
  }).join("\n\n")

const themesOf = (cases: ReadonlyArray<Titled>) => Array.from(new Set(cases.map(({ theme }) => theme)))

const byTheme = (results: Results, cases: ReadonlyArray<Titled>) =>
  table(
    ["", "cases", ...subjects.map((subject) => heads[subject])],
    themesOf(cases).map((theme) => {
      const judged = (subject: SubjectName) => results[subject].filter(({ each }) => each.theme === theme)
      return [
        theme,
        `${cases.filter((each) => each.theme === theme).length}`,
        ...subjects.map((subject) => `${judged(subject).filter(isGood).length}`)
      ]
    })
  )

/** The cases that a subject does not meet, by name. */
const unmet = (judged: ReadonlyArray<Judged>): string =>
  judged.filter((each) => !isGood(each)).map(({ each }) => `"${each.what}"`).join(", ")

const count = (judged: ReadonlyArray<Judged>, holds: (each: Judged) => boolean) => judged.filter(holds).length

const hangs = ({ settled, survived }: Judged) => survived && settled === undefined

const introduction =
  `What becomes of a call when the network, a proxy or Authlete itself misbehaves: the cases of the fault suite
  (\`tools/faults/cases\`), played on this library and on Authlete's SDK.
  [Servers that misbehave](../reliability.md) says what that means for you.`

const rules =
  `Each case is a call to a server on 127.0.0.1 that responds with exactly the bytes that the case says, breaks the
  connection off, or says nothing. All three get the same server and make the same call, in a process of their own,
  with the settings that they have by themselves: this library limits an attempt to 10 seconds and makes up to 3
  where that can do no harm; the SDK has no time limit and makes one attempt. Both can be set up otherwise. In cases
  about the size of bodies, this library gets its limit as an option; the SDK has none. What the SDK has no call
  for, such as a stream of a list, is left out.`

const meaning: Readonly<Record<Criterion, string>> = {
  survives: "no exception or rejection ends it that the caller could not have caught",
  settles: "three attempts of 10 seconds fit in",
  means:
    `success with a valid response, an error with anything else. Unknown fields, unknown values of enumerations and null
    for a field that may be absent are valid. A number that JavaScript does not have is not, for the nearest one is
    another. Where a client may do one or the other, the case says "either" and is not judged by this: a failure
    that the \`action\` of a response tells the caller, a redirect, a status of 2xx or a content type other than
    documented, an encoding that nobody asked for, a failure that is gone when the call is made again`,
  silent: `neither the access token of the service nor a secret of the request is in what \`console.error\`,
    \`util.inspect\`, \`JSON.stringify\` and \`String\` make of the error, nor in what the process prints`,
  once: `\`create\`, \`issue\`, \`fail\` and \`process\` reach the server no more than once, unless the requests
    before got 429`,
  stays: "a server that a redirect names gets neither the access token nor a secret of the request"
}

const remarks = ({ fetch, sdk, undici }: Results) => [
  `With the SDK, the process ended in ${count(sdk, ({ survived }) => !survived)} cases and the call did not settle in ${
    count(sdk, hangs)
  }. The process ends because an exception within a call, such as one that is thrown while the body of a response is read
  or parsed, also rejects a promise that no caller can reach; a handler of \`unhandledRejection\` keeps the process
  alive. Most secrets are told by the request that is part of its errors.`,
  `What this library does not meet: over undici ${unmet(undici) || "nothing"}; over fetch ${unmet(fetch) || "nothing"}.`
]

const legend =
  `✓ means that all criteria are met that the case says something about. Beside it stands how the call ended:
  "success", the name of the error, "no end" within ${seconds} seconds, or "process ended".`

export const partsOf = (results: Results, cases: ReadonlyArray<Titled>): ReadonlyArray<string> => [
  fill(introduction),
  "## What is played",
  fill(rules),
  "A case is judged by these criteria, as far as it says something about them:",
  criteria.map((criterion) => fill(`- **${titles[criterion]}**: ${meaning[criterion]}.`)).join("\n"),
  "## Result",
  summary(results),
  ...remarks(results).map(fill),
  "The cases that meet all criteria, by theme:",
  byTheme(results, cases),
  "## Case by case",
  fill(legend),
  details(results, cases)
]
