/**
 * The scopes of a new token: those that were asked for and that the client can have, or else the service's defaults.
 */
import * as Clients from "../../model/clients.js"
import * as Parameters from "../parameters.js"
import type { GrantRequest } from "./grantRequest.js"

export const requestedScopes = ({ client, form, state: { service } }: GrantRequest): ReadonlyArray<string> =>
  Clients.allowedScopes(
    service,
    client,
    Parameters.scopesOf(form) ?? service.scopes.filter(({ defaultEntry }) => defaultEntry).map(({ name }) => name)
  )
