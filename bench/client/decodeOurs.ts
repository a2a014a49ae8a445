/**
 * What the client does to the text of an answer: JSON, the nulls out, and every field against the schema.
 */
import * as Headers from "@effect/platform/Headers"
import * as Either from "effect/Either"
import { settle } from "../../src/internal/client/settle.js"
import { tokensList } from "../../src/internal/operations/tokens/list.js"
import { decoder } from "./decoder.js"

decoder((text) => {
  const settled = settle(
    tokensList,
    { status: 200, headers: Headers.empty, body: Either.right(text), receivedAt: 0 },
    { identity: { operation: tokensList.name, server: "localhost" }, attempts: 1, inDoubt: false, secrets: () => [] }
  )
  return Either.getOrThrow(settled).accessTokens?.length
})
