/**
 * Figures as rows of a report, in a table for each section.
 */
import { table } from "../../tools/docs/report.js"

/** A measurement against its peer in the same run, and the limit that the ratio of the two is to keep. */
export interface Row {
  /** The heading that the row stands under, such as `"Calls over undici"`. */
  readonly section: string
  readonly what: string
  /** The figure, with its unit. */
  readonly ours: string
  /** What it is compared with, by name. */
  readonly peer: string
  readonly theirs: string
  /** Ours to theirs, or the figure itself where there is no peer. */
  readonly ratio: number
  /** In words, such as `"at least 3.5"`; nothing where the row is for information. */
  readonly limit?: string
  readonly holds?: boolean
}

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
