/**
 * The pair that a presented token belongs to. The hint says where to look first; a wrong one does no harm.
 */
import type { Half, TokenRecord } from "../model/tokenRecord.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"
import type { Parameters } from "./parameters.js"

export interface Presented {
  readonly record: TokenRecord
  readonly half: Half
  readonly type: "access_token" | "refresh_token"
}

const accessToken = ({ tokens }: State, value: string): Presented | undefined => {
  const record = TokenStore.find(tokens, "access", "byValue", value)
  return record && { record, half: record.access, type: "access_token" }
}

const refreshToken = ({ tokens }: State, value: string): Presented | undefined => {
  const record = TokenStore.find(tokens, "refresh", "byValue", value)
  return record?.refresh && { record, half: record.refresh, type: "refresh_token" }
}

export const find = (state: State, value: string, form: Parameters): Presented | undefined =>
  form.get("token_type_hint") === "refresh_token"
    ? refreshToken(state, value) ?? accessToken(state, value)
    : accessToken(state, value) ?? refreshToken(state, value)
