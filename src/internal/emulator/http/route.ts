/**
 * From the parts of an HTTP request to a transition that is ready to run. What depends on the operation only is made
 * once, so that a request costs no more than reading its fields.
 */
import * as Either from "effect/Either"
import type * as AST from "effect/SchemaAST"
import type { Operation } from "../../../Operation.js"
import { parse } from "../../schema/json.js"
import type { State } from "../store/state.js"
import type { AccessRight } from "./accessRights.js"
import { formReader, queryReader } from "./formFields.js"
import * as Leniently from "./leniently.js"
import type { Refusal } from "./refusal.js"
import { refusal } from "./refusal.js"
import type { Reported } from "./reported.js"
import type { Written } from "./written.js"

export type BodyKind = "json" | "form"

/** What of an HTTP request operations read. */
export interface Incoming {
  readonly body: { readonly kind: BodyKind; readonly text: string } | undefined
  readonly query: string
  /** The variable of the path, decoded. */
  readonly variable: string
}

/** A request that was understood. */
export interface Prepared {
  readonly request: unknown
  readonly run: (state: State, now: number) => Either.Either<unknown, Refusal>
}

export interface Route {
  /** The name of the operation, which may depend on how the request is encoded. */
  readonly name: Readonly<Record<BodyKind, string>>
  readonly method: "DELETE" | "GET" | "POST" | "PUT"
  readonly path: string
  readonly hasBody: boolean
  readonly success: number
  readonly needs: AccessRight
  /** The schema of the request: it tells which fields are secrets. */
  readonly request: AST.AST
  readonly prepare: (incoming: Incoming) => Either.Either<Prepared, Refusal>
}

type Transition<Request, Answer> = (state: State, request: Request, now: number) => Either.Either<Answer, Refusal>

/** A transition that has an answer to everything. */
export const answered =
  <Request, Answer>(transition: (state: State, request: Request, now: number) => Answer): Transition<Request, Answer> =>
  (state, request, now) => Either.right(transition(state, request, now))

const prepared = <Request>(transition: Transition<Request, unknown>) => (request: Request): Prepared => ({
  request,
  run: (state, now) => transition(state, request, now)
})

const common = <Request, Encoded, Response, ResponseEncoded>(
  { method, name, path, request, success }: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight
) => ({ name: { json: name, form: name }, method, path, success: success[0] ?? 200, needs, request: request.ast })

const jsonObject = (text: string): Either.Either<object, Refusal> =>
  Either.match(parse(text), {
    onLeft: () => Either.left(refusal("BadRequest", "A999204")),
    onRight: (value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Either.right(value)
        : Either.left(refusal("BadRequest", "A999204"))
  })

/** An operation whose request is the body, in JSON or as a form. */
export const posted = <
  Request,
  Encoded extends object,
  FormRequest,
  FormEncoded extends object,
  Response,
  ResponseEncoded
>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  form: Operation<FormRequest, FormEncoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<Partial<Encoded> | Partial<FormEncoded>, Written<ResponseEncoded> | Reported>
): Route => {
  const readJson = Leniently.reader(operation.request)
  const readForm = Leniently.reader(form.request)
  const formFields = formReader(form.request)
  const toPrepared = prepared(transition)
  return {
    ...common(operation, needs),
    name: { json: operation.name, form: form.name },
    hasBody: true,
    prepare: ({ body }) => {
      const { kind, text } = body ?? { kind: "json", text: "" }
      return kind === "form"
        ? Either.map(readForm(formFields(text)), toPrepared)
        : jsonObject(text).pipe(Either.flatMap(readJson), Either.map(toPrepared))
    }
  }
}

/** An operation whose request is the query. */
export const queried = <Request, Encoded, Response, ResponseEncoded>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<Readonly<Record<string, string>>, Written<ResponseEncoded>>
): Route => {
  const readQuery = queryReader(operation.request)
  const toPrepared = prepared(transition)
  return {
    ...common(operation, needs),
    hasBody: false,
    prepare: ({ query }) => Either.right(toPrepared(readQuery(query)))
  }
}

/** An operation whose request is the variable of the path. */
export const addressed = <Request, Encoded, Response, ResponseEncoded>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<string, void>
): Route => ({
  ...common(operation, needs),
  hasBody: false,
  prepare: ({ variable }) => Either.right(prepared(transition)(variable))
})
