/**
 * Two commits of the client against each other in one run: `npx tsx bench/client/commits.ts ../other`, with a checkout of
 * the other commit that has its packages installed. Prints what a call takes here to what it takes there.
 */
import { resolve } from "node:path"
import { conditions, warnWhereBusy } from "../support/measuring.js"
import { byTurns } from "./byTurns.js"
import { withPrograms } from "./programs.js"

const [other] = process.argv.slice(2)
if (other === undefined) throw new Error("The folder of a checkout of the other commit is needed.")

warnWhereBusy()
console.log(conditions())

await withPrograms(["server"], async (startServer) => {
  const origin = String((await startServer("server")).ready)
  await withPrograms(["version"], (startHere) =>
    withPrograms(["version"], async (startThere) => {
      for (const transport of ["undici", "fetch"]) {
        const programs = {
          here: await startHere("version", [origin, transport]),
          there: await startThere("version", [origin, transport])
        }
        for (const call of ["revoke", "introspect", "create"]) {
          const rounds = await byTurns(programs, call, 5_000)
          const figures = (["cpu", "time"] as const).map((figure) => {
            const [here, there] = (["here", "there"] as const).map((name) => rounds.median(figure, name).toFixed(0))
            return `${figure} ${rounds.ratio(figure, "here", "there").toFixed(3)} (${here} to ${there} us)`
          })
          console.log(`${transport}, ${call}: ${figures.join(", ")}`)
        }
      }
    }, resolve(other, "src/index.ts")))
})
