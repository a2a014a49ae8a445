/**
 * Requests and responses made from the schema of an operation, with a secret of one's own wherever the schema is marked
 * for one, however deep: the same as in `tools/contract`, for the schemas of Effect 4.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { fromAst, hasMark, wireOf } from "../../src/internal/edge/schemaShape.js"
import { HiddenValueId, SecretId } from "../../src/internal/schema/fields.js"
import type { AnyOperation } from "./contract.js"

export interface Options {
  /** The secret for a path. */
  readonly secret: (path: string) => string
  /** Whether secrets that a response gives in the clear are planted as well. */
  readonly inTheClear?: boolean
}

export interface Planted {
  readonly value: unknown
  /** Where a secret was put, and which one. */
  readonly secrets: ReadonlyArray<readonly [path: string, secret: string]>
}

/** What is tried, in this order, for a text that no secret has to be. */
const texts = ["text", "1", "https://client.example.com/path", "{}", "[]"]
const numbers = [1, 0, 3600, 1_700_000_000]

/** Which side of the schema a value is made for: what a caller gives, or what goes over the wire. */
type Side = "given" | "encoded"

const join = (path: string, name: string) => path === "" ? name : `${path}.${name}`

const actionOf = (ast: AST.AST): string | undefined => {
  const field = AST.isObjects(ast) ? ast.propertySignatures.find(({ name }) => name === "action") : undefined
  return field !== undefined && AST.isLiteral(field.type) ? String(field.type.literal) : undefined
}

/** The alternative that says the most: what may be `null` may be more, and a record may be told by its fields. */
const mostTold = (types: ReadonlyArray<AST.AST>): AST.AST => {
  const [first] = types.filter((type) => !AST.isNull(type))
  const fields = types.find(AST.isObjects)
  const found = first !== undefined && AST.isDeclaration(first) && fields !== undefined ? fields : first
  if (found === undefined) throw new Error("There is a union of nothing.")
  return found
}

const isPatch = (ast: AST.AST): ast is AST.Objects =>
  AST.isObjects(ast) && ast.encoding !== undefined && ast.propertySignatures.some(({ name }) => name === "document")

const maker = (side: Side, { inTheClear = true, secret }: Options) => {
  const secrets: Array<readonly [string, string]> = []

  const plant = (path: string): string => {
    const planted = secret(path)
    secrets.push([path, planted])
    return planted
  }

  /** Those that the checks of a schema hold for. */
  const checked = (ast: AST.AST, values: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
    side === "encoded" || ast.checks === undefined || AST.isObjects(ast)
      ? values
      : values.filter(Schema.is(fromAst(AST.toType(ast))))

  /** Alternatives, the first of which fits: a check may refuse some. */
  const alternatives = (ast: AST.AST, path: string): ReadonlyArray<unknown> => {
    if (hasMark(ast, SecretId)) return inTheClear || !AST.isString(ast) ? [plant(path)] : texts
    if (isPatch(ast)) return patchFor(ast, path)
    return checked(ast, unchecked(side === "encoded" ? wireOf(ast) : ast, path))
  }

  const unchecked = (ast: AST.AST, path: string): ReadonlyArray<unknown> => {
    switch (ast._tag) {
      case "String":
        return texts
      case "Number":
        return numbers
      case "Boolean":
        return [true]
      case "Unknown":
        return ["anything"]
      case "Literal":
        return [ast.literal]
      case "Undefined":
      case "Void":
        return []
      case "Suspend":
        return alternatives(ast.thunk(), path)
      case "Union":
        return alternatives(mostTold(ast.types), path)
      case "Arrays":
        return [[...ast.elements, ...ast.rest].slice(0, 1).map((item) => one(item, `${path}[]`))]
      case "Objects":
        return [object(ast, path)]
      case "Declaration":
        // A free document, or a JWK Set.
        return [{}, { keys: [] }].filter(Schema.is(fromAst(ast)))
      default:
        throw new Error(`There is no value for ${ast._tag} at ${path}.`)
    }
  }

  /**
   * A patch is given as the record and the changes, and goes over the wire as one record. The secrets stand in the record;
   * changes of them would take their place.
   */
  const patchFor = (ast: AST.Objects, path: string): ReadonlyArray<unknown> => {
    const record = wireOf(ast)
    if (side === "encoded") return alternatives(record, path)
    const other = "a secret of the changes"
    const { changes } = maker("given", { secret: () => other }).object(ast, path) as { readonly changes: object }
    return [{
      document: maker("encoded", { secret: plant }).one(record, path),
      changes: Object.fromEntries(
        Object.entries(changes).filter(([, value]) => !JSON.stringify(value).includes(other))
      )
    }]
  }

  const object = (ast: AST.Objects, path: string): object => {
    const fields = ast.propertySignatures.map(({ name, type }) =>
      [String(name), one(type, join(path, String(name)))] as const
    )
    // What is hidden is a secret, in requests and in responses.
    const hidden = hasMark(ast, HiddenValueId) && inTheClear ? { value: plant(join(path, "value")), hidden: true } : {}
    return { ...Object.fromEntries(fields), ...hidden }
  }

  const one = (ast: AST.AST, path: string): unknown => alternatives(ast, path)[0]

  return { object, one, secrets }
}

/** A request with every field, and a secret in each that is marked. */
export const plantedRequest = ({ request }: AnyOperation, options: Options): Planted => {
  const { one, secrets } = maker("given", options)
  return { value: one(request.ast, ""), secrets }
}

export interface PlantedResponse extends Planted {
  /** Nothing for a response without one. */
  readonly action: string | undefined
}

const membersOf = (ast: AST.AST): ReadonlyArray<AST.AST> =>
  AST.isUnion(ast) && ast.types.some((type) => actionOf(type) !== undefined)
    // A response may be empty, too.
    ? ast.types.filter((type) => !AST.isUndefined(type))
    : [ast]

/** The bodies of responses: for each action one, with every field that it may come with. */
export const plantedResponses = ({ response }: AnyOperation, options: Options): ReadonlyArray<PlantedResponse> =>
  membersOf(response.ast).map((member) => {
    const { one, secrets } = maker("encoded", options)
    return { action: actionOf(member), value: one(member, ""), secrets }
  })
