import type { PlatformError } from "@effect/platform/Error"
import * as Data from "effect/Data"
import type { ParseIssue } from "effect/ParseResult"
import { issuesOf } from "../src/internal/edge/schemaIssues.js"

/** A file that the command was given and cannot use. What is in it may be secret, so only places are told. */
export class UnusableFile extends Data.TaggedError("UnusableFile")<{
  readonly path: string
  readonly problems: ReadonlyArray<string>
}> {
  override get message(): string {
    return `${this.path}: ${this.problems.join("; ")}`
  }
}

const reasonOf = (error: PlatformError) => error._tag === "SystemError" ? error.reason : "BadArgument"

export const unreadable = (path: string) => (error: PlatformError) =>
  new UnusableFile({ path, problems: [`it cannot be read (${reasonOf(error)})`] })

export const unwritable = (path: string) => (error: PlatformError) =>
  new UnusableFile({ path, problems: [`it cannot be written (${reasonOf(error)})`] })

/** The types of whole objects are too long to read. */
const inShort = (expected: string) =>
  expected.replace(/^(Struct|\{).*[)}]/, "an object").replace(/^ReadonlyArray<.*>/, "an array")

const place = (path: ReadonlyArray<string | number>) => path.length === 0 ? "" : `${path.join(".")}: `

export const misfit = (path: string, issue: ParseIssue) =>
  new UnusableFile({
    path,
    problems: issuesOf(issue).map(({ expected, path }) => `${place(path)}expected ${inShort(expected)}`)
  })
