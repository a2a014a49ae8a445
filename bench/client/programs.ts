/**
 * Programs of a bench in processes of their own, spoken to by messages.
 *
 * They are bundled first, the packages left out: tsx gives every function its name at run time, which the functions
 * that a call makes would pay for, and the published code does not do.
 */
import { build } from "esbuild"
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Where the sources of programs are, and what runs them. */
export interface Place {
  /** The folder that holds the sources, and the packages that they import or a folder with them above it. */
  readonly root: string
  /** The Node to run the programs with. */
  readonly node: string
}

export const here: Place = { root: fileURLToPath(new URL("../..", import.meta.url)), node: process.execPath }

export interface Program {
  /** What the program said first. */
  readonly ready: unknown
  /** Sends an order, and waits for the result. */
  readonly ask: (order: unknown) => Promise<unknown>
  readonly stop: () => Promise<void>
}

export type Start = (
  name: string,
  args?: ReadonlyArray<string>,
  nodeOptions?: ReadonlyArray<string>
) => Promise<Program>

const next = async (child: ChildProcess, name: string): Promise<unknown> => {
  const listening = new AbortController()
  const { signal } = listening
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`${name} ended with ${code}`)
  })
  const [message] = await Promise.race([once(child, "message", { signal }), ended]).finally(() => {
    ended.catch(() => {})
    listening.abort()
  }) as [unknown]
  return message
}

const starter = (
  directory: string,
  node: string,
  running: Array<Program>
): Start =>
async (name, args = [], nodeOptions = []) => {
  const child = fork(join(directory, `${name}.mjs`), args, { execPath: node, execArgv: [...nodeOptions] })
  const ready = await next(child, name)
  const program: Program = {
    ready,
    ask: (order) => {
      const result = next(child, name)
      child.send(order as object)
      return result
    },
    // The program ends itself when it hears no more, so that Node can write what it was asked to record.
    stop: async () => {
      if (!child.connected) return
      const ended = once(child, "exit")
      child.disconnect()
      await ended
    }
  }
  running.push(program)
  return program
}

/** Bundles the programs of a folder with these sources of the library, and ends and removes them after use. */
export const withPrograms = async <A>(
  names: ReadonlyArray<string>,
  use: (start: Start) => Promise<A>,
  library = "./src/index.ts",
  folder = "bench/client",
  { node, root }: Place = here
): Promise<A> => {
  const cache = join(root, "node_modules", ".cache")
  mkdirSync(cache, { recursive: true })
  // Below the project, where its packages are found.
  const outdir = mkdtempSync(join(cache, "bench-"))
  const running: Array<Program> = []
  try {
    await build({
      absWorkingDir: root,
      entryPoints: names.map((name) => `${folder}/${name}.ts`),
      outdir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      packages: "external",
      alias: {
        "effect-authlete/NodeTransport": library.replace(/index\.ts$/, "NodeTransport.ts"),
        "effect-authlete": library
      },
      platform: "node",
      format: "esm",
      target: "es2022",
      logLevel: "warning"
    })
    return await use(starter(outdir, node, running))
  } finally {
    await Promise.all(running.map(({ stop }) => stop()))
    rmSync(outdir, { recursive: true, force: true })
  }
}
