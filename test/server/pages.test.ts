/**
 * The pages of the example in a real browser, as a person clicks through them. Left out, with a word, where there is no
 * Chromium: set `CHROMIUM` to its path, or install Debian's package `chromium`.
 */
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { existsSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { chromium } from "playwright-core"
import { toTry } from "../../examples/authorization-server/emulated.js"
import type { Running } from "./browsing.js"
import { startExample } from "./browsing.js"

const places = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome"
]
const executablePath = places.find((place) => place !== "" && existsSync(place))

if (executablePath === undefined) {
  process.stdout.write("test/server/pages.test.ts: left out, since there is no Chromium on this machine\n")
}

/** Where the screenshots go, to be looked at. */
const screenshots = process.env["SCREENSHOTS"] ?? join(tmpdir(), "effect-authlete-pages")

describe.skipIf(executablePath === undefined)("the pages of the example, in Chromium", () => {
  let server: Running
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true })
    server = await startExample()
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] })
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const begin = async (): Promise<Page> => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(toTry(server.issuer))
    return page
  }

  const login = async (page: Page, password: string) => {
    await page.getByLabel("Name").fill("john")
    await page.getByLabel("Password").fill(password)
    await page.getByRole("button", { name: "Log in" }).click()
  }

  it("log in, and allow", async () => {
    const page = await begin()
    await page.screenshot({ path: join(screenshots, "login.png") })
    await login(page, "correct horse")
    await page.getByRole("heading", { name: "Allow Demo Client?" }).waitFor()
    expect(await page.getByRole("listitem").allTextContents()).toContain("to read your history")
    await page.screenshot({ path: join(screenshots, "consent.png") })
    await page.getByRole("button", { name: "Allow" }).click()
    await page.waitForURL("**/callback?*")
    expect(new URL(page.url()).searchParams.get("code")).toEqual(expect.any(String))
  }, 60_000)

  it("deny", async () => {
    const page = await begin()
    await login(page, "correct horse")
    await page.getByRole("button", { name: "Deny" }).click()
    await page.waitForURL("**/callback?*")
    expect(new URL(page.url()).searchParams.get("error")).toBe("access_denied")
  }, 60_000)

  it("a wrong password is said, and can be put right", async () => {
    const page = await begin()
    await login(page, "wrong")
    expect(await page.getByRole("alert").textContent()).toBe("The name or the password is wrong.")
    await login(page, "correct horse")
    await page.getByRole("button", { name: "Allow" }).waitFor()
  }, 60_000)

  it("the pages cannot be put into a frame", async () => {
    const page = await begin()
    const url = page.url()
    const other = await (await browser.newContext()).newPage()
    await other.route(
      "https://evil.example.com/",
      (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${url}"></iframe>` })
    )
    await other.goto("https://evil.example.com/")
    const frame = other.frames().find((each) => each !== other.mainFrame())
    expect(await frame?.content()).not.toContain("Log in")
  }, 60_000)

  it("a form of another site decides nothing", async () => {
    const page = await begin()
    await login(page, "correct horse")
    await page.getByRole("button", { name: "Allow" }).waitFor()
    const id = await page.locator("input[name=interaction]").inputValue()
    await page.route("https://evil.example.com/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${server.issuer}/decision"><input name="interaction" value="${id}">` +
          `<button name="decision" value="allow">Win</button></form>`
      }))
    await page.goto("https://evil.example.com/")
    const [response] = await Promise.all([
      page.waitForResponse("**/decision"),
      page.getByRole("button", { name: "Win" }).click()
    ])
    expect([400, 403]).toContain(response.status())
  }, 60_000)
})
