/**
 * The agent of the transport: undici's, with connections that know their other end.
 */
import type { buildConnector, Dispatcher } from "undici"
import { Agent, Client, Pool } from "undici"
import type { Sending } from "./exchange.js"
import { Exchange } from "./exchange.js"

/**
 * How long a connection is kept that nobody uses, in milliseconds, unless the server says another time. undici's own 4
 * seconds make a server that gets a request now and then pay for a new connection with nearly each of them.
 */
const keepAliveTimeout = 30_000

/** One connection at a time. It tells an exchange who sends it. */
class KnowingClient extends Client implements Sending {
  remoteAddress: string | undefined

  constructor(origin: URL, options: Client.Options & { readonly connect: buildConnector.connector }) {
    super(origin, {
      ...options,
      connect: (to, done) =>
        options.connect(to, (...result) => {
          this.remoteAddress = result[1]?.remoteAddress
          done(...result)
        })
    })
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof Exchange) handler.sentBy = this
    return super.dispatch(options, handler)
  }
}

export const makeAgent = (options: Agent.Options): Agent =>
  new Agent({
    keepAliveTimeout,
    // A pool gives the connections that it makes a function as `connect`, whatever its own was.
    factory: (origin, inherited) =>
      new Pool(origin, {
        ...inherited,
        factory: (origin, given) => new KnowingClient(origin, given as { readonly connect: buildConnector.connector })
      }),
    ...options
  })
