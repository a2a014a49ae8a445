/**
 * The registry: every operation of the library, once. The routes of the emulator, the names of its faults, the check of
 * the contract, the test of planted secrets, the table of the README and the tests of completeness are made from it, so
 * that none of them can forget one.
 *
 * No public module imports it, or every app would have all operations in its bundle.
 */
import type { Operation, ResendClass } from "../../Operation.js"
import type { Any } from "../edge/schema.js"
import { authorizationFail } from "./authorization/fail.js"
import { authorizationIssue } from "./authorization/issue.js"
import { authorizationProcess } from "./authorization/process.js"
import { authorizationTicketInfo } from "./authorization/ticketInfo.js"
import { authorizationUpdateTicket } from "./authorization/updateTicket.js"
import { backchannelLogoutToken } from "./backchannelLogout/token.js"
import { cibaComplete } from "./ciba/complete.js"
import { cibaFail } from "./ciba/fail.js"
import { cibaIssue } from "./ciba/issue.js"
import { cibaProcess } from "./ciba/process.js"
import { clientAttestationChallenge } from "./clientAttestation/challenge.js"
import { clientsCreate } from "./clients/create.js"
import { clientsDelete } from "./clients/delete.js"
import { clientsDeleteAuthorization } from "./clients/deleteAuthorization.js"
import { clientsDeleteGrantedScopes } from "./clients/deleteGrantedScopes.js"
import { clientsDeleteRequestableScopes } from "./clients/deleteRequestableScopes.js"
import { clientsGet } from "./clients/get.js"
import { clientsGrantedScopes } from "./clients/grantedScopes.js"
import { clientsCount, clientsList } from "./clients/list.js"
import { clientsCountAuthorized, clientsListAuthorized } from "./clients/listAuthorized.js"
import { clientsPatch } from "./clients/patch.js"
import { clientsRefreshSecret } from "./clients/refreshSecret.js"
import { clientsRequestableScopes } from "./clients/requestableScopes.js"
import { clientsSetLocked } from "./clients/setLocked.js"
import { clientsUpdate } from "./clients/update.js"
import { clientsUpdateAuthorization } from "./clients/updateAuthorization.js"
import { clientsUpdateRequestableScopes } from "./clients/updateRequestableScopes.js"
import { clientsUpdateSecret } from "./clients/updateSecret.js"
import { deviceFlowAuthorize } from "./deviceFlow/authorize.js"
import { deviceFlowComplete } from "./deviceFlow/complete.js"
import { deviceFlowVerify } from "./deviceFlow/verify.js"
import { dynamicRegistrationDelete } from "./dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "./dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "./dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "./dynamicRegistration/update.js"
import { federationConfiguration } from "./federation/configuration.js"
import { federationRegister } from "./federation/register.js"
import { grantManagementProcess } from "./grantManagement/process.js"
import { hardwareSecurityKeysCreate } from "./hardwareSecurityKeys/create.js"
import { hardwareSecurityKeysDelete } from "./hardwareSecurityKeys/delete.js"
import { hardwareSecurityKeysGet } from "./hardwareSecurityKeys/get.js"
import { hardwareSecurityKeysList } from "./hardwareSecurityKeys/list.js"
import { introspectionProcess } from "./introspection/process.js"
import { introspectionStandardProcess } from "./introspection/standardProcess.js"
import { joseVerify } from "./jose/verify.js"
import { lifecycleEcho } from "./lifecycle/echo.js"
import { lifecycleHealthcheck } from "./lifecycle/healthcheck.js"
import { nativeSsoLogout } from "./nativeSso/logout.js"
import { nativeSsoProcess } from "./nativeSso/process.js"
import { pushedAuthorizationCreate } from "./pushedAuthorization/create.js"
import { revocationProcess, revocationProcessForm } from "./revocation/process.js"
import { servicesConfiguration } from "./services/configuration.js"
import { servicesCreate } from "./services/create.js"
import { servicesDelete } from "./services/delete.js"
import { servicesGet } from "./services/get.js"
import { servicesJwks } from "./services/jwks.js"
import { servicesCount, servicesList } from "./services/list.js"
import { servicesPatch } from "./services/patch.js"
import { servicesPrivateJwks } from "./services/privateJwks.js"
import { servicesUpdate } from "./services/update.js"
import { tokensBatchStatus } from "./tokens/batchStatus.js"
import { tokensCreate, tokensCreateForm } from "./tokens/create.js"
import { tokensCreateBatch } from "./tokens/createBatch.js"
import { tokensDelete } from "./tokens/delete.js"
import { tokensFail, tokensFailForm } from "./tokens/fail.js"
import { tokensIssue, tokensIssueForm } from "./tokens/issue.js"
import { tokensCount, tokensList } from "./tokens/list.js"
import { tokensProcess } from "./tokens/process.js"
import { tokensReissueIdToken } from "./tokens/reissueIdToken.js"
import { tokensRevoke, tokensRevokeForm } from "./tokens/revoke.js"
import { tokensUpdate, tokensUpdateForm } from "./tokens/update.js"
import { userInfoIssue } from "./userInfo/issue.js"
import { userInfoProcess } from "./userInfo/process.js"
import { verifiableCredentialsBatchIssue } from "./verifiableCredentials/batchIssue.js"
import { verifiableCredentialsBatchParse } from "./verifiableCredentials/batchParse.js"
import { verifiableCredentialsCreateOffer } from "./verifiableCredentials/createOffer.js"
import { verifiableCredentialsDeferredIssue } from "./verifiableCredentials/deferredIssue.js"
import { verifiableCredentialsDeferredParse } from "./verifiableCredentials/deferredParse.js"
import { verifiableCredentialsIssue } from "./verifiableCredentials/issue.js"
import { verifiableCredentialsJwks } from "./verifiableCredentials/jwks.js"
import { verifiableCredentialsJwtIssuer } from "./verifiableCredentials/jwtIssuer.js"
import { verifiableCredentialsMetadata } from "./verifiableCredentials/metadata.js"
import { verifiableCredentialsNonce } from "./verifiableCredentials/nonce.js"
import { verifiableCredentialsOfferInfo } from "./verifiableCredentials/offerInfo.js"
import { verifiableCredentialsParse } from "./verifiableCredentials/parse.js"

