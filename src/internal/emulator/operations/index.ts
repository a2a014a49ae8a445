/**
 * What the emulator plays: the behaviour of each operation, and the right that it needs. Methods, paths and encodings
 * come from the operations themselves.
 */
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import type { Operation } from "../../../Operation.js"
import { authorizationFail } from "../../operations/authorization/fail.js"
import { authorizationIssue } from "../../operations/authorization/issue.js"
import { authorizationProcess } from "../../operations/authorization/process.js"
import { authorizationTicketInfo } from "../../operations/authorization/ticketInfo.js"
import { authorizationUpdateTicket } from "../../operations/authorization/updateTicket.js"
import { cibaComplete } from "../../operations/ciba/complete.js"
import { cibaFail } from "../../operations/ciba/fail.js"
import { cibaIssue } from "../../operations/ciba/issue.js"
import { cibaProcess } from "../../operations/ciba/process.js"
import { clientsCreate } from "../../operations/clients/create.js"
import { clientsDelete } from "../../operations/clients/delete.js"
import { clientsDeleteAuthorization } from "../../operations/clients/deleteAuthorization.js"
import { clientsDeleteGrantedScopes } from "../../operations/clients/deleteGrantedScopes.js"
import { clientsDeleteRequestableScopes } from "../../operations/clients/deleteRequestableScopes.js"
import { clientsGet } from "../../operations/clients/get.js"
import { clientsGrantedScopes } from "../../operations/clients/grantedScopes.js"
import { clientsList } from "../../operations/clients/list.js"
import { clientsListAuthorized } from "../../operations/clients/listAuthorized.js"
import { clientsRefreshSecret } from "../../operations/clients/refreshSecret.js"
import { clientsRequestableScopes } from "../../operations/clients/requestableScopes.js"
import { clientsSetLocked } from "../../operations/clients/setLocked.js"
import { clientsUpdate } from "../../operations/clients/update.js"
import { clientsUpdateAuthorization } from "../../operations/clients/updateAuthorization.js"
import { clientsUpdateRequestableScopes } from "../../operations/clients/updateRequestableScopes.js"
import { clientsUpdateSecret } from "../../operations/clients/updateSecret.js"
import { deviceFlowAuthorize } from "../../operations/deviceFlow/authorize.js"
import { deviceFlowComplete } from "../../operations/deviceFlow/complete.js"
import { deviceFlowVerify } from "../../operations/deviceFlow/verify.js"
import { dynamicRegistrationDelete } from "../../operations/dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "../../operations/dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "../../operations/dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "../../operations/dynamicRegistration/update.js"
import { federationConfiguration } from "../../operations/federation/configuration.js"
import { federationRegister } from "../../operations/federation/register.js"
import * as GrantManagement from "../../operations/grantManagement/process.js"
import type { AnyOperation } from "../../operations/index.js"
import * as Introspection from "../../operations/introspection/process.js"
import * as StandardIntrospection from "../../operations/introspection/standardProcess.js"
import { nativeSsoLogout } from "../../operations/nativeSso/logout.js"
import { nativeSsoProcess } from "../../operations/nativeSso/process.js"
import { pushedAuthorizationCreate } from "../../operations/pushedAuthorization/create.js"
import * as Revocation from "../../operations/revocation/process.js"
import { servicesConfiguration } from "../../operations/services/configuration.js"
import { servicesDelete } from "../../operations/services/delete.js"
import { servicesGet } from "../../operations/services/get.js"
import { servicesJwks } from "../../operations/services/jwks.js"
import { servicesList } from "../../operations/services/list.js"
import { servicesUpdate } from "../../operations/services/update.js"
import { tokensCreate } from "../../operations/tokens/create.js"
import { tokensDelete } from "../../operations/tokens/delete.js"
import { tokensFail } from "../../operations/tokens/fail.js"
import { tokensIssue } from "../../operations/tokens/issue.js"
import { tokensList } from "../../operations/tokens/list.js"
import { tokensProcess } from "../../operations/tokens/process.js"
import { tokensReissueIdToken } from "../../operations/tokens/reissueIdToken.js"
import { tokensRevoke } from "../../operations/tokens/revoke.js"
import { tokensUpdate } from "../../operations/tokens/update.js"
import { userInfoIssue } from "../../operations/userInfo/issue.js"
import { userInfoProcess } from "../../operations/userInfo/process.js"
import type { AccessRight } from "../http/accessRights.js"
import type { Play, Transition, Verify } from "../http/engine.js"
import type { Reported } from "../http/refusal.js"
import type { Verbatim, Written } from "../http/response.js"
import { verifyCredentials } from "../protocol/clientAuthentication.js"
import { verifyRegistrationToken } from "../protocol/registration.js"
import type { Unsigned } from "../protocol/unsigned.js"
import type { State } from "../store/state.js"
import * as AuthorizationFail from "./authorization/fail.js"
import * as AuthorizationIssue from "./authorization/issue.js"
import * as AuthorizationProcess from "./authorization/process.js"
import * as AuthorizationTicketInfo from "./authorization/ticketInfo.js"
import * as AuthorizationUpdateTicket from "./authorization/updateTicket.js"
import * as CibaComplete from "./ciba/complete.js"
import * as CibaFail from "./ciba/fail.js"
import * as CibaIssue from "./ciba/issue.js"
import * as CibaProcess from "./ciba/process.js"
import * as ClientsCreate from "./clients/create.js"
import * as ClientsDelete from "./clients/delete.js"
import * as ClientsDeleteAuthorization from "./clients/deleteAuthorization.js"
import * as ClientsDeleteGrantedScopes from "./clients/deleteGrantedScopes.js"
import * as ClientsDeleteRequestableScopes from "./clients/deleteRequestableScopes.js"
import * as ClientsGet from "./clients/get.js"
import * as ClientsGrantedScopes from "./clients/grantedScopes.js"
import * as ClientsList from "./clients/list.js"
import * as ClientsListAuthorized from "./clients/listAuthorized.js"
import * as ClientsRefreshSecret from "./clients/refreshSecret.js"
import * as ClientsRequestableScopes from "./clients/requestableScopes.js"
import * as ClientsSetLocked from "./clients/setLocked.js"
import * as ClientsUpdate from "./clients/update.js"
import * as ClientsUpdateAuthorization from "./clients/updateAuthorization.js"
import * as ClientsUpdateRequestableScopes from "./clients/updateRequestableScopes.js"
import * as ClientsUpdateSecret from "./clients/updateSecret.js"
import * as DeviceFlowAuthorize from "./deviceFlow/authorize.js"
import * as DeviceFlowComplete from "./deviceFlow/complete.js"
import * as DeviceFlowVerify from "./deviceFlow/verify.js"
import * as RegistrationDelete from "./dynamicRegistration/delete.js"
import * as RegistrationGet from "./dynamicRegistration/get.js"
import * as Register from "./dynamicRegistration/register.js"
import * as RegistrationUpdate from "./dynamicRegistration/update.js"
import * as WithoutFederation from "./federation/withoutFederation.js"
import { grantManagementProcess, verifyGrantManagement } from "./grantManagement/process.js"
import { grantRevocation, revokeGrant } from "./grantManagement/revoke.js"
import { introspectionProcess, verifyIntrospection } from "./introspection/process.js"
import { introspectionStandardProcess, verifyStandardIntrospection } from "./introspection/standardProcess.js"
import * as NativeSsoLogout from "./nativeSso/logout.js"
import * as NativeSsoProcess from "./nativeSso/process.js"
import * as PushedAuthorizationCreate from "./pushedAuthorization/create.js"
import { revocationProcess } from "./revocation/process.js"
import * as ServicesConfiguration from "./services/configuration.js"
import * as ServicesDelete from "./services/delete.js"
import * as ServicesGet from "./services/get.js"
import * as ServicesJwks from "./services/jwks.js"
import * as ServicesList from "./services/list.js"
import * as ServicesUpdate from "./services/update.js"
import * as Create from "./tokens/create.js"
import * as Delete from "./tokens/delete.js"
import * as Fail from "./tokens/fail.js"
import * as Issue from "./tokens/issue.js"
import * as List from "./tokens/list.js"
import * as Process from "./tokens/process.js"
import * as ReissueIdToken from "./tokens/reissueIdToken.js"
import * as Revoke from "./tokens/revoke.js"
import * as Update from "./tokens/update.js"
import { verifyTokenRequest } from "./tokens/verify.js"
import * as UserInfoIssue from "./userInfo/issue.js"
import * as UserInfoProcess from "./userInfo/process.js"

