/**
 * A process in Authlete's place that does as little as it can: it reads the request and responds with a text that was
 * made before. What it takes is the same for all clients, and none of it is theirs.
 */
import { createServer } from "node:http"
import { create, failingServiceId, failure, introspect, page, revoke } from "./documented.js"

const responses = new Map([create, introspect, revoke].map(({ path, response }) => [path, JSON.stringify(response)]))
/** More tokens than anybody lists, page by page. */
const list = (query: string): string => {
  const parameters = new URLSearchParams(query)
  return page(Number(parameters.get("start")), Number(parameters.get("end")), 1_000_000)
}

const failed = JSON.stringify(failure)
const failing = `/api/${failingServiceId}/`
const json = "application/json;charset=UTF-8"

const server = createServer((request, response) => {
  const { url = "" } = request
  const [path = "", query] = url.slice(url.indexOf("/auth/")).split("?")
  const found = query === undefined ? responses.get(path) : list(query)
  request.resume().once("end", () => {
    const isFailure = found === undefined || url.startsWith(failing)
    const text = isFailure ? failed : found
    response.writeHead(isFailure ? 400 : 200, { "content-type": json, "content-length": Buffer.byteLength(text) })
    response.end(text)
  })
})

// A client that waits for its turn finds its connections open.
server.keepAliveTimeout = 600_000

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(`http://127.0.0.1:${address.port}`)
})

process.once("disconnect", () => process.exit())
