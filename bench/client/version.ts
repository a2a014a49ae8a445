/**
 * effect-authlete by its public interface alone, so that another commit of it can stand in its place.
 */
import { Introspection, Tokens } from "effect-authlete"
import { competeInFibers } from "./contestant.js"
import { create, introspect, revoke, serviceId } from "./documented.js"
import { runtimeOn, transportOf, transports } from "./runtime.js"

const [origin = "", transport = ""] = process.argv.slice(2)

competeInFibers(runtimeOn({ origin, transport: transportOf(transports, transport), serviceId }), {
  revoke: Tokens.revoke(revoke.request),
  introspect: Introspection.process(introspect.request),
  create: Tokens.create(create.request)
})
