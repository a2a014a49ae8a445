/**
 * What the operations are called.
 */
import * as Schema from "effect/Schema"

/**
 * An operation of the emulator's, by the name that the client has for it. The client counts by `tokens.list`, and calls
 * that `tokens.count`: to the emulator, the two are the same.
 *
 * @since 0.1.0
 * @category models
 */
export type OperationName = typeof OperationName.Type

export const OperationName = Schema.Literal(
  "tokens.process",
  "tokens.fail",
  "tokens.failForm",
  "tokens.issue",
  "tokens.issueForm",
  "tokens.list",
  "tokens.count",
  "tokens.create",
  "tokens.createForm",
  "tokens.update",
  "tokens.updateForm",
  "tokens.delete",
  "tokens.revoke",
  "tokens.revokeForm",
  "revocation.process",
  "revocation.processForm",
  "introspection.process",
  "introspection.standardProcess"
)

/** Whether a request for the operation is meant by the name: one in JSON means the form too, but not the other way. */
export const means = (name: OperationName, operation: string | undefined): boolean => {
  const meant = name === "tokens.count" ? "tokens.list" : name
  return operation === meant || operation === `${meant}Form`
}
