import { resolve } from "node:path"
import { bundle } from "./bundle.js"

await bundle(resolve("dist/command/effect-authlete.js"))
