import * as Schema from "../edge/schema.js"
import type { Literals } from "../edge/schema.js"
import { literals, maybe, open } from "../schema/fields.js"
import { Grant } from "./grant.js"

/**
 * What is to be done with a grant, in the sense of Grant Management for OAuth 2.0. `CREATE`, `REPLACE` and `MERGE` come
 * with authorization requests, `QUERY` and `REVOKE` at the grant management endpoint.
 *
 * @since 0.2.0
 * @category models
 */
export type GrantManagementAction = "CREATE" | "QUERY" | "REPLACE" | "REVOKE" | "MERGE"

/**
 * @since 0.2.0
 * @category models
 */
export const GrantManagementAction: Literals<GrantManagementAction> = literals(
  "CREATE",
  "QUERY",
  "REPLACE",
  "REVOKE",
  "MERGE"
)

const fields = {
  /** What the client application asks to do with a grant: the request's `grant_management_action`. */
  gmAction: maybe(open(GrantManagementAction)),
  /** The grant that it asks to do it with: the request's `grant_id`. */
  grantId: maybe(Schema.String),
  /** What that grant holds so far. */
  grant: maybe(Grant),
  /** The resource owner who gave that grant. */
  grantSubject: maybe(Schema.String)
}

export interface GrantManagementFields extends Readonly<typeof fields> {}

/**
 * What a request for authorization says about a grant that exists or is to be made.
 */
export const grantManagement: GrantManagementFields = fields
