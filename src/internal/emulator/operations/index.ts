/**
 * What the emulator plays: the behaviour of each operation, and the right that it needs. Methods, paths and encodings
 * come from the operations themselves.
 */
import * as Either from "effect/Either"
import type { Operation } from "../../../Operation.js"
import type { AnyOperation } from "../../operations/index.js"
import * as Introspection from "../../operations/introspection/process.js"
import * as StandardIntrospection from "../../operations/introspection/standardProcess.js"
import * as Revocation from "../../operations/revocation/process.js"
import { tokensCreate } from "../../operations/tokens/create.js"
import { tokensDelete } from "../../operations/tokens/delete.js"
import { tokensFail } from "../../operations/tokens/fail.js"
import { tokensIssue } from "../../operations/tokens/issue.js"
import { tokensList } from "../../operations/tokens/list.js"
import { tokensProcess } from "../../operations/tokens/process.js"
import { tokensRevoke } from "../../operations/tokens/revoke.js"
import { tokensUpdate } from "../../operations/tokens/update.js"
import type { AccessRight } from "../http/accessRights.js"
import type { Refusal, Reported } from "../http/refusal.js"
import type { Verbatim, Written } from "../http/response.js"
import type { State } from "../store/state.js"
import { introspectionProcess } from "./introspection/process.js"
import { introspectionStandardProcess } from "./introspection/standardProcess.js"
import { revocationProcess } from "./revocation/process.js"
import * as Create from "./tokens/create.js"
import * as Delete from "./tokens/delete.js"
import * as Fail from "./tokens/fail.js"
import * as Issue from "./tokens/issue.js"
import * as List from "./tokens/list.js"
import * as Process from "./tokens/process.js"
import * as Revoke from "./tokens/revoke.js"
import * as Update from "./tokens/update.js"

/** A pure step from one state to the next, with the response to the request, or with a refusal outside of OAuth. */
type Transition<Request, Response> = (state: State, request: Request, now: number) => Either.Either<Response, Refusal>

export interface Behaviour {
  readonly operation: AnyOperation
  readonly needs: AccessRight
  /** Whether the request is a whole record, all fields of which are kept, and not only those that the schema knows. */
  readonly takesRecord: boolean
  readonly transition: Transition<unknown, unknown>
}

/** The fields of a request as they are read: any may be missing, and a query holds nothing but text. */
type Read<Encoded> = Encoded extends string ? string : Partial<Encoded> | Readonly<Record<string, string>>

const plays = <Request, Encoded, Response, ResponseEncoded, R extends Read<Encoded>>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<R, Written<ResponseEncoded> | Reported | Verbatim>
): Behaviour => ({
  operation,
  needs,
  takesRecord: false,
  transition: transition as Transition<unknown, unknown>
})

const takingRecord = (behaviour: Behaviour): Behaviour => ({ ...behaviour, takesRecord: true })

/** A transition that has a response to every request. */
const always = <Request, Response>(
  respond: (state: State, request: Request, now: number) => Response
): Transition<Request, Response> =>
(state, request, now) => Either.right(respond(state, request, now))

export const behaviours: ReadonlyArray<Behaviour> = [
  plays(tokensProcess, "USE_SERVICE", always(Process.tokensProcess)),
  plays(tokensFail, "USE_SERVICE", always(Fail.tokensFail)),
  plays(tokensIssue, "USE_SERVICE", always(Issue.tokensIssue)),
  plays(tokensList, "USE_SERVICE", List.tokensList),
  plays(tokensCreate, "USE_SERVICE", always(Create.tokensCreate)),
  plays(tokensUpdate, "USE_SERVICE", always(Update.tokensUpdate)),
  plays(tokensDelete, "USE_SERVICE", Delete.tokensDelete),
  plays(tokensRevoke, "USE_SERVICE", Revoke.tokensRevoke),
  plays(Revocation.revocationProcess, "USE_SERVICE", always(revocationProcess)),
  plays(Introspection.introspectionProcess, "USE_INTROSPECTION", always(introspectionProcess)),
  plays(StandardIntrospection.introspectionStandardProcess, "USE_INTROSPECTION", always(introspectionStandardProcess))
]
