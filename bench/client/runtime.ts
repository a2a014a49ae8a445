import { FetchHttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Layer, ManagedRuntime, Redacted } from "effect"
import { AuthleteClient } from "effect-authlete"
import { accessToken } from "./documented.js"

export interface Where {
  readonly origin: string
  readonly transport: string
  readonly serviceId: string
}

/** A runtime with the client, which has its defaults for all that it need not be told. */
export const runtimeOn = ({ origin, serviceId, transport }: Where) =>
  ManagedRuntime.make(
    AuthleteClient.layer({ serviceId, accessToken: Redacted.make(accessToken), baseUrl: origin }).pipe(
      Layer.provide(transport === "fetch" ? FetchHttpClient.layer : NodeHttpClient.layerUndici)
    )
  )
