/**
 * The least that a server in Node can do: it reads the request and responds with a constant. What it manages is what the
 * machine has to give, so that figures can be told as a part of it.
 */
import { createServer } from "node:http"

const body = JSON.stringify({ action: "OK", resultCode: "A056001", responseContent: "x".repeat(512) })

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length })
    response.end(body)
  })
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) console.log(`http://127.0.0.1:${address.port}`)
})
