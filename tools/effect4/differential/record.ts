/**
 * Writes down what the line for Effect 3 makes of some 30,000 values, for the test of the line for Effect 4.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { build } from "../generate.js"
import { textOf } from "./results.js"
import { values } from "./values.js"

export interface Recorded {
  readonly given: ReturnType<typeof values>[number]
  readonly text: string
}

const recorded = values(180).map((given): Recorded => ({ given, text: textOf(given) }))
mkdirSync(build, { recursive: true })
writeFileSync(join(build, "recorded.json"), JSON.stringify(recorded))
