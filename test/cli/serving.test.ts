import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { Agent, request } from "node:http"
import type { Socket } from "node:net"
import { connect } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import type { Emulator } from "./support.js"
import { call, create, folder, knows, run, start } from "./support.js"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

describe("effect-authlete emulator", () => {
  it("says on one line where it listens and which token to use, and responds there", async () => {
    const emulator = await start()
    expect(emulator.line).toBe(
      `Authlete emulator on http://127.0.0.1:${emulator.port}, service ${AuthleteEmulator.defaultServiceId}, ` +
        `access token ${AuthleteEmulator.defaultAccessToken}\n`
    )
    const { body, status } = await create(emulator)
    expect(status).toBe(200)
    expect(await knows(emulator, String(body["accessToken"]))).toBe(true)
    expect(await emulator.end("SIGTERM")).toEqual({ code: 0, signal: null, stdout: emulator.line, stderr: "" })
  })

  it("plays the service and takes the access token that it is given, and no other", async () => {
    const emulator = await start("--service-id", "42", "--access-token", "secret")
    expect(emulator).toMatchObject({ serviceId: "42", accessToken: "secret" })
    expect(await call(emulator, "/auth/token/get/list")).toMatchObject({ status: 200 })
    expect(await call({ ...emulator, accessToken: "other" }, "/auth/token/get/list")).toMatchObject({ status: 401 })
    expect(await call({ ...emulator, serviceId: "43" }, "/auth/token/get/list")).toMatchObject({ status: 404 })
  })

  it("listens on another address, and writes an IPv6 address as URLs have it", async () => {
    const emulator = await start("--host", "::1")
    expect(emulator.url).toBe(`http://[::1]:${emulator.port}`)
    expect(await call(emulator, "/auth/token/get/list")).toMatchObject({ status: 200 })
  })

  it("is one file, with the licences of what is in it", async () => {
    await run("--version")
    expect(readdirSync(folder).sort()).toEqual(["LICENSES.txt", "effect-authlete.mjs"])
    const licenses = readFileSync(join(folder, "LICENSES.txt"), "utf8")
    for (const name of ["effect", "@effect/cli", "@effect/platform", "@effect/platform-node"]) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, MIT$`, "m"))
    }
  })
})

/** Asks for a list over a connection that is kept, and gives the connection. */
const keepAlive = ({ accessToken, serviceId, url }: Emulator) =>
  new Promise<Socket>((resolve, reject) => {
    const agent = new Agent({ keepAlive: true })
    const headers = { authorization: `Bearer ${accessToken}` }
    const sent = request(`${url}/api/${serviceId}/auth/token/get/list`, { agent, headers }, (response) => {
      response.resume().on("end", () => resolve(response.socket))
    })
    sent.on("error", reject)
    sent.end()
  })

const body = JSON.stringify({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 })

/** Begins a request and leaves out the last byte of its body. */
const unfinished = async ({ accessToken, port, serviceId }: Emulator) => {
  const socket = connect(port, "127.0.0.1").on("error", () => {})
  let received = ""
  socket.on("data", (data) => {
    received += String(data)
  })
  socket.write([
    `POST /api/${serviceId}/auth/token/create HTTP/1.1`,
    "host: 127.0.0.1",
    `authorization: Bearer ${accessToken}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
    "",
    body.slice(0, -1)
  ].join("\r\n"))
  await sleep(100)
  return {
    finish: () => socket.write(body.slice(-1)),
    abandon: () => socket.destroy(),
    response: new Promise<string>((resolve) => socket.on("close", () => resolve(received)))
  }
}

/** How much memory the process has taken at its worst, in bytes. Linux tells. */
const peakOf = ({ pid }: Emulator) =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024

/** Sends a body in chunks of 1 MiB, as fast as they are taken, and gives the status of the response. */
const sendChunks = ({ accessToken, serviceId, url }: Emulator, chunks: number, connection: "close" | "keep-alive") =>
  new Promise<number | undefined>((resolve, reject) => {
    const chunk = Buffer.alloc(1_048_576, "x")
    const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json", connection }
    const sent = request(`${url}/api/${serviceId}/auth/token/create`, { method: "POST", headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode))
    })
    sent.on("error", reject)
    const next = (left: number): void => {
      if (left === 0) sent.end()
      else if (sent.write(chunk)) next(left - 1)
      else sent.once("drain", () => next(left - 1))
    }
    next(chunks)
  })

describe.runIf(process.platform === "linux")("a body that never seems to end", () => {
  for (const connection of ["close", "keep-alive"] as const) {
    it(`is refused without being held in memory, with connection: ${connection}`, async () => {
      const emulator = await start()
      await create(emulator)
      const before = peakOf(emulator)
      expect(await sendChunks(emulator, 600, connection)).toBe(413)
      expect((await create(emulator)).status).toBe(200)
      expect(peakOf(emulator) - before).toBeLessThan(100_000_000)
    })
  }

  it("is refused at the first byte too many, before it ends", async () => {
    const emulator = await start()
    const socket = connect(emulator.port, "127.0.0.1").on("error", () => {})
    socket.write([
      `POST /api/${emulator.serviceId}/auth/token/create HTTP/1.1`,
      "host: 127.0.0.1",
      `authorization: Bearer ${emulator.accessToken}`,
      "content-type: application/json",
      "transfer-encoding: chunked",
      "",
      "100001",
      "x".repeat(1_048_577)
    ].join("\r\n"))
    const [data] = await once(socket, "data")
    expect(String(data)).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  })
})

