/**
 * This library, with the settings that it has by itself, over the transport that the process is told.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Layer, ManagedRuntime, Redacted } from "effect"
import { AuthleteClient } from "effect-authlete"
import { calledBy } from "../faults/case.js"
import { plantedBearer, serviceId } from "../faults/planted.js"
import { play } from "./player.js"
import { played } from "./protocol.js"

const transport = process.argv[2] === "fetch" ? FetchHttpClient.layer : NodeHttpClient.layerUndici

play(({ index, url }) => {
  const each = played[index]
  if (each === undefined) throw new Error(`no case ${index}`)
  const runtime = ManagedRuntime.make(
    AuthleteClient.layer({
      serviceId,
      accessToken: Redacted.make(plantedBearer),
      baseUrl: url,
      // A limit on the size of bodies is part of the case: without it, there is no fault.
      maxResponseBytes: each.options?.maxResponseBytes
    }).pipe(Layer.provide(transport))
  )
  return () => runtime.runPromise(calledBy(each).call)
})
