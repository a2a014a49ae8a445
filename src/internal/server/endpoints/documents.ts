/**
 * The documents that everybody may read: the metadata and the keys of the server.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../../AuthleteClient.js"
import { execute } from "../../../AuthleteClient.js"
import { servicesConfiguration } from "../../operations/services/configuration.js"
import { servicesJwks } from "../../operations/services/jwks.js"
import type { Settings } from "../endpoint.js"
import { endpoint } from "../endpoint.js"

/** Five minutes: a new key is seen soon enough, and most readers do not ask again. */
const headers = { "cache-control": "public, max-age=300", "x-content-type-options": "nosniff" }

const document = (value: unknown, contentType: string) =>
  HttpServerResponse.text(JSON.stringify(value), { contentType, headers })

/** RFC 8414, section 3, and OpenID Connect Discovery, section 4. */
export const metadataEndpoint = ({ cors }: Settings): HttpApp.Default<never, AuthleteClient> =>
  endpoint(["GET", "HEAD"], cors, () =>
    Effect.flatMap(
      execute(servicesConfiguration, {}),
      (configuration) => document(configuration, "application/json")
    ))

/** The public keys (RFC 7517, section 8.5.2). A service without keys has none to tell. */
export const jwksEndpoint = ({ cors }: Settings): HttpApp.Default<never, AuthleteClient> =>
  endpoint(["GET", "HEAD"], cors, () =>
    Effect.flatMap(
      execute(servicesJwks, {}),
      (keys) =>
        keys === undefined
          ? HttpServerResponse.empty({ status: 204, headers })
          : document(keys, "application/jwk-set+json")
    ))
