/**
 * DELETE /auth/token/delete/{accessTokenIdentifier}: deletes a pair of tokens, by the value or the hash
 * of either.
 */
import * as Either from "effect/Either"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

export const tokensDelete = ({ tokens }: State, identifier: string): Either.Either<void, Refusal> =>
  Either.fromNullable(
    TokenStore.findByIdentifier(tokens, "access", identifier) ??
      TokenStore.findByIdentifier(tokens, "refresh", identifier),
    () => refusal("NotFound", "A161202")
  ).pipe(Either.map((record) => TokenStore.remove(tokens, record)))
