/**
 * What is played, and what the scorecard and the processes that it starts tell each other.
 */
import type { Case } from "../faults/case.js"
import { calledBy } from "../faults/case.js"
import { themes } from "../faults/cases/index.js"

export interface Titled extends Case {
  readonly theme: string
}

/** The cases of the fault suite whose call the SDK has, too. */
export const played: ReadonlyArray<Titled> = themes.flatMap(({ cases, theme }) =>
  cases.filter((each) => calledBy(each).request !== undefined).map((each) => ({ ...each, theme }))
)

export const subjects = ["undici", "fetch", "sdk"] as const

/** Who is played: this library over undici or over fetch, or the SDK. */
export type SubjectName = typeof subjects[number]

/** The call of a case. */
export interface Order {
  /** The place of the case among all cases. */
  readonly index: number
  readonly operation: string
  readonly request: unknown
  /** How many calls come before it. */
  readonly before: number
  readonly url: string
}

/** How a call ended. */
export interface Settled {
  readonly success: boolean
  /** The name of the error, if it ended in one. */
  readonly name: string
  /** The ways of printing the error that show a secret of the call. */
  readonly shows: ReadonlyArray<string>
}

export type Message =
  | { readonly _tag: "ready" }
  /** The calls that a case makes beforehand are over. */
  | { readonly _tag: "begun" }
  | { readonly _tag: "settled"; readonly settled: Settled }
  /** What the call may have left behind has had its time. */
  | { readonly _tag: "done" }
