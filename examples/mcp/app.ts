/**
 * An MCP server over HTTP ("Streamable HTTP"), protected as the authorization chapter of the Model Context Protocol asks for:
 * a challenge that leads to the metadata of the resource, and tokens that must be for this server (RFC 8707).
 */
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect, Schema } from "effect"
import { ResourceServer } from "effect-authlete"

/** A message of JSON-RPC. A notification has no id. */
const Message = Schema.Struct({
  jsonrpc: Schema.Literal("2.0"),
  id: Schema.optional(Schema.Union(Schema.String, Schema.Number)),
  method: Schema.String,
  params: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
})

const whoAmI = {
  name: "who_am_i",
  description: "Tells whose access token this is.",
  inputSchema: { type: "object", properties: {} }
}

/** The result of a method; `undefined` if there is no such method. */
const resultOf = ({ method, params = {} }: typeof Message.Type) =>
  Effect.gen(function*() {
    switch (method) {
      case "initialize":
        return {
          protocolVersion: params["protocolVersion"],
          capabilities: { tools: {} },
          serverInfo: { name: "who-am-i", version: "1.0.0" }
        }
      case "ping":
        return {}
      case "tools/list":
        return { tools: [whoAmI] }
      case "tools/call": {
        const { subject = "nobody" } = yield* ResourceServer.AccessToken
        return { content: [{ type: "text", text: `You are ${subject}.` }] }
      }
      default:
        return undefined
    }
  })

const respond = Effect.gen(function*() {
  const message = yield* HttpServerRequest.schemaBodyJson(Message)
  if (message.id === undefined) return HttpServerResponse.empty({ status: 202 })
  const result = yield* resultOf(message)
  const { id } = message
  return yield* HttpServerResponse.json(
    result === undefined
      ? { jsonrpc: "2.0", id, error: { code: -32601, message: "Method not found" } }
      : { jsonrpc: "2.0", id, result }
  )
}).pipe(Effect.catchTag("ParseError", () => HttpServerResponse.empty({ status: 400 })))

/** The layer of the guard: every token must be for this resource. */
export const layer = (resource: string) => ResourceServer.layer({ resource })

/** The MCP server at `/mcp`, and the metadata that tell where to get tokens for it. */
export const app = ({ authorizationServer, resource }: {
  readonly resource: string
  readonly authorizationServer: string
}) => {
  const endpoint = HttpRouter.empty.pipe(
    HttpRouter.post("/mcp", respond),
    // This server has nothing to tell of its own accord.
    HttpRouter.get("/mcp", HttpServerResponse.empty({ status: 405, headers: { allow: "POST" } })),
    ResourceServer.protect({ scopes: ["history.read"] })
  )
  return ResourceServer.metadata({ resource, authorizationServers: [authorizationServer], scopes: ["history.read"] })
    .pipe(
      HttpRouter.concat(endpoint)
    )
}
