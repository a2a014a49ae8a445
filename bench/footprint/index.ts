/**
 * What the package weighs for those who use it: bytes in their bundle, milliseconds before their program runs, and time
 * of their compiler. It measures what was built, so `npm run build` comes first.
 *
 * `npx tsx bench/footprint/index.ts` prints the rows as tables.
 */
import { fileURLToPath } from "node:url"
import { tables } from "../support/report.js"
import type { Row } from "../support/report.js"
import { makeProject } from "./project.js"
import { size } from "./size.js"
import { start } from "./start.js"
import { types } from "./types.js"

export const footprint = async (): Promise<ReadonlyArray<Row>> => {
  const project = makeProject()
  try {
    return [...await size(project), ...await start(project), ...types(project)]
  } finally {
    project.remove()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(tables(await footprint()))
