/**
 * The routes of the emulator: one for each method and path of the registry of operations. A route knows how the request
 * of its operation is read, and which behaviour it is handed to. An operation without a behaviour has a route that says
 * so with 501.
 */
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { AnyOperation } from "../../operations/index.js"
import { anyOperations, placeOf } from "../../operations/index.js"
import { parse } from "../../schema/json.js"
import type { Behaviour } from "../operations/index.js"
import { behaviours } from "../operations/index.js"
import type { AccessRight } from "./accessRights.js"
import type { Holder } from "./engine.js"
import * as Engine from "./engine.js"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import { fieldsReader, formReader, knownFields, queryReader, recordReader } from "./requestFields.js"
import { spelledOtherwise } from "./spellings.js"

export type BodyKind = "json" | "form"

/** What of an HTTP request operations read. */
export interface Incoming {
  readonly body: { readonly kind: BodyKind; readonly text: string } | undefined
  readonly query: string
  /** The variables of the path by their names, decoded. */
  readonly variables: Readonly<Record<string, string>>
}

/** A request that was understood. */
export interface Understood {
  /** The fields that the operation knows. Nobody can say whether others are secrets. */
  readonly request: unknown
  /** Whether it may change the state. */
  readonly changes: boolean
  /** The response, or a refusal. It is an effect only if there is something to wait for. */
  readonly run: (holder: Holder, now: number) => ReturnType<typeof Engine.run>
}

export interface Route {
  /** The name of the operation, which may depend on how the request is encoded. */
  readonly name: Readonly<Record<BodyKind, string>>
  readonly method: AnyOperation["method"]
  readonly base: AnyOperation["base"]
  /** The path below the base, with variables such as `{clientId}`. */
  readonly path: string
  readonly hasBody: boolean
  /** The statuses of a success. */
  readonly success: ReadonlyArray<number>
  /** The right that the caller's access token needs; none where the emulator does not play the operation. */
  readonly needs: AccessRight | undefined
  /** The schema of the request: it tells which fields are secrets. */
  readonly request: AST.AST
  readonly understand: (incoming: Incoming) => Either.Either<Understood, Refusal>
}

type Read = (incoming: Incoming) => Either.Either<unknown, Refusal>

const jsonObject = (text: string): Either.Either<object, Refusal> => {
  if (text.trim() === "") return Either.left(refusal("BadRequest", "A126203"))
  return Either.match(parse(text), {
    onLeft: () => Either.left(refusal("BadRequest", "A999204")),
    onRight: (value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Either.right(value)
        : Either.left(refusal("BadRequest", "A126202"))
  })
}

/** Makes something when it is first needed: nobody calls all operations of an emulator. */
const lazily = <A>(make: () => A): () => A => {
  let made: A | undefined
  return () => made ??= make()
}

type Objects = Schema.Schema<unknown, object>

const objectSchema = ({ request }: AnyOperation) => request as Objects

/** Reads the body, in JSON or as a form, with the variables of the path among its fields. */
const readBody = (json: Objects, form: AnyOperation, isRecord: boolean): Read => {
  const fromJson = lazily(() => (isRecord ? recordReader : fieldsReader)(json))
  const fromForm = lazily(() => ({ read: fieldsReader(objectSchema(form)), fields: formReader(form.request) }))
  return ({ body, variables }) => {
    const { kind, text } = body ?? { kind: "json", text: "" }
    if (kind === "json") {
      return Either.flatMap(jsonObject(text), (fields) => fromJson()({ ...fields, ...variables }))
    }
    const { fields, read } = fromForm()
    return read({ ...fields(text), ...variables })
  }
}

/** Reads the query, of any of the operations, and the variables of the path, all as text. */
const readQuery = (alike: ReadonlyArray<AnyOperation>): Read => {
  const read = lazily(() => queryReader(alike.map(({ request }) => request)))
  return ({ query, variables }) => Either.right({ ...read()(query), ...variables })
}

/** Reads a request that is nothing but the variable of the path. */
const readVariable: Read = ({ variables }) => Either.right(Object.values(variables)[0])

/** The variant that posts a form, if there is one. */
const formOf = (operation: AnyOperation, others: ReadonlyArray<AnyOperation>): AnyOperation =>
  others.find(({ encoding }) => encoding.name === "form") ?? operation

const isObject = ({ request }: AnyOperation): boolean => {
  const encoded = AST.encodedAST(request.ast)
  return AST.isTypeLiteral(encoded) || (AST.isUnion(encoded) && encoded.types.every(AST.isTypeLiteral))
}

const takesBody = ({ encoding }: AnyOperation): boolean => encoding.name === "json" || encoding.name === "form"

const readerOf = (
  operation: AnyOperation,
  others: ReadonlyArray<AnyOperation>,
  behaviour: Behaviour | undefined
): Read => {
  if (takesBody(operation)) {
    const fields = (behaviour?.reads ?? operation.request) as Objects
    return readBody(fields, formOf(operation, others), behaviour?.takesRecord === true)
  }
  return isObject(operation) ? readQuery([operation, ...others]) : readVariable
}

/** The emulator has no behaviour for the operation. */
const notPlayed = (name: string) => (): Either.Either<never, Refusal> =>
  Either.left(refusal("NotImplemented", "A999210", name))

/** The route of all operations that have its method and path: variants that post a form, and counts. */
const routeOf = (first: AnyOperation, others: ReadonlyArray<AnyOperation>): Route => {
  const behaviour = behaviours.find(({ operation }) => operation.name === first.name)
  const isRecord = behaviour?.takesRecord === true
  const read = readerOf(first, others, behaviour)
  const known = lazily(() => knownFields(objectSchema(first)))
  const played = behaviour ?? { transition: notPlayed(first.name) }
  return {
    name: { json: first.name, form: formOf(first, others).name },
    method: first.method,
    base: first.base,
    path: first.path,
    hasBody: takesBody(first),
    success: first.success,
    needs: behaviour?.needs,
    request: first.request.ast,
    understand: (incoming) =>
      Either.map(
        behaviour === undefined ? Either.right(undefined) : read(incoming),
        (request) => ({
          request: isRecord ? known()(request) : request,
          changes: behaviour !== undefined && first.resend(request as never) !== "read",
          run: (holder, now) => Engine.run(played, holder, request, now)
        })
      )
  }
}

/** The operations that the emulator plays and the library lacks. */
const beside: ReadonlyArray<AnyOperation> = behaviours
  .map(({ operation }) => operation)
  .filter(({ name }) => !anyOperations.some((operation) => operation.name === name))

export const routes: ReadonlyArray<Route> = [
  ...anyOperations.flatMap((operation) => {
    const alike = anyOperations.filter((other) => placeOf(other) === placeOf(operation))
    return alike[0] === operation ? [routeOf(operation, alike.slice(1))] : []
  }),
  ...[...beside, ...spelledOtherwise].map((operation) => routeOf(operation, []))
]
