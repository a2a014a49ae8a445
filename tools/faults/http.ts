/**
 * The bytes of HTTP responses.
 */
import type { Step } from "./rawServer.js"
import { send } from "./rawServer.js"

type Fields = Readonly<Record<string, string | ReadonlyArray<string>>>

/** A status line and header fields as they are given, with nothing added. */
export const head = (status: number | string, fields: Fields = {}): string =>
  [
    `HTTP/1.1 ${status}${typeof status === "number" ? " Whatever" : ""}`,
    ...Object.entries(fields).flatMap(([name, value]) =>
      typeof value === "string" ? [`${name}: ${value}`] : value.map((each) => `${name}: ${each}`)
    ),
    "",
    ""
  ].join("\r\n")

/** A response with a body of a length that is told. */
export const respond = (status: number, body: string | Uint8Array = "", fields: Fields = {}): Step => {
  const bytes = Buffer.from(body)
  return send(Buffer.concat([
    Buffer.from(head(status, { "content-type": "application/json", "content-length": `${bytes.length}`, ...fields })),
    bytes
  ]))
}

export const json = (value: unknown, status = 200, fields: Fields = {}): Step =>
  respond(status, JSON.stringify(value), fields)

export const noContent: Step = send(head(204))

export const chunk = (bytes: string | Uint8Array): Step => {
  const data = Buffer.from(bytes)
  return send(Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from("\r\n")]))
}

export const lastChunk: Step = send("0\r\n\r\n")

/** The head of a response whose chunks follow. */
export const chunked = (status: number, fields: Fields = {}): Step =>
  send(head(status, { "content-type": "application/json", "transfer-encoding": "chunked", ...fields }))

/** The bytes of a response, to be put together with others. */
export const bytesOf = (step: Step): Uint8Array => step._tag === "Send" ? step.bytes : new Uint8Array()
