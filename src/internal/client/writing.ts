/**
 * Whether a request was written to a connection. While all connections are busy, requests wait in a queue, and one that
 * was never written was not carried out.
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"

/** A request that a transport has accepted. Its `abort` is null until the transport begins to write it. */
export interface AcceptedRequest {
  readonly abort?: unknown
}

/** A request inside undici. */
interface UndiciRequest extends AcceptedRequest {
  readonly body?: unknown
}

/** Node's `diagnostics_channel`, by which undici announces the requests that one of its connections has accepted. */
interface DiagnosticsChannels {
  readonly subscribe: (channel: string, listener: (message: { readonly request?: UndiciRequest }) => void) => void
}

interface NodeGlobal {
  readonly process?: { readonly getBuiltinModule?: (name: string) => DiagnosticsChannels | undefined }
}

/** The name under which the memory of a body keeps the requests that were accepted with it. */
const accepted: unique symbol = Symbol("effect-authlete/accepted")

interface Memory {
  [accepted]?: Array<AcceptedRequest>
}

const memoryOf = (body: unknown): Memory | undefined => ArrayBuffer.isView(body) ? body.buffer as Memory : undefined

/** Tells whoever watches a body that a request with it was accepted. */
export const noteAccepted = (body: unknown, request: AcceptedRequest): void => {
  memoryOf(body)?.[accepted]?.push(request)
}

let isListening = false

const listen = () => {
  if (isListening) return
  isListening = true
  const channels = (globalThis as NodeGlobal).process?.getBuiltinModule?.("node:diagnostics_channel")
  channels?.subscribe("undici:request:create", ({ request }) => {
    if (request !== undefined) noteAccepted(request.body, request)
  })
}

/**
 * Watches whether a request is written. The function that is returned says whether it certainly was not. `NodeTransport`
 * tells it of each request, and undici of those that one of its connections has accepted. No other transport tells.
 */
export const watchWriting = ({ body }: HttpClientRequest): () => boolean => {
  const memory = body._tag === "Uint8Array" ? memoryOf(body.body) : undefined
  if (memory === undefined) return () => false
  listen()
  const requests: Array<AcceptedRequest> = []
  memory[accepted] = requests
  return () => requests.length > 0 && requests.every(({ abort }) => abort === null)
}
