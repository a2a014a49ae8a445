/**
 * Authlete's own SDK. It brings its transport along, which is the `fetch` of Node.
 */
import { Authlete } from "@authlete/typescript-sdk"
import { tokenGetListResponseFromJSON } from "@authlete/typescript-sdk/models"
import { compete, type Decode } from "./contestant.js"
import { accessToken, create, introspect, revoke, serviceId } from "./documented.js"

const [origin = ""] = process.argv.slice(2)

const sdk = new Authlete({ serverURL: origin, bearer: accessToken })

/** What the SDK does to the text of a response: the JSON, and zod. */
const decode: Decode = (text) => {
  const decoded = tokenGetListResponseFromJSON(text)
  return decoded.ok ? decoded.value.accessTokens?.length : undefined
}

compete({
  revoke: () => sdk.token.management.revoke({ serviceId, tokenRevokeRequest: revoke.request }),
  introspect: () => sdk.introspection.process({ serviceId, introspectionRequest: introspect.request }),
  create: () => sdk.token.management.create({ serviceId, tokenCreateRequest: create.request })
}, decode)
