/**
 * The cases that are played: those of the fault suite whose call the SDK has, too.
 */
import type { Case } from "../../test/faults/case.js"
import { calledBy } from "../../test/faults/case.js"
import { themes } from "../../test/faults/cases/index.js"

export interface Titled extends Case {
  readonly theme: string
}

export const played: ReadonlyArray<Titled> = themes.flatMap(({ cases, theme }) =>
  cases.filter((each) => calledBy(each).request !== undefined).map((each) => ({ ...each, theme }))
)
