/**
 * A process in Authlete's place, some milliseconds away: it says of any token that it is good.
 */
import { createServer } from "node:http"

const delay = Number(process.argv[2])

const body = JSON.stringify({
  action: "OK",
  resultCode: "A056001",
  responseContent: "Bearer error=\"invalid_request\"",
  existent: true,
  usable: true,
  sufficient: true,
  refreshable: true,
  clientId: 26888344961664,
  subject: "john",
  scopes: ["history.read", "timeline.read"],
  expiresAt: Date.now() + 86_400_000,
  grantType: "AUTHORIZATION_CODE"
})

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
      response.end(body)
    }, delay)
  })
})

server.keepAliveTimeout = 600_000
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(`http://127.0.0.1:${address.port}`)
})

process.once("disconnect", () => process.exit())
