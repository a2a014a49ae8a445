/**
 * What several answers tell about the client.
 */
import type { Client } from "./clients.js"
import type { ServiceSettings } from "./settings.js"

export const clientFields = (service: ServiceSettings, client: Client, aliasUsed: boolean) => ({
  clientId: client.clientId,
  clientIdAlias: client.alias,
  clientIdAliasUsed: aliasUsed,
  serviceAttributes: service.attributes,
  clientAttributes: client.attributes
})
