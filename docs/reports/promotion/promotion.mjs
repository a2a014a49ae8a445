/**
 * V8 allocates a function in the old space if it is written right where it is assigned to a property. Effect makes such
 * functions for each `Effect.async`, `uninterruptible`, `interruptible` and their masks. README.md says what follows.
 *
 *   node docs/reports/promotion/promotion.mjs
 *
 * It says what an effect costs: with effect as it is, and with one file of it changed as it is loaded, so that each of
 * those functions is assigned to a variable first. Nothing else is changed.
 */
import { spawnSync } from "node:child_process"
import { register } from "node:module"
import { setImmediate } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const calls = 300_000
const inFlight = 32

/** A hook for Node's loader, which changes the one file: it assigns to a variable first, and then to the property. */
const hook = `
export const load = async (url, context, next) => {
  const loaded = await next(url, context)
  if (!url.endsWith("/effect/dist/esm/internal/core.js")) return loaded
  const inPlace = /(\\.effect_instruction_i\\d) = (?=(\\w+|\\([\\w, ]*\\)) =>)/g
  return { ...loaded, source: "let first;\\n" + String(loaded.source).replace(inPlace, "$1 = first = ") }
}`

/** Makes the effects, each of which waits for a turn of the event loop and holds 4 kB meanwhile. */
const run = async () => {
  const { Effect } = await import("effect")
  const turns = []
  const one = Effect.suspend(() => {
    const held = new Array(512).fill(0)
    return Effect.async((resume) => {
      turns.push(() => resume(Effect.void))
      return Effect.sync(() => held)
    })
  })
  let left = calls
  const fibers = Array.from(
    { length: inFlight },
    () => Effect.runPromise(Effect.whileLoop({ while: () => left-- > 0, body: () => one, step: () => {} }))
  )
  const ended = Promise.all(fibers).then(() => true)
  const begin = process.cpuUsage()
  while (!(await Promise.race([ended, setImmediate(false)]))) turns.splice(0).forEach((turn) => turn())
  const { system, user } = process.cpuUsage(begin)
  console.log(`cpu=${(user + system) / calls}`)
}

const measure = (how) => {
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ["--trace-gc-nvp", fileURLToPath(import.meta.url), how],
    { encoding: "utf8", maxBuffer: 1 << 28 }
  )
  if (!/^cpu=/m.test(stdout)) throw new Error(stderr)
  const promoted = [...stdout.matchAll(/\bpromoted=(\d+)/g)].reduce((sum, [, bytes]) => sum + Number(bytes), 0)
  const cpu = Number(/^cpu=(.*)$/m.exec(stdout)?.[1])
  const full = stdout.match(/\bgc=m/g)?.length ?? 0
  console.log(
    `${how.padEnd(12)} ${cpu.toFixed(1)} us of CPU and ${
      (promoted / calls).toFixed(0)
    } bytes promoted for each effect, ` +
      `${full} full collections in all`
  )
}

switch (process.argv[2]) {
  case "in place":
    await run()
    break
  case "named first":
    register(`data:text/javascript,${encodeURIComponent(hook)}`)
    await run()
    break
  default:
    for (const how of ["in place", "named first", "in place", "named first", "in place", "named first"]) measure(how)
}
