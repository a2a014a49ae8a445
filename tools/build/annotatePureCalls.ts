/**
 * Puts the comment that bundlers know before calls whose value a module keeps. A call that is a statement of its own
 * stays as it is: it can only be there for what it does.
 */
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

export const annotatePureCalls: ts.TransformerFactory<ts.SourceFile> = (context) => {
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
