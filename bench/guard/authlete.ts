/**
 * A process in Authlete's place, some milliseconds away: it says of any token that it is good.
 */
import { createServer } from "node:http"
import { good } from "./good.js"

const delay = Number(process.argv[2])

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(good) })
      response.end(good)
    }, delay)
  })
})

server.keepAliveTimeout = 600_000
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(`http://127.0.0.1:${address.port}`)
})

process.once("disconnect", () => process.exit())
