import * as Schema from "effect/Schema"

export * from "effect/Schema"
export { decodeUnknownEffect as decodeUnknown, encodeEffect as encode } from "effect/Schema"

export const Union = <const Members extends ReadonlyArray<Schema.Constraint>>(...members: Members) =>
  Schema.Union(members)
