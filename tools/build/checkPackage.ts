/**
 * Packs the package and uses it as a new user would: installs the tarball in an empty project, type-checks a consumer
 * under `nodenext` and `bundler` with `skipLibCheck: false`, and loads every entry point by `import` and `require`; those
 * that need an optional peer after that was installed.
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest
const project = mkdtempSync(join(tmpdir(), "effect-authlete-"))

const run = (command: string, args: ReadonlyArray<string>, cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

const say = (text: string) => process.stdout.write(`${text}\n`)

const tools = (name: string) => resolve("node_modules", ".bin", name)

const entryPoints = Object.entries(manifest.exports)
  .filter(([path, target]) => target !== null && path !== "./package.json")
  .map(([path]) => `${manifest.name}${path.slice(1)}`)

/** The entry points that need a package which is not always there, and which one. */
const optionalPeers: Readonly<Record<string, string>> = {
  NodeTransport: "undici",
  ResourceServerJwt: "jose",
  ResourceServerRpc: "@effect/rpc"
}

const needsMore = (path: string) => Object.hasOwn(optionalPeers, path.split("/").at(-1) ?? "")

const installedVersion = (name: string) =>
  (JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")) as { readonly version: string }).version

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

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  types: []
}

try {
  const tarball = resolve(
    run("npm", ["pack", "--silent", "--pack-destination", project], ".").trim().split("\n").at(-1) ?? ""
  )
  const packed = join(project, tarball.split("/").at(-1) ?? "")

  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }))
  const install = (names: ReadonlyArray<string>, ...more: ReadonlyArray<string>) => {
    const versions = names.map((name) => `${name}@${installedVersion(name)}`)
    run("npm", ["install", "--silent", "--no-audit", "--no-fund", ...more, ...versions], project)
  }
  const load = (paths: ReadonlyArray<string>) => {
    writeFileSync(join(project, "load.mjs"), paths.map((path) => `await import("${path}")`).join("\n"))
    writeFileSync(join(project, "load.cjs"), paths.map((path) => `require("${path}")`).join("\n"))
    run("node", ["load.mjs"], project)
    run("node", ["load.cjs"], project)
    say(`${paths.length} entry points load by import and by require`)
  }

  install(["effect", "@effect/platform"], packed)
  say("installs from the tarball, with nothing but its peers")

  writeFileSync(join(project, "consumer.ts"), consumer)
  for (const [module, moduleResolution] of [["NodeNext", "NodeNext"], ["ESNext", "Bundler"]]) {
    const config = { compilerOptions: { ...compilerOptions, module, moduleResolution }, files: ["consumer.ts"] }
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config))
    run(tools("tsc"), ["-p", "tsconfig.json"], project)
    say(`types hold under ${moduleResolution}, with skipLibCheck off`)
  }

  run(tools("tsx"), ["consumer.ts"], project)
  say("a program runs on the emulator")

  load(entryPoints.filter((path) => !needsMore(path)))
  install(Object.values(optionalPeers))
  load(entryPoints.filter(needsMore))

  const told = run(join("node_modules", ".bin", "effect-authlete"), ["--version"], project).trim()
  say(`the command is there, version ${told}`)

  writeFileSync(
    join(project, "internal.mjs"),
    `await import("${manifest.name}/internal/schemas").then(() => process.exit(1), () => process.exit(0))`
  )
  run("node", ["internal.mjs"], project)
  say("internal modules stay internal")
} finally {
  rmSync(project, { recursive: true, force: true })
}
