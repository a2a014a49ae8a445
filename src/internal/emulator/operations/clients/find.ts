/**
 * The client that an operation on clients is about.
 */
import * as Either from "effect/Either"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { ClientRecord } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

/** The client with this alias or this id. Some operations have a code of their own for a client that does not exist. */
export const clientOf = (
  { clients }: State,
  identifier: string | number = "",
  unknown: ResultCode = "A001218"
): Either.Either<ClientRecord, Refusal> =>
  Either.fromNullable(
    ClientStore.find(clients, String(identifier)),
    () => refusal("NotFound", unknown, String(identifier))
  )

/** The subject that an operation is about, besides the client. */
export const subjectOf = (
  { subject }: { readonly subject?: string | undefined },
  missing: ResultCode,
  detail?: string
): Either.Either<string, Refusal> => Either.fromNullable(subject, () => refusal("BadRequest", missing, detail))
