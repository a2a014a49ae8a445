/**
 * Rows as Markdown: a table for each section.
 */
import { table } from "../../tools/docs/markdown.js"
import type { Row } from "./row.js"

/** A figure that stands alone has none. */
const ratioOf = ({ peer, ratio }: Row) => (peer === "" ? "" : ratio.toFixed(2))

const judged = ({ holds, limit }: Row) => (limit === undefined ? "" : holds === true ? limit : `**${limit}**`)

const sectionTable = (section: string, rows: ReadonlyArray<Row>) =>
  `${section}:\n\n${
    table(
      ["", "effect-authlete", "peer", "", "ratio", "limit"],
      rows.map((row) => [row.what, row.ours, row.peer, row.theirs, ratioOf(row), judged(row)])
    )
  }`

export const tables = (rows: ReadonlyArray<Row>): string =>
  Array.from(new Set(rows.map(({ section }) => section)))
    .map((section) => sectionTable(section, rows.filter((row) => row.section === section)))
    .join("\n\n")
