/**
 * A server in a process of its own that speaks TLS, by HTTP/1.1 and HTTP/2, and responds with a constant.
 */
import { createSecureServer } from "node:http2"
import { selfSigned } from "../../tools/faults/certificate.js"

const text = JSON.stringify({ count: 1 })

const server = createSecureServer({ ...selfSigned(), allowHTTP1: true }, (request, response) => {
  request.resume().once("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    response.end(text)
  })
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(`https://127.0.0.1:${address.port}`)
})

process.once("disconnect", () => process.exit())