/** An operation whose types are of no interest: it is looked at as data. */
export interface AnyOperation
  extends Omit<Operation<unknown, unknown, unknown, unknown>, "request" | "response" | "resend">
{
  readonly request: Any
  readonly response: Any
  readonly resend: (request: never) => ResendClass
}

/** @internal */
export const operations = [
  clientsGet,
  clientsList,
  clientsCount,
  clientsCreate,
  clientsUpdate,
  clientsPatch,
  clientsDelete,
  clientsSetLocked,
  clientsRefreshSecret,
  clientsUpdateSecret,
  clientsListAuthorized,
  clientsCountAuthorized,
  clientsUpdateAuthorization,
  clientsDeleteAuthorization,
  clientsGrantedScopes,
  clientsDeleteGrantedScopes,
  clientsRequestableScopes,
  clientsUpdateRequestableScopes,
  clientsDeleteRequestableScopes,
  servicesGet,
  servicesList,
  servicesCount,
  servicesCreate,
  servicesUpdate,
  servicesPatch,
  servicesDelete,
  servicesConfiguration,
  servicesJwks,
  servicesPrivateJwks,
  tokensProcess,
  tokensFail,
  tokensFailForm,
  tokensIssue,
  tokensIssueForm,
  tokensList,
  tokensCount,
  tokensCreate,
  tokensCreateForm,
  tokensUpdate,
  tokensUpdateForm,
  tokensDelete,
  tokensRevoke,
  tokensRevokeForm,
  tokensReissueIdToken,
  tokensCreateBatch,
  tokensBatchStatus,
  revocationProcess,
  revocationProcessForm,
  introspectionProcess,
  introspectionStandardProcess,
  federationConfiguration,
  federationRegister,
  verifiableCredentialsMetadata,
  verifiableCredentialsJwtIssuer,
  verifiableCredentialsJwks,
  verifiableCredentialsNonce,
  verifiableCredentialsCreateOffer,
  verifiableCredentialsOfferInfo,
  verifiableCredentialsParse,
  verifiableCredentialsIssue,
  verifiableCredentialsBatchParse,
  verifiableCredentialsBatchIssue,
  verifiableCredentialsDeferredParse,
  verifiableCredentialsDeferredIssue,
  clientAttestationChallenge,
  backchannelLogoutToken,
  authorizationProcess,
  authorizationFail,
  authorizationIssue,
  authorizationTicketInfo,
  authorizationUpdateTicket,
  pushedAuthorizationCreate,
  userInfoProcess,
  userInfoIssue,
  nativeSsoProcess,
  nativeSsoLogout,
  grantManagementProcess,
  dynamicRegistrationRegister,
  dynamicRegistrationGet,
  dynamicRegistrationUpdate,
  dynamicRegistrationDelete,
  cibaProcess,
  cibaIssue,
  cibaFail,
  cibaComplete,
  deviceFlowAuthorize,
  deviceFlowVerify,
  deviceFlowComplete,
  hardwareSecurityKeysCreate,
  hardwareSecurityKeysDelete,
  hardwareSecurityKeysGet,
  hardwareSecurityKeysList,
  joseVerify,
  lifecycleEcho,
  lifecycleHealthcheck
] as const satisfies ReadonlyArray<AnyOperation>

/** The same as mere data. TypeScript takes long to map or filter a list in which each operation has types of its own. */
export const anyOperations: ReadonlyArray<AnyOperation> = operations

/** Where an operation is called. A form and a count share the place with the operation that they are variants of. */
export const placeOf = ({ base, method, path }: Pick<AnyOperation, "base" | "method" | "path">): string =>
  `${method} ${base === "service" ? "/api/{serviceId}" : "/api"}${path}`
