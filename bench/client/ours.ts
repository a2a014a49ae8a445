/**
 * effect-authlete, as an authorization server uses it: one runtime, and a fiber for each request that comes in. All
 * options are what they are by default.
 */
import { Introspection, Tokens } from "effect-authlete"
import { competeInFibers } from "./contestant.js"
import { create, introspect, revoke, serviceId } from "./documented.js"
import { runtimeOn } from "./runtime.js"

const [origin = "", transport = ""] = process.argv.slice(2)

competeInFibers(runtimeOn({ origin, transport, serviceId }), {
  revoke: Tokens.revoke(revoke.request),
  introspect: Introspection.process(introspect.request),
  create: Tokens.create(create.request)
})
