/**
 * effect-authlete, as an authorization server uses it: one runtime, and a fiber for each request that comes in. All
 * options are what they are by default.
 */
import * as Headers from "@effect/platform/Headers"
import { Introspection, Tokens } from "effect-authlete"
import * as NodeTransport from "effect-authlete/NodeTransport"
import * as Either from "effect/Either"
import { settle } from "../../src/internal/client/settle.js"
import { tokensList } from "../../src/internal/operations/tokens/list.js"
import { competeInFibers, type Decode } from "./contestant.js"
import { create, introspect, revoke, serviceId } from "./documented.js"
import { runtimeOn, transportOf, transports } from "./runtime.js"

const [origin = "", transport = ""] = process.argv.slice(2)

const known = { ...transports, NodeTransport: NodeTransport.layer }

/** What the client does to the text of a response: JSON, the nulls out, and every field against the schema. */
const decode: Decode = (text) => {
  const settled = settle(
    tokensList,
    { status: 200, headers: Headers.empty, body: Either.right(text), receivedAt: 0 },
    { identity: { operation: tokensList.name, server: "localhost" }, attempts: 1, inDoubt: false, secrets: () => [] }
  )
  return Either.getOrThrow(settled).accessTokens?.length
}

competeInFibers(runtimeOn({ origin, transport: transportOf(known, transport), serviceId }), {
  revoke: Tokens.revoke(revoke.request),
  introspect: Introspection.process(introspect.request),
  create: Tokens.create(create.request)
}, decode)
