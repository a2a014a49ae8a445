import type { Documented } from "../documented.js"

type Example = Pick<Documented, "name" | "call" | "path" | "body"> & {
  readonly response: Readonly<Record<string, unknown>>
  readonly secrets?: ReadonlyArray<string>
}

/** An operation that posts JSON, as most do. */
export const post = ({ secrets = [], ...example }: Example): Documented => ({
  ...example,
  method: "POST",
  contentType: "application/json",
  secrets
})
