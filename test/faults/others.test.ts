import { others } from "./cases/index.js"
import { suite } from "./suite.js"

suite(...others)
