/**
 * What the reports in `docs/reports` are made of: each is written by a command, and says by which, when, and with which
 * versions of what its findings depend on.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Of a package in this project's `node_modules`. Read as a file: not every package exports its manifest. */
export const versionOf = (name: string): string => {
  const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8")
  return (JSON.parse(manifest) as { readonly version: string }).version
}

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

export interface Report {
  /** The name of the file in `docs/reports`, without its ending. */
  readonly name: string
  readonly title: string
  /** What writes the report. */
  readonly command: string
  /** What the findings depend on: the machine, versions. */
  readonly conditions: string
  /** Paragraphs, headings and tables. */
  readonly parts: ReadonlyArray<string>
}

/** Writes the report, and gives its path. */
export const saveReport = ({ command, conditions, name, parts, title }: Report): string => {
  const path = `docs/reports/${name}.md`
  const date = new Date().toISOString().slice(0, 10)
  const origin = fill(`What \`${command}\` found on ${date} with ${conditions} It overwrites this page.`)
  mkdirSync(join(root, "docs/reports"), { recursive: true })
  writeFileSync(join(root, path), `${[`# ${title}`, origin, ...parts].join("\n\n")}\n`)
  return path
}