export interface Behaviour extends Play {
  readonly operation: AnyOperation
  readonly needs: AccessRight
  /** Whether the request is a whole record, all fields of which are kept, and not only those that the schema knows. */
  readonly takesRecord: boolean
  /** The fields of a request, where the emulator takes more than the library sends. */
  readonly reads?: Schema.Schema.Any | undefined
}

/** The fields of a request as they are read: any may be missing, and a query holds nothing but text. */
type Read<Encoded> = Encoded extends string ? string : Partial<Encoded> | Readonly<Record<string, string>>

/** The body of a response, as an operation may give it. */
type Body<Encoded> = Written<Encoded> | Reported | Verbatim

const plays = <Request, Encoded, Response, ResponseEncoded, R extends Read<Encoded>>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<R, Body<ResponseEncoded>>
): Behaviour => ({
  operation,
  needs,
  takesRecord: false,
  transition: transition as Play["transition"]
})

/** A behaviour whose transition needs facts that have to be waited for. */
const verifies = <Request, Encoded, Response, ResponseEncoded, R extends Read<Encoded>, Facts>(
  operation: Operation<Request, Encoded, Response, ResponseEncoded>,
  needs: AccessRight,
  verify: Verify<R, Facts>,
  transition: Transition<R, Body<ResponseEncoded>, Facts>
): Behaviour => ({
  operation,
  needs,
  takesRecord: false,
  verify: verify as Play["verify"],
  transition: transition as Play["transition"]
})

