/**
 * The part of a contestant's process that takes turns: it makes calls for a while, and says what they took.
 */

export interface Order {
  /** The name of the call. */
  readonly call: string
  /** The turn takes as long as this, and as many calls as that. */
  readonly milliseconds: number
  readonly calls: number
}

/** In microseconds for each call. */
export interface Turn {
  /** From one response to the next. */
  readonly time: number
  /** Of the processor, the collector and the compiler included; what the server takes is not. */
  readonly cpu: number
}

/** Makes one call after the other as long as they are wanted. It rejects if a response is not the one that was due. */
export type Repeat = (wanted: () => boolean) => Promise<void>

/** Repeats what gives promises. */
export const repeated = (call: () => Promise<void>): Repeat => async (wanted) => {
  while (wanted()) await call()
}

const inFlight = 32

/** Makes calls, that many in flight at any time, as long as they are wanted; the number of them. */
export const keepInFlight = async (repeat: Repeat, wanted: (calls: number) => boolean): Promise<number> => {
  let calls = 0
  const another = () => wanted(calls) && ++calls > 0
  await Promise.all(Array.from({ length: inFlight }, () => repeat(another)))
  return calls
}

const take = async (call: Repeat, least: Omit<Order, "call">): Promise<Turn> => {
  const begin = performance.now()
  const before = process.cpuUsage()
  const calls = await keepInFlight(
    call,
    (made) => made < least.calls || performance.now() - begin < least.milliseconds
  )
  const { system, user } = process.cpuUsage(before)
  return { time: (performance.now() - begin) * 1_000 / calls, cpu: (system + user) / calls }
}

export const takeTurns = (calls: Readonly<Record<string, Repeat>>): void => {
  process.on("message", ({ call: name, ...least }: Order) => {
    const call = calls[name]
    if (call === undefined) throw new Error(`no call ${name}`)
    void take(call, least).then((turn) => process.send?.(turn))
  })
  process.once("disconnect", () => process.exit())
  process.send?.("ready")
}
