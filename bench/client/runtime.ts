import { FetchHttpClient, type HttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Layer, ManagedRuntime, Redacted } from "effect"
import { AuthleteClient } from "effect-authlete"
import { accessToken } from "./documented.js"

export interface Where {
  readonly origin: string
  readonly transport: Layer.Layer<HttpClient.HttpClient>
  readonly serviceId: string
}

/** The transports of the platform, by the names that the programs are told. */
export const transports = {
  fetch: FetchHttpClient.layer,
  undici: NodeHttpClient.layerUndici
}

/** A transport by its name, among these. */
export const transportOf = <Name extends string>(
  known: Readonly<Record<Name, Where["transport"]>>,
  name: string
): Where["transport"] => {
  if (!(name in known)) throw new Error(`no transport ${name}`)
  return known[name as Name]
}

/** A runtime with the client, which has its defaults for all that it need not be told. */
export const runtimeOn = ({ origin, serviceId, transport }: Where) =>
  ManagedRuntime.make(
    AuthleteClient.layer({ serviceId, accessToken: Redacted.make(accessToken), baseUrl: origin }).pipe(
      Layer.provide(transport)
    )
  )
