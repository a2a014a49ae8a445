/**
 * What the client does to the text of an answer: JSON, the nulls out, and every field against the schema.
 */
import * as Headers from "@effect/platform/Headers"
import * as Either from "effect/Either"
import { tokenList } from "../../src/internal/operations/tokenList.js"
import { settle } from "../../src/internal/settle.js"
import { decoder } from "./decoder.js"

decoder((text) => {
  const settled = settle(
    tokenList,
    { status: 200, headers: Headers.empty, body: Either.right(text), receivedAt: 0 },
    { about: { operation: tokenList.name }, attempts: 1, inDoubt: false, secrets: () => [] }
  )
  return Either.getOrThrow(settled).accessTokens?.length
})
