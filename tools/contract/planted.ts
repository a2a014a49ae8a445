/**
 * Requests and responses made from the schema of an operation, with a secret of one's own wherever the schema is marked
 * for one, however deep. A new operation needs no line for them.
 */
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { hasMark } from "../../src/internal/edge/schemaShape.js"
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

const nameOf = ({ name }: AST.PropertySignature) => String(name)

/** Whether the value of a marked schema is a text that can be read as it is. */
const isInTheClear = (ast: AST.AST): boolean =>
  AST.isStringKeyword(ast) || (AST.isRefinement(ast) && isInTheClear(ast.from))

const actionOf = (ast: AST.AST): string | undefined => {
  const field = AST.isTypeLiteral(ast) ? ast.propertySignatures.find(({ name }) => name === "action") : undefined
  return field !== undefined && AST.isLiteral(field.type) ? String(field.type.literal) : undefined
}

/** The alternative that says the most: what may be `null` may be more, and a record may be told by its fields. */
const mostTold = (types: AST.Union["types"]): AST.AST => {
  const [first] = types.filter((type) => !(AST.isLiteral(type) && type.literal === null))
  const fields = types.find(AST.isTypeLiteral)
  return first !== undefined && AST.isDeclaration(first) && fields !== undefined ? fields : first ?? types[0]
}

const maker = (side: Side, { inTheClear = true, secret }: Options) => {
  const secrets: Array<readonly [string, string]> = []

  const plant = (path: string): string => {
    const planted = secret(path)
    secrets.push([path, planted])
    return planted
  }

  /** Alternatives, the first of which fits: a check may refuse some. */
  const alternatives = (ast: AST.AST, path: string): ReadonlyArray<unknown> => {
    if (hasMark(ast, SecretId)) {
      return inTheClear || !isInTheClear(ast) ? [plant(path)] : texts
    }
    switch (ast._tag) {
      case "StringKeyword":
        return texts
      case "NumberKeyword":
        return numbers
      case "BooleanKeyword":
        return [true]
      case "UnknownKeyword":
        return ["anything"]
      case "Literal":
        return [ast.literal]
      case "UndefinedKeyword":
      case "VoidKeyword":
        return []
      case "Refinement":
        return alternatives(ast.from, path).filter((value) =>
          side === "encoded" || ast.filter(value, AST.defaultParseOption, ast)._tag === "None"
        )
      case "Transformation":
        return side === "encoded" ? alternatives(ast.from, path) : givenFor(ast, path)
      case "Suspend":
        return alternatives(ast.f(), path)
      case "Union":
        return alternatives(mostTold(ast.types), path)
      case "TupleType":
        return [[...ast.elements, ...ast.rest].slice(0, 1).map(({ type }) => one(type, `${path}[]`))]
      case "TypeLiteral":
        return [object(ast, path)]
      case "Declaration":
        // A free document, or a JWK Set.
        return [{}, { keys: [] }].filter((value) => Schema.is(Schema.make(ast))(value))
      default:
        throw new Error(`There is no value for ${ast._tag} at ${path}.`)
    }
  }

  /**
   * A patch is given as the record and the changes, and goes over the wire as one record. The secrets stand in the record;
   * changes of them would take their place.
   */
  const givenFor = ({ from, to }: AST.Transformation, path: string): ReadonlyArray<unknown> => {
    const isPatch = AST.isTypeLiteral(to) && to.propertySignatures.some((field) => nameOf(field) === "document")
    if (!isPatch) return alternatives(to, path)
    const other = "a secret of the changes"
    const { changes } = maker("given", { secret: () => other }).one(to, path) as { readonly changes: object }
    return [{
      document: maker("encoded", { secret: plant }).one(from, path),
      changes: Object.fromEntries(
        Object.entries(changes).filter(([, value]) => !JSON.stringify(value).includes(other))
      )
    }]
  }

  const object = (ast: AST.TypeLiteral, path: string): unknown => {
    const fields = ast.propertySignatures.map((field) => [nameOf(field), one(field.type, join(path, nameOf(field)))])
    // What is hidden is a secret, in requests and in responses.
    const hidden = hasMark(ast, HiddenValueId) && inTheClear ? { value: plant(join(path, "value")), hidden: true } : {}
    return { ...Object.fromEntries(fields) as object, ...hidden }
  }

  const one = (ast: AST.AST, path: string): unknown => alternatives(ast, path)[0]

  return { one, secrets }
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
    ? ast.types.filter((type) => !AST.isUndefinedKeyword(type))
    : [ast]

/** The bodies of responses: for each action one, with every field that it may come with. */
export const plantedResponses = ({ response }: AnyOperation, options: Options): ReadonlyArray<PlantedResponse> =>
  membersOf(response.ast).map((member) => {
    const { one, secrets } = maker("encoded", options)
    return { action: actionOf(member), value: one(member, ""), secrets }
  })
