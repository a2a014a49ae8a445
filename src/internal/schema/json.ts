/**
 * JSON as it comes from a server that may be broken.
 */
import * as Result from "../edge/result.js"

/** The fields of an object; none, if it is no object. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? value as Record<string, unknown> : {}

/** No declared response nests deeper, so what lies below is never looked at. */
const deepest = 16

const dropNullsIn = (value: unknown, depth: number): void => {
  if (typeof value !== "object" || value === null || depth > deepest) return
  if (Array.isArray(value)) {
    for (const item of value) dropNullsIn(item, depth + 1)
    return
  }
  const record = value as Record<string, unknown>
  for (const key of Object.keys(record)) {
    if (record[key] === null) delete record[key]
    else dropNullsIn(record[key], depth + 1)
  }
}

/**
 * Removes every field that is `null`, so that "null" and "absent" are one thing to the schemas. The value is changed in
 * place: it was parsed a moment ago and belongs to nobody else.
 */
export const dropNulls = (value: unknown): unknown => {
  dropNullsIn(value, 0)
  return value
}

/** The value that a text is the JSON of; what was expected, if it is not. */
export const parse = (text: string): Result.Result<unknown, string> => {
  try {
    return Result.succeed(JSON.parse(text) as unknown)
  } catch {
    return Result.fail("JSON")
  }
}
