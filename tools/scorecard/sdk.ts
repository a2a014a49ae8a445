/**
 * Authlete's SDK, with the settings that it has by itself, called for the same as this library.
 */
import { Authlete } from "@authlete/typescript-sdk"
import type * as models from "@authlete/typescript-sdk/models"
import { plantedBearer, serviceId } from "../faults/planted.js"
import { play } from "./player.js"

type Method = (sdk: Authlete, request: never) => Promise<unknown>

const methods: Readonly<Record<string, Method>> = {
  "tokens.list": (sdk, request: object) => sdk.token.management.list({ serviceId, ...request }),
  "tokens.create": (sdk, tokenCreateRequest: models.TokenCreateRequest) =>
    sdk.token.management.create({ serviceId, tokenCreateRequest }),
  "tokens.update": (sdk, tokenUpdateRequest: models.TokenUpdateRequest) =>
    sdk.token.management.update({ serviceId, tokenUpdateRequest }),
  "tokens.delete": (sdk, accessTokenIdentifier: string) =>
    sdk.token.management.delete({ serviceId, accessTokenIdentifier }),
  "tokens.revoke": (sdk, tokenRevokeRequest: models.TokenRevokeRequest) =>
    sdk.token.management.revoke({ serviceId, tokenRevokeRequest }),
  "tokens.process": (sdk, tokenRequest: models.TokenRequest) => sdk.token.process({ serviceId, tokenRequest }),
  "tokens.issue": (sdk, tokenIssueRequest: models.TokenIssueRequest) =>
    sdk.token.issue({ serviceId, tokenIssueRequest }),
  "tokens.fail": (sdk, tokenFailRequest: models.TokenFailRequest) => sdk.token.fail({ serviceId, tokenFailRequest }),
  "introspection.process": (sdk, introspectionRequest: models.IntrospectionRequest) =>
    sdk.introspection.process({ serviceId, introspectionRequest }),
  "introspection.standardProcess": (sdk, standardIntrospectionRequest: models.StandardIntrospectionRequest) =>
    sdk.introspection.standardProcess({ serviceId, standardIntrospectionRequest }),
  "revocation.process": (sdk, revocationRequest: models.RevocationRequest) =>
    sdk.revocation.process({ serviceId, revocationRequest })
}

play(({ operation, request, url }) => {
  const method = methods[operation]
  if (method === undefined) throw new Error(`the SDK is not called for ${operation}`)
  const client = new Authlete({ serverURL: url, bearer: plantedBearer })
  return () => method(client, request as never)
})