/** How long an end may take: a moment for requests that are still being served, and some for a busy machine. */
const soon = 3_000

for (const signal of signals) {
  describe(signal, () => {
    it("ends it cleanly", async () => {
      const emulator = await start()
      expect(await emulator.end(signal)).toMatchObject({ code: 0, signal: null, stderr: "" })
    })

    it("ends it cleanly with an idle connection", async () => {
      const emulator = await start()
      await keepAlive(emulator)
      const before = Date.now()
      expect(await emulator.end(signal)).toMatchObject({ code: 0, stderr: "" })
      expect(Date.now() - before).toBeLessThan(soon)
    })

    it("ends it cleanly with a request that hangs and one that never began", async () => {
      const emulator = await start()
      connect(emulator.port, "127.0.0.1").on("error", () => {})
      const { response } = await unfinished(emulator)
      const before = Date.now()
      expect(await emulator.end(signal)).toMatchObject({ code: 0, stderr: "" })
      expect(Date.now() - before).toBeLessThan(soon)
      expect(await response).toBe("")
    })
  })
}

describe("--log-level debug", () => {
  it("prints each request, and the status of its response", async () => {
    const emulator = await start("--log-level", "debug")
    await create(emulator)
    await call(emulator, "/auth/token/get/list?subject=john")
    await call({ ...emulator, accessToken: "other" }, "/auth/token/get/list")
    await call(emulator, "/nowhere", {})
    const { stderr, stdout } = await emulator.end("SIGTERM")
    const line = (text: string) => expect.stringMatching(new RegExp(`^\\S+Z DEBUG ${text}, \\d+ ms$`))
    expect(stderr.trimEnd().split("\n")).toEqual([
      line("POST /api/715948317/auth/token/create: tokens.create, 200"),
      line("GET /api/715948317/auth/token/get/list: tokens.list, 200"),
      line("GET /api/715948317/auth/token/get/list: tokens.list, 401"),
      line("POST /api/715948317/nowhere: no operation, 404")
    ])
    expect(stdout).toBe(emulator.line)
  })

  it("prints a request that was given up", async () => {
    const emulator = await start("--log-level", "debug")
    const { abandon } = await unfinished(emulator)
    abandon()
    await sleep(200)
    const { stderr } = await emulator.end("SIGTERM")
    expect(stderr).toMatch(/POST \/api\/715948317\/auth\/token\/create: tokens\.create, no response, \d+ ms\n$/)
  })

  it("prints no secret", async () => {
    const secret = "planted-secret-that-is-as-long-as-tokens-are"
    const emulator = await start("--log-level", "debug", "--access-token", secret)
    await create(emulator, { accessToken: secret, refreshToken: secret })
    await call(emulator, "/auth/introspection", { token: secret })
    await call(emulator, "/auth/token", { parameters: `client_secret=${secret}`, clientSecret: secret })
    await call(emulator, `/auth/token/get/list?subject=john&token=${secret}`)
    await call(emulator, `/auth/token/delet/${secret}`)
    const headers = { authorization: `Bearer ${secret}` }
    for (const path of [`delete/${secret}`, `delete/a/${secret}?token=${secret}`]) {
      await fetch(`${emulator.url}/api/715948317/auth/token/${path}`, { method: "DELETE", headers })
    }
    const { abandon } = await unfinished(emulator)
    abandon()
    const { stderr } = await emulator.end("SIGTERM")
    expect(stderr.trimEnd().split("\n").length).toBeGreaterThanOrEqual(7)
    expect(stderr).not.toContain("planted")
  })

  it("is not the usual level", async () => {
    const emulator = await start()
    await create(emulator)
    expect(await emulator.end("SIGTERM")).toMatchObject({ stderr: "" })
  })
})

describe("when it ends", () => {
  it("does so in order, even if the terminal tells it more than once", async () => {
    const emulator = await start()
    const { finish, response } = await unfinished(emulator)
    const ended = emulator.end("SIGHUP")
    await sleep(50)
    void emulator.end("SIGHUP")
    await sleep(50)
    finish()
    expect(await response).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: "" })
  })

  it("responds to a request that is under way, and takes no other", async () => {
    const emulator = await start()
    const { finish, response } = await unfinished(emulator)
    const ended = emulator.end("SIGTERM")
    await sleep(100)
    await expect(create(emulator)).rejects.toThrow()
    finish()
    expect(await response).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await ended).toMatchObject({ code: 0, stderr: "" })
  })

  it("leaves the port free for the next", async () => {
    const first = await start()
    await keepAlive(first)
    await first.end("SIGTERM")
    expect(await start("--port", String(first.port))).toMatchObject({ port: first.port })
  })
})
