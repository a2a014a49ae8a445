/**
 * Which operation is answered by which transition. Methods and paths come from the operations themselves.
 */
import { introspectionProcess } from "../operations/introspection.js"
import { revocationProcess, revocationProcessForm } from "../operations/revocation.js"
import { introspectionStandardProcess } from "../operations/standardIntrospection.js"
import { tokenCreate, tokenCreateForm } from "../operations/tokenCreate.js"
import { tokenDelete } from "../operations/tokenDelete.js"
import { tokenFail, tokenFailForm } from "../operations/tokenFail.js"
import { tokenIssue, tokenIssueForm } from "../operations/tokenIssue.js"
import { tokenList } from "../operations/tokenList.js"
import { tokenProcess } from "../operations/tokenProcess.js"
import { tokenRevoke, tokenRevokeForm } from "../operations/tokenRevoke.js"
import { tokenUpdate, tokenUpdateForm } from "../operations/tokenUpdate.js"
import * as Introspection from "./operations/introspectionProcess.js"
import * as StandardIntrospection from "./operations/introspectionStandardProcess.js"
import * as Revocation from "./operations/revocationProcess.js"
import * as Create from "./operations/tokenCreate.js"
import * as Delete from "./operations/tokenDelete.js"
import * as Fail from "./operations/tokenFail.js"
import * as Issue from "./operations/tokenIssue.js"
import * as List from "./operations/tokenList.js"
import * as Process from "./operations/tokenProcess.js"
import * as Revoke from "./operations/tokenRevoke.js"
import * as Update from "./operations/tokenUpdate.js"
import type { Route } from "./route.js"
import { addressed, answered, posted, queried } from "./route.js"

const introspection = Introspection.introspectionProcess
const standardIntrospection = StandardIntrospection.introspectionStandardProcess

export const routes: ReadonlyArray<Route> = [
  posted(tokenProcess, tokenProcess, "USE_SERVICE", answered(Process.tokenProcess)),
  posted(tokenFail, tokenFailForm, "USE_SERVICE", answered(Fail.tokenFail)),
  posted(tokenIssue, tokenIssueForm, "USE_SERVICE", answered(Issue.tokenIssue)),
  queried(tokenList, "USE_SERVICE", List.tokenList),
  posted(tokenCreate, tokenCreateForm, "USE_SERVICE", answered(Create.tokenCreate)),
  posted(tokenUpdate, tokenUpdateForm, "USE_SERVICE", answered(Update.tokenUpdate)),
  addressed(tokenDelete, "USE_SERVICE", Delete.tokenDelete),
  posted(tokenRevoke, tokenRevokeForm, "USE_SERVICE", Revoke.tokenRevoke),
  posted(revocationProcess, revocationProcessForm, "USE_SERVICE", answered(Revocation.revocationProcess)),
  posted(introspectionProcess, introspectionProcess, "USE_INTROSPECTION", answered(introspection)),
  posted(
    introspectionStandardProcess,
    introspectionStandardProcess,
    "USE_INTROSPECTION",
    answered(standardIntrospection)
  )
]
