/**
 * POST /auth/grant/revoke: ends a grant in the name of the subject who gave it, without an access token of the client.
 *
 * Authlete's OpenAPI file does not have it, but Authlete's own TypeScript server calls it. So this library has no function
 * for it, and the emulator has a route.
 */
import * as Either from "effect/Either"
import * as Operation from "../../../../Operation.js"
import { Struct } from "../../../edge/schema.js"
import { result as resultFields } from "../../../models/result.js"
import { Selector } from "../../../schema/fields.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import type { GrantRecord } from "../../store/grants.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

const GrantRevocationRequest = Struct({ grantId: Selector, subject: Selector })

const GrantRevocationResponse = Struct(resultFields)

export const grantRevocation = Operation.make({
  name: "grantManagement.revoke",
  path: "/auth/grant/revoke",
  request: GrantRevocationRequest,
  response: GrantRevocationResponse,
  resend: Operation.always("idempotent")
})

type Request = Partial<typeof GrantRevocationRequest.Encoded>
type Response = Written<typeof GrantRevocationResponse.Encoded>

/** Ends a grant. Its refresh tokens are gone with it, while its access tokens stay until they expire. */
export const endGrant = ({ grants, tokens }: State, { clientId, grantId, subject }: GrantRecord): void => {
  for (const record of TokenStore.select(tokens, { clientId, subject })) {
    if (record.grantId !== grantId) continue
    TokenStore.update(tokens, record, { refresh: undefined, previousRefresh: undefined })
  }
  grants.delete(grantId)
}

/** A grant of another subject is one that does not exist. */
export const revokeGrant = (state: State, { grantId, subject }: Request): Either.Either<Response, Refusal> => {
  if (grantId === undefined || subject === undefined) return Either.left(refusal("BadRequest", "A999411"))
  const grant = state.grants.get(grantId)
  if (grant?.subject !== subject) return Either.left(refusal("NotFound", "A999404"))
  endGrant(state, grant)
  return Either.right(result("A999410"))
}
