import { answers } from "./cases/index.js"
import { suite } from "./suite.js"

suite(...answers)
