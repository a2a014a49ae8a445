/** A fourth of the cases: vitest gives each file a worker of its own, so that most of what they wait for is waited for at once. */
import { responses } from "../../tools/faults/cases/index.js"
import { suite } from "./suite.js"

suite(...responses)
