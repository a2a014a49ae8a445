import type * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, watch } from "node:fs"
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

  it("has every token whose creation got a response, however the process ends", async () => {
    const path = dataFile("kill")
    const first = await start("--data", path)
    const token = tokenOf(await create(first))
    expect(await first.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" })
    expect(await knows(await start("--data", path), token)).toBe(true)
  })

  it("has every token of many at once that got a response, if it is killed in between", async () => {
    const path = dataFile("storm")
    const created: Array<string> = []
    const createUntilItEnds = async (emulator: Emulator): Promise<void> => {
      for (;;) created.push(tokenOf(await create(emulator)))
    }
    for (const millis of [300, 150, 225]) {
      const emulator = await start("--data", path)
      const storm = Promise.allSettled(Array.from({ length: 8 }, () => createUntilItEnds(emulator)))
      setTimeout(() => void emulator.end("SIGKILL"), millis)
      await storm
    }
    const emulator = await start("--data", path)
    const missing = await Promise.all(created.map(async (token) => await knows(emulator, token) ? [] : [token]))
    expect(created.length).toBeGreaterThan(0)
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

  it("is alone again after a start, whatever processes that were killed have left behind", async () => {
    const path = dataFile("killed")
    const killed = await start("--data", path)
    const token = tokenOf(await create(killed))
    await killed.end("SIGKILL")
    for (const name of ["state.json.tmp", `state.json.${killed.pid}.tmp`, "state.json.1.tmp"]) {
      file(`killed/${name}`, readFileSync(path, "utf8"))
    }
    file("killed/state.json.5.tmp.mine", "")
    const next = await start("--data", path)
    expect(await knows(next, token)).toBe(true)
    await next.end("SIGTERM")
    expect(readdirSync(join(folder, "killed"))).toEqual(["state.json", "state.json.5.tmp.mine"])
  })

  it("is never written beside it for others to read", async () => {
    const path = dataFile("readable")
    const readable: Array<string> = []
    const emulator = await start("--data", path)
    const watcher = watch(join(folder, "readable"), (_event, name) => {
      const mode = name === null ? 0 : statSync(join(folder, "readable", name), { throwIfNoEntry: false })?.mode ?? 0
      if ((mode & 0o077) !== 0) readable.push(String(name))
    })
    await Promise.all(Array.from({ length: 50 }, () => create(emulator)))
    watcher.close()
    expect(readable).toEqual([])
  })

  it("stays a link, if it is one", async () => {
    const path = dataFile("linked")
    const link = join(folder, "linked", "link.json")
    await (await start("--data", path)).end("SIGTERM")
    symlinkSync(path, link)
    const first = await start("--data", link)
    const token = tokenOf(await create(first))
    await first.end("SIGTERM")
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(await knows(await start("--data", path), token)).toBe(true)
  })

  it("has the deletion of a token that looks like another path", async () => {
    const path = dataFile("path")
    const first = await start("--data", path)
    const token = "a/auth/introspection"
    await create(first, { accessToken: token })
    const headers = { authorization: `Bearer ${first.accessToken}` }
    const url = `${first.url}/api/${first.serviceId}/auth/token/delete/${token}`
    expect((await fetch(url, { method: "DELETE", headers })).status).toBe(204)
    await first.end("SIGKILL")
    expect(await knows(await start("--data", path), token)).toBe(false)
  })

  it("is not written again by requests that only read", async () => {
    const path = dataFile("reading")
    const emulator = await start("--data", path)
    const { mtimeNs } = statSync(path, { bigint: true })
    await knows(emulator, "unknown")
    await call(emulator, "/auth/introspection/standard", { parameters: "token=unknown" })
    await call(emulator, "/auth/token/get/list")
    expect(statSync(path, { bigint: true }).mtimeNs).toBe(mtimeNs)
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

  const repeated = (name: string, place: RegExp, change: (snapshot: Snapshot) => object) =>
    it(`is refused, if ${name} is in it twice`, async () => {
      const path = dataFile(name.replaceAll(" ", "-"))
      const emulator = await start("--data", path)
      for (const number of [1, 2]) await create(emulator, { accessToken: `planted-${number}` })
      await call(emulator, "/auth/token", {
        parameters: "grant_type=password&username=john&password=secret",
        clientId: "26888344961664",
        clientSecret: "emulator-client-secret"
      })
      await emulator.end("SIGTERM")
      const text = JSON.stringify(change(JSON.parse(readFileSync(path, "utf8"))))
      file(`${name.replaceAll(" ", "-")}/state.json`, text)
      const { code, stderr } = await run("emulator", "--data", path)
      expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(place)])
      expect(stderr).not.toContain("planted")
      expect(code).toBe(1)
      expect(readFileSync(path, "utf8")).toBe(text)
    })

  type Snapshot = typeof AuthleteEmulator.Snapshot.Encoded

  const withSecond = (
    snapshot: Snapshot,
    changed: (first: Snapshot["tokens"][0], second: Snapshot["tokens"][0]) => object
  ) => {
    const [first, second] = snapshot.tokens
    return { ...snapshot, tokens: first && second ? [first, changed(first, second)] : [] }
  }

  repeated(
    "the value of an access token",
    /state\.json: tokens\.1\.access\.value: expected another value/,
    (snapshot) =>
      withSecond(snapshot, (first, second) => ({ ...second, access: { ...second.access, value: first.access.value } }))
  )
  repeated(
    "the hash of an access token",
    /state\.json: tokens\.1\.access\.hash: expected another value/,
    (snapshot) =>
      withSecond(snapshot, (first, second) => ({ ...second, access: { ...second.access, hash: first.access.hash } }))
  )
  repeated(
    "the value of a refresh token",
    /state\.json: tokens\.1\.refresh\.value: expected another value/,
    (snapshot) =>
      withSecond(
        snapshot,
        (first, second) => ({ ...second, refresh: { ...second.refresh, value: first.refresh?.value } })
      )
  )
  repeated("a ticket", /state\.json: tickets\.1\.value: expected another value/, (snapshot) => ({
    ...snapshot,
    tickets: [...snapshot.tickets, ...snapshot.tickets]
  }))
  repeated("a client", /state\.json: clients\.3\.clientId: expected another value/, (snapshot) => ({
    ...snapshot,
    clients: [...snapshot.clients, snapshot.clients[0]]
  }))

  it("is left as it is, if it cannot be used", async () => {
    const path = file("broken.json", "{\"tokens\":")
    expect(await run("emulator", "--data", path)).toMatchObject({ code: 1 })
    expect(readFileSync(path, "utf8")).toBe("{\"tokens\":")
  })

  it("responds with 500 to a change that cannot be written, and goes on", async () => {
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

describe("a data file that is in use", () => {
  const inUse = (pid: number) => new RegExp(`state\\.json: the process ${pid} uses it; end that one first`)

  it("is refused to a second command, which names the first", async () => {
    const path = dataFile("two")
    const first = await start("--data", path)
    const { code, stderr, stdout } = await run("emulator", "--port", "0", "--data", path)
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(inUse(first.pid))])
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    const token = tokenOf(await create(first))
    await first.end("SIGTERM")
    expect(await knows(await start("--data", path), token)).toBe(true)
  })

  it("is refused under another name, too", async () => {
    const path = dataFile("other-name")
    const link = join(folder, "other-name", "link.json")
    const first = await start("--data", path)
    symlinkSync(path, link)
    expect((await run("emulator", "--port", "0", "--data", link)).stderr).toContain(`the process ${first.pid} uses it`)
  })

  it("goes to one of several commands that start at once, also after a kill", async () => {
    const path = dataFile("race")
    await (await start("--data", path)).end("SIGKILL")
    const started = await Promise.allSettled(Array.from({ length: 4 }, () => start("--data", path)))
    expect(started.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"])
  })

  it("is free when the command that used it was killed", async () => {
    const path = dataFile("freed")
    await (await start("--data", path)).end("SIGKILL")
    await start("--data", path)
  })

  it("is free when the number of the process that used it belongs to another by now", async () => {
    const path = dataFile("reused")
    file("reused/state.json.lock", `${process.pid} 1\n`)
    await start("--data", path)
  })

  it("is free when the command that used it was killed before it could say so", async () => {
    const path = dataFile("empty-lock")
    file("empty-lock/state.json.lock", "")
    await start("--data", path)
  })

  it("is waited for, if the command that uses it is just ending", async () => {
    const path = dataFile("handover")
    const first = await start("--data", path)
    const ended = first.end("SIGTERM")
    await start("--data", path)
    expect(await ended).toMatchObject({ code: 0 })
  })
})
