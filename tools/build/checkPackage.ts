/**
 * Packs a package and uses it as a new user would: installs the tarball in an empty project, type-checks a consumer
 * under `nodenext` and `bundler` with `skipLibCheck: false`, runs and bundles it, loads every entry point by `import`
 * and `require` (those that need an optional peer after that was installed), and tries to install it beside the other
 * major of Effect.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly devDependencies: Readonly<Record<string, string>>
}

export const run = (command: string, args: ReadonlyArray<string>, cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

export const say = (text: string) => process.stdout.write(`${text}\n`)

export const tools = (name: string) => resolve("node_modules", ".bin", name)

/** A package, and what uses it. */
export interface Checked {
  /** The folder of the package. */
  readonly folder: string
  /** What is installed beside it, with versions. */
  readonly peers: ReadonlyArray<string>
  /** The entry points that need a package which is not always there, and which one, with its version. */
  readonly optionalPeers: Readonly<Record<string, string>>
  /** The version of Effect that it is not for. */
  readonly otherEffect: string
  /** The program that uses it. */
  readonly consumer: string
  /** Runs the program in a project, given how to run a command. */
  readonly runConsumer: (project: string) => void | Promise<void>
}

/** The version of a package in a folder of modules. */
export const installedVersion = (name: string, modules = "node_modules"): string =>
  (JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as { readonly version: string }).version

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  types: []
}

const project = () => mkdtempSync(join(tmpdir(), "effect-authlete-"))

const emptyProject = (folder: string) =>
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }))

const install = ["install", "--silent", "--no-audit", "--no-fund"]

/** npm has to refuse, and to say which Effect is there and which is asked for. */
const refusesOther = (tarball: string, other: string) => {
  const folder = project()
  try {
    emptyProject(folder)
    run("npm", [...install, `effect@${other}`], folder)
    // As loud as npm is by default, also below an `npm run --silent`.
    const { status, stderr } = spawnSync("npm", ["install", "--loglevel=error", "--no-audit", "--no-fund", tarball], {
      cwd: folder,
      encoding: "utf8"
    })
    const asked = /peer effect@"\^(\d+)\./.exec(stderr)?.[1]
    const isClear = stderr.includes("ERESOLVE") && stderr.includes(`Found: effect@${other}`) && asked !== undefined
    if (status === 0 || !isClear || other.startsWith(`${asked}.`)) {
      throw new Error(`beside effect ${other}, npm should refuse with ERESOLVE, but said\n${stderr}`)
    }
    say(`beside effect ${other}, npm refuses and names both versions of effect`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const checkPackage = async (
  { consumer, folder, optionalPeers, otherEffect, peers, runConsumer }: Checked
): Promise<void> => {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest
  const entryPoints = Object.entries(manifest.exports)
    .filter(([path, target]) => target !== null && path !== "./package.json")
    .map(([path]) => `${manifest.name}${path.slice(1)}`)
  const needsMore = (path: string) => Object.hasOwn(optionalPeers, path.split("/").at(-1) ?? "")
  const place = project()
  const load = (paths: ReadonlyArray<string>) => {
    writeFileSync(join(place, "load.mjs"), paths.map((path) => `await import("${path}")`).join("\n"))
    writeFileSync(join(place, "load.cjs"), paths.map((path) => `require("${path}")`).join("\n"))
    run("node", ["load.mjs"], place)
    run("node", ["load.cjs"], place)
    say(`${paths.length} entry points load by import and by require`)
  }
  try {
    const printed = run("npm", ["pack", "--silent", "--pack-destination", place], folder)
    const packed = join(place, printed.trim().split("\n").at(-1) ?? "")
    emptyProject(place)
    run("npm", [...install, packed, ...peers], place)
    say("installs from the tarball, with nothing but its peers")

    writeFileSync(join(place, "consumer.ts"), consumer)
    for (const [module, moduleResolution] of [["NodeNext", "NodeNext"], ["ESNext", "Bundler"]]) {
      const config = { compilerOptions: { ...compilerOptions, module, moduleResolution }, files: ["consumer.ts"] }
      writeFileSync(join(place, "tsconfig.json"), JSON.stringify(config))
      run(tools("tsc"), ["-p", "tsconfig.json"], place)
      say(`types hold under ${moduleResolution}, with skipLibCheck off`)
    }

    await runConsumer(place)
    say("a program runs on the emulator")

    run(
      tools("esbuild"),
      ["consumer.ts", "--bundle", "--format=esm", "--outfile=bundle.js", "--log-level=warning"],
      place
    )
    say("a bundler finds all that the program needs, without the optional peers")

    load(entryPoints.filter((path) => !needsMore(path)))
    const more = Object.values(optionalPeers)
    if (more.length > 0) {
      run("npm", [...install, ...more], place)
      load(entryPoints.filter(needsMore))
    }

    const told = run(join("node_modules", ".bin", "effect-authlete"), ["--version"], place).trim()
    if (told !== manifest.version) throw new Error(`the command of ${manifest.version} says that it is ${told}`)
    say(`the command is there, and tells the version of the package, ${told}`)

    writeFileSync(
      join(place, "internal.mjs"),
      `await import("${manifest.name}/internal/schemas").then(() => process.exit(1), () => process.exit(0))`
    )
    run("node", ["internal.mjs"], place)
    say("internal modules stay internal")

    refusesOther(packed, otherEffect)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const consumer = `
import { FetchHttpClient } from "@effect/platform"
import { Effect, Layer, Match, Schedule } from "effect"
import { AuthleteClient, AuthleteEmulator, RetryPolicy, Tokens } from "effect-authlete"
import type { TokenCreateRequest } from "effect-authlete/Tokens"

export const AuthleteLive = AuthleteClient.layerConfig().pipe(
  Layer.provide([FetchHttpClient.layer, RetryPolicy.layer(Schedule.recurs(2))])
)

const request: TokenCreateRequest = { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" }

const next = Match.type<Tokens.TokenProcessResponse>().pipe(
  Match.discriminators("action")({ OK: ({ responseContent }) => responseContent }),
  Match.orElse(() => undefined)
)

export const program = Effect.gen(function*() {
  const { accessToken } = yield* Tokens.create(request)
  next(yield* Tokens.process({ parameters: "grant_type=client_credentials", clientId: "26888344961664" }))
  return yield* Tokens.revoke({ accessTokenIdentifier: accessToken })
}).pipe(Effect.catchTag("Forbidden", (error) => Effect.logWarning(error.resultCode)))

const revoked = await Effect.runPromise(program.pipe(Effect.provide(AuthleteEmulator.layerClient())))
if (typeof revoked !== "object" || revoked.count !== 1) throw new Error("the token was not revoked")
`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const installed = (name: string) => `${name}@${installedVersion(name)}`
  await checkPackage({
    folder: ".",
    peers: ["effect", "@effect/platform"].map(installed),
    optionalPeers: {
      NodeTransport: installed("undici"),
      ResourceServerJwt: installed("jose"),
      ResourceServerRpc: installed("@effect/rpc")
    },
    otherEffect: "4.1.0",
    consumer,
    runConsumer: (project) => {
      run(tools("tsx"), ["consumer.ts"], project)
    }
  })
}
