/**
 * What the emulator costs. `npm run bench:emulator` builds the command and prints the tables of `docs/performance.md`.
 */
import { startUp, throughput } from "./command.js"
import { scaleOfRequests } from "./requests.js"
import { memoryAtWorst, scale } from "./scale.js"

const row = (name: string, ...cells: ReadonlyArray<string>) =>
  console.log([name.padEnd(32), ...cells.map((cell) => cell.padStart(14))].join(""))

const heading = (text: string) => console.log(`\n${text}\n`)

/** Parts of it, named as arguments, or all. */
const wanted = (part: string) => process.argv.length < 3 || process.argv.includes(part)

if (wanted("startup")) {
  heading("Until the command is ready (median of 5)")
  const { bare, command } = await startUp()
  row("emulator --port 0", `${command.toFixed(0)} ms`)
  row("node -e, listening", `${bare.toFixed(0)} ms`)
}

if (wanted("throughput")) {
  heading("Requests with 32 in flight, the server in a process of its own (median of 5 seconds)")
  row("", "per second", "of bare")
  for (const { name, ofBare, perSecond } of await throughput()) {
    row(name, perSecond.toFixed(0), `${(100 * ofBare).toFixed(0)} %`)
  }
}

if (wanted("requests")) {
  heading("A request over loopback, one at a time, in microseconds (median of 60 batches of 100)")
  row("tokens", "1,000", "1,000,000", "ratio")
  for (const { few, many, name } of await scaleOfRequests()) {
    row(name, few.toFixed(0), many.toFixed(0), (many / few).toFixed(2))
  }
}

if (wanted("scale")) {
  heading("An operation, without HTTP, in microseconds (median of 60 batches of 200)")
  const { rows, seeded } = await scale()
  row("tokens", "1,000", "1,000,000", "ratio")
  for (const { few, many, name } of rows) row(name, few.toFixed(2), many.toFixed(2), (many / few).toFixed(2))
  heading("A million tokens, each with a refresh token")
  const worst = await memoryAtWorst()
  row("", "bytes each", "CPU to seed")
  row("ten for each subject", seeded.bytesPerToken.toFixed(0), `${seeded.seconds.toFixed(1)} s`)
  row("one for each subject", worst.bytesPerToken.toFixed(0), `${worst.seconds.toFixed(1)} s`)
}
