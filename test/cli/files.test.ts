import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Emulator } from "./support.js"
import { call, create, file, folder, knows, run, start } from "./support.js"

const tokenOf = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) => String(body["accessToken"])

/** The data file in a folder of its own. */
const dataFile = (name: string) => {
  mkdirSync(join(folder, name))
  return join(folder, name, "state.json")
}

describe("--seed", () => {
  it("gives the clients and the tokens to start from, in place of the default ones", async () => {
    const emulator = await start(
      "--seed",
      file("seed.json", {
        service: { accessTokenDuration: 60 },
        clients: [{ clientId: 1, secret: "secret" }],
        tokens: [{ clientId: 1, subject: "john", accessToken: "seeded" }]
      })
    )
    expect(await knows(emulator, "seeded")).toBe(true)
    expect((await create(emulator, { clientId: 1, scopes: [] })).body).toMatchObject({ action: "OK", expiresIn: 60 })
    expect((await create(emulator)).body).toMatchObject({ action: "BAD_REQUEST" })
  })

  it("takes the example of the documents", async () => {
    const text = readFileSync(new URL("../../docs/testing.md", import.meta.url), "utf8")
    const [, example = ""] = /^```json\n([\s\S]*?)^```/m.exec(text.slice(text.indexOf("## The command"))) ?? []
    const emulator = await start("--seed", file("example.json", example))
    expect(await knows(emulator, "johns-token")).toBe(true)
  })
})

describe("--data", () => {
  it("keeps the state over restarts, tickets and deletions included", async () => {
    const path = dataFile("restart")
    const first = await start("--data", path)
    const [kept, deleted] = [tokenOf(await create(first)), tokenOf(await create(first))]
    await call(first, "/auth/token/revoke", { accessTokenIdentifier: deleted })
    const { body: { ticket } } = await call(first, "/auth/token", {
      parameters: "grant_type=password&username=john&password=secret",
      clientId: "26888344961664",
      clientSecret: "emulator-client-secret"
    })
    expect(await first.end("SIGTERM")).toMatchObject({ code: 0, stderr: "" })

    const second = await start("--data", path)
    expect(await knows(second, kept)).toBe(true)
    expect(await knows(second, deleted)).toBe(false)
    expect((await call(second, "/auth/token/issue", { ticket, subject: "john" })).body).toMatchObject({ action: "OK" })
  })

  it("has every token whose creation was answered, however the process ends", async () => {
    const path = dataFile("kill")
    const first = await start("--data", path)
    const token = tokenOf(await create(first))
    expect(await first.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" })
    expect(await knows(await start("--data", path), token)).toBe(true)
  })

  it("has every answered token of many at once, if it is killed in between", async () => {
    const path = dataFile("storm")
    const answered: Array<string> = []
    const createUntilItEnds = async (emulator: Emulator): Promise<void> => {
      for (;;) answered.push(tokenOf(await create(emulator)))
    }
    for (const millis of [300, 150, 225]) {
      const emulator = await start("--data", path)
      const storm = Promise.allSettled(Array.from({ length: 8 }, () => createUntilItEnds(emulator)))
      setTimeout(() => void emulator.end("SIGKILL"), millis)
      await storm
    }
    const emulator = await start("--data", path)
    const missing = await Promise.all(answered.map(async (token) => await knows(emulator, token) ? [] : [token]))
    expect(answered.length).toBeGreaterThan(0)
    expect(missing.flat()).toEqual([])
  })

  it("has no use for a half-written file that a crash left behind", async () => {
    const path = dataFile("leftover")
    const first = await start("--data", path)
    const token = tokenOf(await create(first))
    await first.end("SIGKILL")
    file(`leftover/state.json.${first.pid}.tmp`, readFileSync(path, "utf8").slice(0, 50))
    const second = await start("--data", path)
    expect(await knows(second, token)).toBe(true)
    expect(tokenOf(await create(second))).not.toBe("undefined")
  })

  it("is readable by its owner only, and leaves no other file behind", async () => {
    const path = dataFile("owner")
    const emulator = await start("--data", path)
    await create(emulator)
    await emulator.end("SIGTERM")
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, "owner"))).toEqual(["state.json"])
  })

  it("counts, and not the seed, once there is one", async () => {
    const path = dataFile("seeded")
    const seed = (accessToken: string) =>
      file("seed.json", { clients: [{ clientId: 1 }], tokens: [{ clientId: 1, accessToken }] })
    await (await start("--data", path, "--seed", seed("first"))).end("SIGTERM")
    const emulator = await start("--data", path, "--seed", seed("second"))
    expect(await knows(emulator, "first")).toBe(true)
    expect(await knows(emulator, "second")).toBe(false)
  })

  it("is left as it is, if it cannot be used", async () => {
    const path = file("broken.json", "{\"tokens\":")
    expect(await run("emulator", "--data", path)).toMatchObject({ code: 1 })
    expect(readFileSync(path, "utf8")).toBe("{\"tokens\":")
  })

  it("answers 500 to a change that cannot be written, and goes on", async () => {
    const path = dataFile("gone")
    const emulator = await start("--data", path)
    rmSync(join(folder, "gone"), { recursive: true })
    expect(await create(emulator)).toMatchObject({ status: 500 })
    expect(await call(emulator, "/auth/introspection", { token: "unknown" })).toMatchObject({ status: 200 })
    mkdirSync(join(folder, "gone"))
    const token = tokenOf(await create(emulator))
    const { code, stderr } = await emulator.end("SIGTERM")
    expect(code).toBe(0)
    expect(stderr).toMatch(/state\.json: it cannot be written \(NotFound\)\n$/)
    expect(await knows(await start("--data", path), token)).toBe(true)
  })
})
