import { describe, expect, it } from "vitest"
import { version } from "../../src/internal/version.js"
import { file, folder, run, start } from "./support.js"

/** One line about what is wrong, without a stack trace. */
const complains = async (about: RegExp, ...args: ReadonlyArray<string>) => {
  const { code, stderr, stdout } = await run(...args)
  expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(about)])
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
}

describe("effect-authlete", () => {
  it("tells its version", async () => {
    expect(await run("--version")).toEqual({ code: 0, signal: null, stdout: `${version}\n\n`, stderr: "" })
  })

  it("lists its subcommands with --help and without arguments", async () => {
    const { code, stdout } = await run("--help")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}- emulator .*Serves an offline Authlete/m)
    expect(await run()).toMatchObject({ code: 0, stdout })
  })

  it("explains all options of the emulator, in plain text where there is no terminal", async () => {
    const { code, stderr, stdout } = await run("emulator", "--help")
    for (
      const option of ["port", "host", "service-id", "access-token", "seed", "data", "log-level", "help", "version"]
    ) {
      expect(stdout).toMatch(new RegExp(`^.*--${option}`, "m"))
    }
    expect(stdout).not.toContain("\u001b")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  })

  it("gives help wherever it is asked for", async () => {
    const help = (await run("emulator", "--help")).stdout
    for (const args of [["emulator", "--port", "0", "--help"], ["--help", "emulator"], ["emulator", "--prot", "-h"]]) {
      expect(await run(...args)).toMatchObject({ code: 0, stdout: help, stderr: "" })
    }
  })

  it("takes options in any order, before and after the subcommand", async () => {
    const emulator = await start("--service-id=42", "--log-level", "info", "--access-token", "mine")
    expect(emulator).toMatchObject({ serviceId: "42", accessToken: "mine" })
    expect((await run("--version", "emulator", "--port", "0")).stdout).toBe(`${version}\n\n`)
  })

  it("takes a value that begins with hyphens, if it is attached", async () => {
    expect(await start("--access-token=--mine")).toMatchObject({ accessToken: "--mine" })
  })

  const help = "See effect-authlete emulator --help$"

  for (const option of ["port", "host", "service-id", "access-token", "seed", "data", "log-level"]) {
    it(`says that --${option} needs a value`, async () => {
      const about = new RegExp(`: --${option} needs a value\\. ${help}`)
      await complains(about, "emulator", `--${option}`)
      await complains(about, "emulator", `--${option}`, "--version")
    })

    it(`says that --${option} is given more than once`, () =>
      complains(
        new RegExp(`: --${option} is given more than once\\. ${help}`),
        "emulator",
        `--${option}=info`,
        `--${option}`,
        "info"
      ))
  }

  for (const [given, meant] of [["--prot", "--port"], ["--acess-token", "--access-token"], ["--Data", "--data"]]) {
    it(`asks whether ${given} is ${meant}`, () =>
      complains(
        new RegExp(`: there is no option ${given}; did you mean ${meant}\\? ${help}`),
        "emulator",
        `${given}`,
        "1"
      ))
  }

  it("says that a flag takes no value", () => complains(/: --version takes no value\. See/, "emulator", "--version=1"))

  it("refuses a word too many", () =>
    complains(new RegExp(`: unexpected after emulator: extra\\. ${help}`), "emulator", "extra"))

  it("refuses options without a subcommand", () =>
    complains(new RegExp(`: no command is given; there is emulator\\. ${help}`), "--port", "0"))

  it("refuses another log level, and lists those that there are", () =>
    complains(/: --log-level takes one of .*debug.*\. See/, "emulator", "--log-level", "loud"))

  it("points to the help where a value does not fit", () =>
    complains(new RegExp(`The port has to be an integer.* ${help}`), "emulator", "--port", "abc"))

  it("refuses an unknown subcommand", () => complains(/emulator/, "nothing"))

  it("refuses an unknown option", () => complains(/--nothing/, "emulator", "--nothing"))

  for (const port of ["abc", "1.5", "-1", "65536", "", "1e3"]) {
    it(`refuses "${port}" as a port`, () => complains(/integer|port/i, "emulator", "--port", port))
  }

  for (const option of ["--host", "--service-id", "--access-token"]) {
    it(`refuses an empty ${option}`, () => complains(/is empty/, "emulator", option, ""))
  }

  it("says that the port is in use", async () => {
    const { port } = await start()
    await complains(new RegExp(`port ${port} of 127.0.0.1 is in use`), "emulator", "--port", String(port))
  })

  it("says that it cannot listen", () => complains(/cannot listen .*ENOTFOUND/, "emulator", "--host", "host.invalid"))
})

describe("--seed", () => {
  const refuses = (name: string, content: unknown, about: RegExp) =>
    it(`refuses ${name}`, () => complains(about, "emulator", "--seed", file("seed.json", content)))

  it("refuses a file that does not exist", () => complains(/must exist/, "emulator", "--seed", `${folder}/no.json`))

  it("refuses a folder", () => complains(/regular file/, "emulator", "--seed", folder))

  refuses(
    "what is not JSON, telling the line",
    "{\n  \"clients\": [1,]\n}",
    /seed\.json: it is not JSON, at line 2, column 17$/
  )
  refuses("an empty file", "", /it is not JSON, at line 1, column 1$/)
  refuses(
    "what is nested on thousands of levels",
    `{"clients":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    /seed\.json: it is nested too deeply$/
  )
  refuses("another value", [], /seed\.json: expected an object$/)
  refuses("a misspelt name", { client: [] }, /: client: expected no field of this name$/)
  refuses("a misspelt setting", { service: { duration: 1 } }, /: service\.duration: expected no field of this name$/)
  refuses(
    "a missing field",
    { clients: [{ alias: "a" }] },
    /: clients\.0\.clientId: expected an integer, but it is missing$/
  )

  it("tells all places, and no value", async () => {
    const path = file("seed.json", {
      service: { accessTokenDuration: -77 },
      clients: [{ clientId: 1 }, { clientId: "planted-1", secret: 77 }],
      tokens: [{ clientId: 1, accessToken: ["planted-2"] }]
    })
    const { stderr } = await run("emulator", "--seed", path)
    for (
      const place of ["service.accessTokenDuration", "clients.1.clientId", "clients.1.secret", "tokens.0.accessToken"]
    ) {
      expect(stderr).toContain(`${place}: expected`)
    }
    expect(stderr).not.toMatch(/planted|77/)
  })
})

describe("--data", () => {
  it("refuses a file in a folder that does not exist", () =>
    complains(/state\.json: it cannot be written \(NotFound\)/, "emulator", "--data", `${folder}/none/state.json`))

  it("refuses a folder", () => complains(/regular file/, "emulator", "--data", folder))

  it("refuses what is not JSON, and tells no value", () =>
    complains(
      /data\.json: it is not JSON, at line 1, column \d+$/,
      "emulator",
      "--data",
      file("data.json", "{\"a\":\"planted")
    ))

  it("refuses another file, and tells no value", async () => {
    const path = file("data.json", { clients: [{ clientId: "planted" }] })
    const { code, stderr } = await run("emulator", "--data", path)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^effect-authlete: .*data\.json: .*clients\.0\.clientId: expected a number/)
    expect(stderr).not.toContain("planted")
  })
})
