/**
 * Changes to a record that Authlete has, where all of the record must be sent back. What this version does not know of it
 * is sent back as it came.
 */
import * as Schema from "../edge/schema.js"
import type { Codec } from "../edge/schema.js"
import { JsonObject, transform, union } from "../edge/schema.js"
import { fromAst, nullable } from "../edge/schemaShape.js"

/**
 * Changes to a record: a field that is `null` is taken away, and one that is left out stays as it is. What says which
 * record it is must be there.
 */
export type Changes<A> = {
  readonly [K in keyof A]: A[K] | (undefined extends A[K] ? null : never)
}

/** The schema of changes, derived from that of a request that holds the whole record. */
export const changesOf = <A, I>(request: Codec<A, I>): Codec<Changes<A>, Changes<I>> => fromAst(nullable(request.ast))

/**
 * A record as JSON, with all that stands in it. Its secrets are those of the schema, by which it is not decoded.
 */
export const documentOf = <A, I>(schema: Codec<A, I>): Codec<JsonObject> =>
  union(JsonObject, schema) as unknown as Codec<JsonObject>

/** A record and what is to change in it. */
export interface Patch<A> {
  readonly document: JsonObject
  readonly changes: A
}

const withChanges = (document: JsonObject, changes: object): JsonObject => ({
  ...document,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
})

/**
 * The schema of a request that sends a record back with changes: field by field, not deeper.
 */
export const patched = <A, I extends object>(
  record: Codec<JsonObject>,
  changes: Codec<A, I>
): Codec<Patch<A>, JsonObject> =>
  transform(record, Schema.Struct({ document: JsonObject, changes }), {
    decode: (document) => ({ document, changes: {} as I }),
    encode: ({ changes, document }) => withChanges(document, changes)
  })
