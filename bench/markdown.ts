/**
 * Rows as Markdown: a table for each section.
 */
import type { Row } from "./row.js"

const line = (cells: ReadonlyArray<string>) => `|${cells.map((cell) => cell === "" ? " " : ` ${cell} `).join("|")}|`

/** A figure that stands alone has none. */
const ratioOf = ({ peer, ratio }: Row) => (peer === "" ? "" : ratio.toFixed(2))

const judged = ({ holds, limit }: Row) => (limit === undefined ? "" : holds === true ? limit : `**${limit}**`)

const sectionTable = (section: string, rows: ReadonlyArray<Row>) =>
  [
    `${section}:`,
    "",
    line(["", "effect-authlete", "peer", "", "ratio", "limit"]),
    "|---|---|---|---|---|---|",
    ...rows.map((row) => line([row.what, row.ours, row.peer, row.theirs, ratioOf(row), judged(row)]))
  ].join("\n")

export const tables = (rows: ReadonlyArray<Row>): string =>
  Array.from(new Set(rows.map(({ section }) => section)))
    .map((section) => sectionTable(section, rows.filter((row) => row.section === section)))
    .join("\n\n")
