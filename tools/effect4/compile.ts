/**
 * Compiles a program of the line for Effect 4, and holds that nothing in it is of Effect 3: what is not in
 * `effect4/node_modules` is looked for in the folder above it, without a word.
 */
import { join, relative } from "node:path"
import { compile } from "../build/compile.js"
import { line, root } from "./generate.js"

/** Where files of the program may be: in the line itself, and in the compiler. */
const isOwn = (file: string) => !relative(line, file).startsWith("..") || file.includes("/node_modules/typescript/lib/")

export const compileOnEffect4 = (config: string): void => {
  const strange = compile(join(line, config)).filter((file) => !isOwn(file))
  if (strange.length > 0) {
    throw new Error(
      `These files are not of the line for Effect 4:\n${strange.map((file) => relative(root, file)).join("\n")}`
    )
  }
}
