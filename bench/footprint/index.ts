/**
 * What the package weighs for those who use it: bytes in their bundle, milliseconds before their program runs, and time
 * of their compiler. It measures what was built, so `npm run build` comes first.
 *
 * `npx tsx bench/footprint/index.ts` prints the rows as a table.
 */
import { fileURLToPath } from "node:url"
import type { Row } from "../row.js"
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

const line = (cells: ReadonlyArray<string>) => `| ${cells.join(" | ")} |`

const verdict = ({ holds }: Row) => holds === undefined ? "" : holds ? "yes" : "no"

const table = (rows: ReadonlyArray<Row>): string =>
  [
    line(["", "", "with it", "compared with", "without", "ratio", "limit", "holds"]),
    line(["---", "---", "--:", "---", "--:", "--:", "---", "---"]),
    ...rows.map((row) =>
      line([
        row.section,
        row.what,
        row.ours,
        row.peer,
        row.theirs,
        row.ratio.toFixed(2),
        row.limit ?? "",
        verdict(row)
      ])
    )
  ].join("\n")

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(await footprint()))
