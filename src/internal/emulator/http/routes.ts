/**
 * Which operation is answered by which transition. Methods and paths come from the operations themselves.
 */
import { introspectionProcess } from "../../operations/introspection/process.js"
import { introspectionStandardProcess } from "../../operations/introspection/standardProcess.js"
import { revocationProcess, revocationProcessForm } from "../../operations/revocation/process.js"
import { tokensCreate, tokensCreateForm } from "../../operations/tokens/create.js"
import { tokensDelete } from "../../operations/tokens/delete.js"
import { tokensFail, tokensFailForm } from "../../operations/tokens/fail.js"
import { tokensIssue, tokensIssueForm } from "../../operations/tokens/issue.js"
import { tokensList } from "../../operations/tokens/list.js"
import { tokensProcess } from "../../operations/tokens/process.js"
import { tokensRevoke, tokensRevokeForm } from "../../operations/tokens/revoke.js"
import { tokensUpdate, tokensUpdateForm } from "../../operations/tokens/update.js"
import * as Introspection from "../operations/introspection/process.js"
import * as StandardIntrospection from "../operations/introspection/standardProcess.js"
import * as Revocation from "../operations/revocation/process.js"
import * as Create from "../operations/tokens/create.js"
import * as Delete from "../operations/tokens/delete.js"
import * as Fail from "../operations/tokens/fail.js"
import * as Issue from "../operations/tokens/issue.js"
import * as List from "../operations/tokens/list.js"
import * as Process from "../operations/tokens/process.js"
import * as Revoke from "../operations/tokens/revoke.js"
import * as Update from "../operations/tokens/update.js"
import type { Route } from "./route.js"
import { addressed, answered, posted, queried } from "./route.js"

const introspection = Introspection.introspectionProcess
const standardIntrospection = StandardIntrospection.introspectionStandardProcess

export const routes: ReadonlyArray<Route> = [
  posted(tokensProcess, tokensProcess, "USE_SERVICE", answered(Process.tokensProcess)),
  posted(tokensFail, tokensFailForm, "USE_SERVICE", answered(Fail.tokensFail)),
  posted(tokensIssue, tokensIssueForm, "USE_SERVICE", answered(Issue.tokensIssue)),
  queried(tokensList, "USE_SERVICE", List.tokensList),
  posted(tokensCreate, tokensCreateForm, "USE_SERVICE", answered(Create.tokensCreate)),
  posted(tokensUpdate, tokensUpdateForm, "USE_SERVICE", answered(Update.tokensUpdate)),
  addressed(tokensDelete, "USE_SERVICE", Delete.tokensDelete),
  posted(tokensRevoke, tokensRevokeForm, "USE_SERVICE", Revoke.tokensRevoke),
  posted(revocationProcess, revocationProcessForm, "USE_SERVICE", answered(Revocation.revocationProcess)),
  posted(introspectionProcess, introspectionProcess, "USE_INTROSPECTION", answered(introspection)),
  posted(
    introspectionStandardProcess,
    introspectionStandardProcess,
    "USE_INTROSPECTION",
    answered(standardIntrospection)
  )
]
