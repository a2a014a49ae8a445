import * as Cause from "effect/Cause"

export * from "effect/Cause"

export const failureOption = Cause.findErrorOption

/** The causes of errors are always told. */
export const pretty: (cause: Cause.Cause<unknown>, options?: { readonly renderErrorCause?: boolean }) => string =
  Cause.pretty
