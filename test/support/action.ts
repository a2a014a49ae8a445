/**
 * The action that a response of a union comes with, by the schema of its field.
 */
import * as AST from "effect/SchemaAST"

export const actionOf = ({ ast }: { readonly ast: AST.AST }): string => AST.isLiteral(ast) ? String(ast.literal) : ""
