/**
 * Compiles `src` to `dist`, like `tsc -p tsconfig.build.json`, and marks the calls that modules make as they load as
 * pure. Nothing but that tells a bundler that a schema nobody uses may go.
 */
import { relative } from "node:path"
import ts from "typescript"
import { annotatePureCalls } from "./annotatePureCalls.js"

const host: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic])
}

const fail = (diagnostics: ReadonlyArray<ts.Diagnostic>): never => {
  console.error(ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getNewLine: () => ts.sys.newLine
  }))
  process.exit(1)
}

const config = ts.getParsedCommandLineOfConfigFile("tsconfig.build.json", {}, host)
if (config === undefined) throw new Error("no tsconfig.build.json")
const program = ts.createProgram({ rootNames: config.fileNames, options: config.options })
const { diagnostics } = program.emit(undefined, undefined, undefined, false, { after: [annotatePureCalls] })
const found = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
if (found.length > 0) fail(found)
console.log(`${config.fileNames.length} files to ${relative("", config.options.outDir ?? "")}`)
