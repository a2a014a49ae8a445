/**
 * Authlete's own SDK. It brings its transport along, which is the `fetch` of Node.
 */
import { Authlete } from "@authlete/typescript-sdk"
import { compete } from "./contestant.js"
import { accessToken, create, introspect, revoke, serviceId } from "./documented.js"

const [origin = ""] = process.argv.slice(2)

const sdk = new Authlete({ serverURL: origin, bearer: accessToken })

compete({
  revoke: () => sdk.token.management.revoke({ serviceId, tokenRevokeRequest: revoke.request }),
  introspect: () => sdk.introspection.process({ serviceId, introspectionRequest: introspect.request }),
  create: () => sdk.token.management.create({ serviceId, tokenCreateRequest: create.request })
})
