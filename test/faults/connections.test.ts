import { connections } from "./cases/index.js"
import { suite } from "./suite.js"

suite(...connections)
