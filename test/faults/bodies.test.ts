import { bodies } from "./cases/index.js"
import { suite } from "./suite.js"

suite(...bodies)
