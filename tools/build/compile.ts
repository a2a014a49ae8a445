/**
 * Compiles `src` to `dist`, like `tsc -p tsconfig.build.json`, and marks the calls that modules make as they load as
 * pure. Nothing but that tells a bundler that a schema nobody uses may go.
 */
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"

const pure = (node: ts.Node) =>
  ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "#__PURE__", false)

/** What runs later, and what is called itself, needs no mark. */
const runsLater = (node: ts.Node) =>
  ts.isFunctionLike(node) || (ts.isPropertyDeclaration(node) && !ts.getModifiers(node)?.some(isStatic))

const isStatic = ({ kind }: ts.Node) => kind === ts.SyntaxKind.StaticKeyword

const calleeOf = (node: ts.Node): ts.Node | undefined =>
  ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? node.expression : undefined

/** Whether the node stands at the beginning of a call that goes on after it, and has the mark already. */
const begins = (node: ts.Node, marked: ts.Node | undefined): boolean =>
  marked !== undefined && (calleeOf(marked) === node || begins(node, calleeOf(marked)))

/**
 * Puts the comment that bundlers know before calls whose value a module keeps. A call that is a statement of its own
 * stays as it is: it can only be there for what it does.
 */
const annotatePureCalls: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const visitWithin = (marked: ts.Node | undefined) => {
    const visit = (node: ts.Node): ts.Node => {
      if (runsLater(node) || ts.isExpressionStatement(node)) return node
      const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
      if (!isCall || begins(node, marked)) return ts.visitEachChild(node, visit, context)
      return pure(ts.visitEachChild(node, visitWithin(node), context))
    }
    return visit
  }
  return (file) => ts.visitEachChild(file, visitWithin(undefined), context)
}

const fail = (diagnostics: ReadonlyArray<ts.Diagnostic>): never => {
  console.error(ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getNewLine: () => ts.sys.newLine
  }))
  process.exit(1)
}

const host: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic])
}

/** Compiles what a configuration includes, and gives the names of all files that the program is made of. */
export const compile = (configFile: string): ReadonlyArray<string> => {
  const config = ts.getParsedCommandLineOfConfigFile(configFile, {}, host)
  if (config === undefined) throw new Error(`no ${configFile}`)
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options })
  const { diagnostics } = program.emit(undefined, undefined, undefined, false, { after: [annotatePureCalls] })
  const found = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  if (found.length > 0) fail(found)
  if (config.options.noEmit !== true) {
    console.log(`${config.fileNames.length} files to ${relative("", config.options.outDir ?? "")}`)
  }
  return program.getSourceFiles().map(({ fileName }) => fileName)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) compile("tsconfig.build.json")