/** A behaviour that takes requests of a schema of its own. */
const reading = <R, Encoded, Response, ResponseEncoded, Request, RequestEncoded>(
  request: Schema.Schema<R, Encoded>,
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  needs: AccessRight,
  transition: Transition<Partial<Encoded>, Body<ResponseEncoded>>
): Behaviour => ({
  operation,
  needs,
  takesRecord: false,
  reads: request,
  transition: transition as Play["transition"]
})

const takingRecord = (behaviour: Behaviour): Behaviour => ({ ...behaviour, takesRecord: true })

const needingKeys = (behaviour: Behaviour): Behaviour => ({ ...behaviour, needsKeys: true })

/** A transition that has a response to every request. */
const always = <Request, Response, Facts = undefined>(
  respond: (state: State, request: Request, now: number, facts: Facts) => Response | Unsigned<Response>
): Transition<Request, Response, Facts> =>
(state, request, now, facts) => Either.right(respond(state, request, now, facts))

export const behaviours: ReadonlyArray<Behaviour> = [
  plays(clientsGet, "VIEW_CLIENT", ClientsGet.clientsGet),
  plays(clientsList, "VIEW_CLIENT", ClientsList.clientsList),
  takingRecord(plays(clientsCreate, "CREATE_CLIENT", ClientsCreate.clientsCreate)),
  takingRecord(plays(clientsUpdate, "MODIFY_CLIENT", ClientsUpdate.clientsUpdate)),
  plays(clientsDelete, "MODIFY_CLIENT", ClientsDelete.clientsDelete),
  plays(clientsSetLocked, "MODIFY_CLIENT", ClientsSetLocked.clientsSetLocked),
  plays(clientsRefreshSecret, "MODIFY_CLIENT", ClientsRefreshSecret.clientsRefreshSecret),
  plays(clientsUpdateSecret, "MODIFY_CLIENT", ClientsUpdateSecret.clientsUpdateSecret),
  plays(clientsListAuthorized, "VIEW_CLIENT", ClientsListAuthorized.clientsListAuthorized),
  plays(clientsUpdateAuthorization, "MODIFY_CLIENT", ClientsUpdateAuthorization.clientsUpdateAuthorization),
  plays(clientsDeleteAuthorization, "MODIFY_CLIENT", ClientsDeleteAuthorization.clientsDeleteAuthorization),
  plays(clientsGrantedScopes, "VIEW_CLIENT", ClientsGrantedScopes.clientsGrantedScopes),
  plays(clientsDeleteGrantedScopes, "MODIFY_CLIENT", ClientsDeleteGrantedScopes.clientsDeleteGrantedScopes),
  plays(clientsRequestableScopes, "VIEW_CLIENT", ClientsRequestableScopes.clientsRequestableScopes),
  plays(clientsUpdateRequestableScopes, "MODIFY_CLIENT", ClientsUpdateRequestableScopes.clientsUpdateRequestableScopes),
  plays(clientsDeleteRequestableScopes, "MODIFY_CLIENT", ClientsDeleteRequestableScopes.clientsDeleteRequestableScopes),
  plays(servicesGet, "VIEW_SERVICE", always(ServicesGet.servicesGet)),
  plays(servicesList, "VIEW_SERVICE", ServicesList.servicesList),
  takingRecord(plays(servicesUpdate, "MODIFY_SERVICE", always(ServicesUpdate.servicesUpdate))),
  plays(servicesDelete, "DELETE_SERVICE", always(ServicesDelete.servicesDelete)),
  plays(servicesConfiguration, "VIEW_SERVICE", ServicesConfiguration.servicesConfiguration),
  needingKeys(plays(servicesJwks, "VIEW_SERVICE", always(ServicesJwks.servicesJwks))),
  verifies(
    authorizationProcess,
    "USE_SERVICE",
    AuthorizationProcess.verifyAuthorization,
    always(AuthorizationProcess.authorizationProcess)
  ),
  plays(authorizationIssue, "USE_SERVICE", always(AuthorizationIssue.authorizationIssue)),
  plays(authorizationFail, "USE_SERVICE", always(AuthorizationFail.authorizationFail)),
  plays(authorizationTicketInfo, "USE_SERVICE", always(AuthorizationTicketInfo.authorizationTicketInfo)),
  reading(
    AuthorizationUpdateTicket.TicketUpdate,
    authorizationUpdateTicket,
    "USE_SERVICE",
    always(AuthorizationUpdateTicket.authorizationUpdateTicket)
  ),
  verifies(
    pushedAuthorizationCreate,
    "USE_SERVICE",
    PushedAuthorizationCreate.verifyPushed,
    always(PushedAuthorizationCreate.pushedAuthorizationCreate)
  ),
  verifies(userInfoProcess, "USE_SERVICE", UserInfoProcess.verifyUserInfo, always(UserInfoProcess.userInfoProcess)),
  verifies(userInfoIssue, "USE_SERVICE", UserInfoIssue.verifyUserInfoIssue, always(UserInfoIssue.userInfoIssue)),
  verifies(deviceFlowAuthorize, "USE_SERVICE", verifyCredentials, always(DeviceFlowAuthorize.deviceFlowAuthorize)),
  plays(deviceFlowVerify, "USE_SERVICE", always(DeviceFlowVerify.deviceFlowVerify)),
  plays(deviceFlowComplete, "USE_SERVICE", always(DeviceFlowComplete.deviceFlowComplete)),
  verifies(cibaProcess, "USE_SERVICE", CibaProcess.verifyBackchannel, always(CibaProcess.cibaProcess)),
  plays(cibaIssue, "USE_SERVICE", always(CibaIssue.cibaIssue)),
  plays(cibaFail, "USE_SERVICE", always(CibaFail.cibaFail)),
  plays(cibaComplete, "USE_SERVICE", always(CibaComplete.cibaComplete)),
  plays(tokensReissueIdToken, "USE_SERVICE", always(ReissueIdToken.tokensReissueIdToken)),
  verifies(tokensProcess, "USE_SERVICE", verifyTokenRequest, always(Process.tokensProcess)),
  plays(tokensFail, "USE_SERVICE", always(Fail.tokensFail)),
  plays(tokensIssue, "USE_SERVICE", always(Issue.tokensIssue)),
  plays(tokensList, "USE_SERVICE", List.tokensList),
  plays(tokensCreate, "USE_SERVICE", always(Create.tokensCreate)),
  plays(tokensUpdate, "USE_SERVICE", always(Update.tokensUpdate)),
  plays(tokensDelete, "USE_SERVICE", Delete.tokensDelete),
  plays(tokensRevoke, "USE_SERVICE", Revoke.tokensRevoke),
  verifies(Revocation.revocationProcess, "USE_SERVICE", verifyCredentials, always(revocationProcess)),
  verifies(
    Introspection.introspectionProcess,
    "USE_INTROSPECTION",
    verifyIntrospection,
    always(introspectionProcess)
  ),
  verifies(
    StandardIntrospection.introspectionStandardProcess,
    "USE_INTROSPECTION",
    verifyStandardIntrospection,
    always(introspectionStandardProcess)
  ),
  verifies(
    dynamicRegistrationRegister,
    "USE_SERVICE",
    Register.drawRegistrationToken,
    always(Register.dynamicRegistrationRegister)
  ),
  verifies(
    dynamicRegistrationGet,
    "USE_SERVICE",
    verifyRegistrationToken,
    always(RegistrationGet.dynamicRegistrationGet)
  ),
  verifies(
    dynamicRegistrationUpdate,
    "USE_SERVICE",
    verifyRegistrationToken,
    always(RegistrationUpdate.dynamicRegistrationUpdate)
  ),
  verifies(
    dynamicRegistrationDelete,
    "USE_SERVICE",
    verifyRegistrationToken,
    always(RegistrationDelete.dynamicRegistrationDelete)
  ),
  verifies(
    GrantManagement.grantManagementProcess,
    "USE_SERVICE",
    verifyGrantManagement,
    always(grantManagementProcess)
  ),
  verifies(nativeSsoProcess, "USE_SERVICE", NativeSsoProcess.verifyDevice, always(NativeSsoProcess.nativeSsoProcess)),
  plays(nativeSsoLogout, "USE_SERVICE", always(NativeSsoLogout.nativeSsoLogout)),
  plays(grantRevocation, "USE_SERVICE", revokeGrant),
  plays(federationConfiguration, "USE_SERVICE", WithoutFederation.federationConfiguration),
  plays(federationRegister, "USE_SERVICE", WithoutFederation.federationRegister)
]
