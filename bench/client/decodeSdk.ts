/**
 * What the SDK does to the text of an answer: the JSON, and zod.
 */
import { tokenGetListResponseFromJSON } from "@authlete/typescript-sdk/models"
import { decoder } from "./decoder.js"

decoder((text) => {
  const decoded = tokenGetListResponseFromJSON(text)
  return decoded.ok ? decoded.value.accessTokens?.length : undefined
})
