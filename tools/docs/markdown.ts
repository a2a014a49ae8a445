/**
 * The few shapes of Markdown that a document needs.
 */

const cell = (text: string) => text === "" ? " " : ` ${text.replaceAll("|", "\\|")} `

const row = (cells: ReadonlyArray<string>) => `|${cells.map(cell).join("|")}|`

export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(row)].join("\n")

const width = 120

/** Breaks a text into lines. Those of an item of a list stand below its text. */
export const fill = (text: string): string => {
  const indent = text.startsWith("- ") ? "  " : ""
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line)
      line = `${indent}${word}`
    } else {
      line = line === "" ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join("\n")
}
