/**
 * One exchange: a request that is sent, and the response to it as it comes in. undici calls its methods.
 *
 * They are those of undici's older handlers, which undici 7 still takes. The newer ones make an object of the headers
 * and two more for each request, whether anybody looks at them or not.
 */
import * as Headers from "@effect/platform/Headers"
import { type Dispatcher, util } from "undici"
import { concat } from "../client/response.js"

/** How many bytes of a body are kept for somebody who does not read them yet. Then the server has to wait. */
const highWaterMark = 64 * 1024

/**
 * What undici is told when an exchange is given up. It is made once, and without a stack: the stack of an error holds
 * the objects whose methods are in it, and undici holds on to the error for as long as it likes.
 */
const givenUp = Object.assign(new Error("the exchange was given up"), { stack: "" })

/** What sends requests, and knows the other end of its connection. */
export interface Sending {
  readonly remoteAddress: string | undefined
}

/** Gives an exchange up when the response that shows its body is no longer held by anybody. */
const unread = new FinalizationRegistry<Exchange>((exchange) => exchange.giveUp())

type OnInfo = Dispatcher.RequestOptions["onInfo"]

export class Exchange implements Dispatcher.DispatchHandler {
  /** Ends the exchange, and its connection. Null until undici begins to write the request. */
  abort: ((reason: Error) => void) | null = null
  sentBy: Sending | undefined
  status = 0
  rawHeaders: Array<Buffer> = []
  /** The other end of the connection, as far as it is known. */
  remoteAddress: string | undefined
  /** How many bytes of a whole body are taken in. With more, the exchange is broken off. */
  limit = Infinity
  /** Whether nothing more will come, because all is here or because of a failure. */
  isEnded = false
  failure: Error | undefined

  /** How many bytes of the body have come, and were not read in parts. */
  size = 0
  private chunks: Array<Uint8Array> = []
  private reading: "not yet" | "whole" | "in parts" = "not yet"
  private whole: Uint8Array | undefined
  private readHeaders: Headers.Headers | undefined
  private waiting: Array<() => void> | undefined
  private goOn: (() => void) | undefined
  private onHead: ((exchange: Exchange) => void) | undefined
  private readonly onInfo: OnInfo

  /** `onHead` is called once: when the head is here, or when there will be none. */
  constructor(onHead: (exchange: Exchange) => void, onInfo: OnInfo) {
    this.onHead = onHead
    this.onInfo = onInfo
  }

  onConnect(abort: (reason?: Error) => void): void {
    // Thrown, this ends the request alone. To call `abort` would cost the connection, which was not used yet.
    if (this.isEnded) throw givenUp
    this.abort = abort
  }

  onHeaders(status: number, rawHeaders: Array<Buffer>, goOn: () => void): boolean {
    if (status < 200) {
      this.onInfo?.({ statusCode: status, headers: util.parseHeaders(rawHeaders) })
      return true
    }
    this.status = status
    this.rawHeaders = rawHeaders
    this.goOn = goOn
    this.remoteAddress = this.sentBy?.remoteAddress
    // A microtask later, a small body that came along with its head is here as well, and need not be waited for.
    queueMicrotask(() => this.tellHead())
    return true
  }

  onData(chunk: Uint8Array): boolean {
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.reading === "in parts") this.wake()
    if (this.reading !== "whole") return this.size < highWaterMark
    if (this.size > this.limit) this.breakOff()
    return true
  }

  onComplete(): void {
    this.end(undefined)
  }

  onError(error: Error): void {
    this.end(error)
    if (this.status === 0) this.tellHead()
  }

  /** Ends an exchange that nobody waits for any more. A connection that is still busy with it is closed. */
  giveUp(): void {
    this.onHead = undefined
    this.breakOff()
  }

  /** The same, for those who may still wait: they hear of it. */
  breakOff(): void {
    if (this.isEnded) return
    this.chunks = []
    this.onError(givenUp)
    this.abort?.(givenUp)
  }

  /** From now on, the exchange ends when nobody holds this object any more, unless the body is read. */
  endsWith(response: object): void {
    if (!this.isEnded) unread.register(response, this, this)
  }

  get headers(): Headers.Headers {
    return this.readHeaders ??= Headers.fromInput(util.parseHeaders(this.rawHeaders))
  }

  /** The whole body, if it is here. */
  get bytes(): Uint8Array | undefined {
    if (this.whole === undefined && this.isEnded && this.failure === undefined && this.reading !== "in parts") {
      this.whole = concat(this.chunks, this.size)
      this.chunks = []
    }
    return this.whole
  }

  /** Whether the body is read in parts. Then it cannot be read again. */
  get isInParts(): boolean {
    return this.reading === "in parts"
  }

  /** From now on, takes in all that comes. Says when it is here, or nothing more will come. */
  readWhole(whenEnded: () => void): void {
    this.begin("whole")
    if (this.size > this.limit) this.breakOff()
    if (this.isEnded) return whenEnded()
    this.wait(whenEnded)
    this.goOn?.()
  }

  /** From now on, gives what has come to `readPart`, and lets the server wait until it was taken. */
  readInParts(): void {
    this.begin("in parts")
  }

  /** Gives what has come since the last part; nothing, if nothing more will come. */
  readPart(whenThere: (part: ReadonlyArray<Uint8Array>) => void): void {
    if (this.chunks.length > 0) {
      const part = this.chunks
      const wasPaused = this.size >= highWaterMark
      this.chunks = []
      this.size = 0
      if (wasPaused) this.goOn?.()
      return whenThere(part)
    }
    if (this.isEnded) return whenThere([])
    this.wait(() => this.readPart(whenThere))
  }

  private begin(reading: "whole" | "in parts"): void {
    this.reading = reading
    if (!this.isEnded) unread.unregister(this)
  }

  private end(failure: Error | undefined): void {
    if (this.isEnded) return
    this.isEnded = true
    this.failure = failure
    this.goOn = undefined
    this.wake()
  }

  private tellHead(): void {
    const { onHead } = this
    this.onHead = undefined
    onHead?.(this)
  }

  private wait(task: () => void): void {
    if (this.waiting === undefined) this.waiting = [task]
    else this.waiting.push(task)
  }

  private wake(): void {
    const { waiting } = this
    this.waiting = undefined
    waiting?.forEach((task) => task())
  }
}
