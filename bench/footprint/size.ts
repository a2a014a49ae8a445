/**
 * What calls to Authlete add to the bundle of an app that calls another API already, by Effect's `HttpClient` and
 * `Schema`. The apps are the files in `apps`; they import module by module, which makes the app that ours is added to
 * as small as it can be, and the difference as large.
 */
import { build } from "esbuild"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Row } from "../support/report.js"
import { more } from "./project.js"
import type { Project } from "./project.js"

const section = "Bundle, minified and gzipped"

interface Bundle {
  readonly bytes: number
  /** Of each file, what was left of it. */
  readonly parts: ReadonlyArray<readonly [file: string, bytes: number]>
}

/** One bundle of several apps. */
const bundle = async ({ folder }: Project, ...apps: ReadonlyArray<string>): Promise<Bundle> => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: apps.map((app) => `export * from "./${app}.js"`).join("\n"), resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    legalComments: "none",
    tsconfigRaw: {},
    metafile: true,
    write: false,
    logLevel: "warning"
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return {
    bytes: outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0),
    parts: inputs.map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const)
  }
}

const isEmulator = (file: string) => /effect-authlete.*emulator/i.test(file)

const emulatorIn = ({ parts }: Bundle): number =>
  parts.filter(([file]) => isEmulator(file)).reduce((sum, [, bytes]) => sum + bytes, 0)

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>
}

/** The modules that need a package which is not always there. */
const needsOptionalPeer = (path: string) =>
  ["./NodeTransport", "./ResourceServerJwt", "./ResourceServerRpc"].includes(path)

/** An app that keeps all that there is in every module of the package but the emulator and those with a peer of their own. */
const everything = ({ installed }: Project): string => {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest
  return Object.keys(exports)
    .filter((path) => /^\.\/\w+$/.test(path) && !isEmulator(`effect-authlete${path}`) && !needsOptionalPeer(path))
    .map((path) => `export * as ${path.slice(2)} from "effect-authlete${path.slice(1)}"`)
    .join("\n")
}

export const size = async (project: Project): Promise<ReadonlyArray<Row>> => {
  project.write("everything.ts", everything(project))
  const minimal = await bundle(project, "minimal")
  const usual = await bundle(project, "usual")
  const byRoot = await bundle(project, "minimal", "revoke-by-root")
  const emulator = emulatorIn(byRoot)
  const over = (what: string, peer: string, ours: Bundle, theirs: Bundle, atMost?: number) =>
    more({
      section,
      what,
      peer,
      ours: ours.bytes,
      theirs: theirs.bytes,
      unit: "B",
      ...(atMost !== undefined && { atMost })
    })
  return [
    over(
      "Tokens.revoke and layerConfig",
      "HttpClient and Schema, one call",
      await bundle(project, "minimal", "revoke"),
      minimal,
      11_000
    ),
    over(
      "everything but the emulator",
      "HttpClient and Schema, one call",
      await bundle(project, "minimal", "everything"),
      minimal
    ),
    over(
      "Tokens.revoke and layerConfig",
      "a service with Config, retries, timeout and span",
      await bundle(project, "usual", "revoke"),
      usual
    ),
    over(
      "everything but the emulator",
      "a service with Config, retries, timeout and span",
      await bundle(project, "usual", "everything"),
      usual
    ),
    over("Tokens.revoke by import { Tokens }", "HttpClient and Schema, one call", byRoot, minimal),
    {
      section,
      what: "of the emulator, by import { Tokens }",
      ours: `${emulator} B`,
      peer: "",
      theirs: "",
      ratio: emulator,
      limit: "nothing",
      holds: emulator === 0
    }
  ]
}
