/**
 * Hostile requests where something is at stake: bytes that two servers may read differently, redirects, logins, decisions and
 * codes. Each is refused, or ends in an error at the redirect URI of the client.
 */
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { createHash, randomBytes } from "node:crypto"
import { demoClient } from "../../examples/authorization-server/emulated.js"
import type { Page, Running } from "./browsing.js"
import { Browser, sendRaw, startExample } from "./browsing.js"

let server: Running

beforeAll(async () => {
  server = await startExample()
})

afterAll(() => server.stop())

const verifier = randomBytes(32).toString("base64url")

const parameters = (more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    response_type: "code",
    client_id: demoClient,
    redirect_uri: `${server.issuer}/callback`,
    scope: "openid profile",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more
  })

const authorize = (more?: Readonly<Record<string, string>>) => `${server.issuer}/authorize?${parameters(more)}`

const form = "Content-Type: application/x-www-form-urlencoded"
const basic = `Authorization: Basic ${btoa(`${demoClient}:emulator-client-secret`)}`

/** A request as bytes, and the status of the response. */
const statusOf = async (line: string, headers: ReadonlyArray<string>, body = "") => {
  const { host } = new URL(server.issuer)
  const head = [`${line} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...headers].join("\r\n")
  const response = await sendRaw(server.issuer, `${head}\r\n\r\n${body}`)
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1])
}

describe("bytes that two servers may read differently", () => {
  const cases: ReadonlyArray<
    readonly [what: string, line: string, headers: ReadonlyArray<string>, body: string, status: number]
  > = [
    ["a length and chunks", "POST /token", [form, "Content-Length: 3", "Transfer-Encoding: chunked"], "0\r\n\r\n", 400],
    ["two lengths", "POST /token", [form, "Content-Length: 3", "Content-Length: 4"], "a=bc", 400],
    ["a length in hexadecimal", "POST /token", [form, "Content-Length: 0x3"], "a=b", 400],
    ["a length below zero", "POST /token", [form, "Content-Length: -1"], "", 400],
    ["a blank before the colon", "POST /token", [form, "Content-Length : 3"], "a=b", 400],
    ["a chunk of no length", "POST /token", [form, "Transfer-Encoding: chunked"], "zz\r\nabc\r\n0\r\n\r\n", 400],
    ["chunks that end early", "POST /token", [form, "Transfer-Encoding: chunked"], "5\r\nab", 400],
    ["a body that ends early", "POST /token", [form, "Content-Length: 100"], "a=b", 400],
    [
      "chunks over the limit",
      "POST /login",
      [form, "Transfer-Encoding: chunked"],
      `${`1000\r\n${"a".repeat(4096)}\r\n`.repeat(20)}0\r\n\r\n`,
      413
    ],
    ["another encoding than chunks", "POST /token", [form, "Transfer-Encoding: gzip, chunked, x"], "", 400],
    ["an expectation that is none", "POST /token", [form, "Expect: x"], "", 417],
    ["a method in small letters", "post /token", [form], "", 400],
    ["a method in a header", "GET /token", ["X-HTTP-Method-Override: POST"], "", 405],
    ["a host in the path", "GET //evil.example/authorize", [], "", 404],
    ["dots in the path", "GET /authorize/../userinfo", [], "", 404],
    ["headers beyond measure", "GET /userinfo", [`X: ${"a".repeat(20_000)}`], "", 431],
    ["bytes that are no ASCII in the target", "GET /authorize?state=\xe6\x97\xa5", [], "", 400]
  ]

  it.each(cases)("%s", async (_, line, headers, body, status) => {
    expect(await statusOf(line, headers, body)).toBe(status)
  })

  it("cookies of any kind are no hindrance", async () => {
    const cookie = "Cookie: ;;==; a; =b; session=%; authlete-=%ff; session=\"x; __proto__=1; authlete-x=%zz"
    expect(await statusOf(`GET /authorize?${parameters()}`, [cookie])).toBe(200)
  })

  it.each([
    ["that cannot be decoded", "%zz"],
    ["that is empty", ""],
    ["without a ticket", "1."],
    ["with a ticket that is none", "1.no-such-ticket"],
    ["with control characters", "1.%00%0d%0a"],
    ["with other bytes", "1.\xff\xfe"],
    ["with a ticket beyond measure", `1.${"t".repeat(8000)}`]
  ])("a cookie %s continues nothing", async (_, value) => {
    const id = "a".repeat(22)
    expect(await statusOf(`GET /continue?interaction=${id}`, [`Cookie: authlete-${id}=${value}`])).toBe(400)
  })
})

describe("a redirect URI that is nearly the registered one", () => {
  it.each([
    (issuer: string) => `${issuer}/callback#f`,
    (issuer: string) => `${issuer}/callback/`,
    (issuer: string) => `${issuer}/Callback`,
    (issuer: string) => `${issuer}/callback?x=1`,
    (issuer: string) => `${issuer}/callback;x`,
    (issuer: string) => `${issuer}/callback%00`,
    (issuer: string) => `${issuer}/callback%0d%0aX:y`,
    (issuer: string) => `${issuer}/x/../callback`,
    (issuer: string) => `${issuer}\\callback`,
    (issuer: string) => `${issuer}/callback `,
    (issuer: string) => ` ${issuer}/callback`,
    (issuer: string) => `${issuer}@evil.example/callback`,
    (issuer: string) => issuer.replace("http://", "http://a@") + "/callback",
    (issuer: string) => issuer.replace("http:", "") + "/callback",
    (issuer: string) => issuer.replace("http:", "HTTP:") + "/callback",
    (issuer: string) => issuer.replace("127.0.0.1", "localhost") + "/callback",
    (issuer: string) => issuer.replace("127.0.0.1", "127.0.0.1.") + "/callback",
    (issuer: string) => issuer.replace("127.0.0.1", "2130706433") + "/callback",
    (issuer: string) => issuer.replace("127.0.0.1", "[::1]") + "/callback"
  ])("%s", async (spelling) => {
    const response = await fetch(authorize({ redirect_uri: spelling(server.issuer), prompt: "none" }), {
      redirect: "manual"
    })
    expect({ status: response.status, location: response.headers.get("location") }).toEqual({
      status: 400,
      location: null
    })
  })
})

describe("odd parameters end in an error at the client", () => {
  it.each([
    ["prompt", "none login"],
    ["prompt", "NONE"],
    ["prompt", "none\t"],
    ["max_age", "-1"],
    ["max_age", "NaN"],
    ["max_age", "0.5"],
    ["max_age", "99999999999999999999"],
    ["max_age", "\uff10"],
    ["claims", "{"],
    ["claims", "[]"],
    ["claims", `{"x":${"[".repeat(2000)}${"]".repeat(2000)}}`],
    ["response_mode", "web_message"],
    ["response_mode", "query fragment"],
    ["response_type", "code token"],
    ["code_challenge", "\u00e9".repeat(43)],
    ["code_challenge_method", "S512"],
    ["id_token_hint", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJqb2huIn0."],
    ["authorization_details", "[{}]"],
    ["resource", "https://x.example/#f"],
    ["display", "x"]
  ])("%s=%s", async (name, value) => {
    const response = await fetch(authorize({ prompt: "none", [name]: value }), { redirect: "manual" })
    const location = new URL(response.headers.get("location") ?? "about:blank")
    const told = new URLSearchParams(location.hash === "" ? location.search : location.hash.slice(1))
    expect({ status: response.status, path: location.origin + location.pathname, isError: told.has("error") })
      .toEqual({ status: 302, path: `${server.issuer}/callback`, isError: true })
  })

  it("a line break in state begins no header", async () => {
    const state = "a\r\nSet-Cookie: x=y"
    const { headers } = await fetch(authorize({ state, prompt: "none" }), { redirect: "manual" })
    expect(headers.get("set-cookie")).toBeNull()
    expect(new URL(headers.get("location") ?? "").searchParams.get("state")).toBe(state)
  })

  it("markup in state and login_hint stays text", async () => {
    const script = "\"><script>alert(1)</script>"
    const posted = await fetch(authorize({ state: script, prompt: "none", response_mode: "form_post" }))
    expect(await posted.text()).not.toContain("<script>alert")
    const shown = await fetch(authorize({ login_hint: script }))
    expect(await shown.text()).not.toContain("<script>alert")
  })
})

/** A browser that has logged in, and shows the question for consent. */
const loggedIn = async () => {
  const browser = new Browser(server.issuer)
  const first = await browser.visit(authorize())
  const consent = await browser.submit(first, { username: "john", password: "correct horse" })
  return { browser, consent }
}

const idOf = ({ html }: Page) => /name="interaction" value="([^"]*)"/.exec(html)?.[1] ?? ""

const decide = (browser: Browser, fields: string, headers: Readonly<Record<string, string>> = {}) =>
  browser.visit(`${server.issuer}/decision`, {
    method: "POST",
    body: fields,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers }
  })

describe("a login", () => {
  it("with an id that another has planted is not taken over", async () => {
    const response = await fetch(authorize(), { headers: { cookie: `session=${"a".repeat(22)}` } })
    expect(await response.text()).toContain("action=\"/login\"")
  })

  it.each([
    ["__proto__", 200],
    ["constructor", 200],
    ["john\r\nSet-Cookie: a=b", 200],
    ["john\0", 400]
  ])("as %j is none", async (username, expected) => {
    const browser = new Browser(server.issuer)
    const first = await browser.visit(authorize())
    const { html, status } = await browser.submit(first, { username, password: "" })
    expect({ status, isAsked: html.includes("Allow") }).toEqual({ status: expected, isAsked: false })
  })

  it("of long ago does not do for max_age=0, pushed or not", async () => {
    const { browser } = await loggedIn()
    expect((await browser.visit(authorize())).html).toContain("Allow Demo Client?")
    expect((await browser.visit(authorize({ max_age: "0" }))).html).toContain("action=\"/login\"")
    const pushed = await fetch(`${server.issuer}/par`, {
      method: "POST",
      headers: { authorization: basic.replace("Authorization: ", "") },
      body: parameters({ max_age: "0" })
    })
    const { request_uri } = await pushed.json() as { readonly request_uri: string }
    const query = new URLSearchParams({ client_id: demoClient, request_uri })
    expect((await browser.visit(`${server.issuer}/authorize?${query}`)).html).toContain("action=\"/login\"")
  })
})

describe("a decision", () => {
  it("that is sent four times at once brings one code", async () => {
    const { browser, consent } = await loggedIn()
    const sent = Array.from({ length: 4 }, () => decide(browser, `interaction=${idOf(consent)}&decision=allow`))
    const ended = await Promise.all(sent)
    expect(ended.filter(({ url }) => new URL(url).searchParams.has("code"))).toHaveLength(1)
    expect(ended.filter(({ status }) => status === 400)).toHaveLength(3)
  })

  it.each([
    ["another origin", { origin: "https://evil.example" }, 403],
    ["a hidden origin", { origin: "null" }, 403],
    ["another port", { origin: "http://127.0.0.1:1" }, 403],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }, 403],
    ["a neighbour", { "sec-fetch-site": "same-site" }, 403],
    ["nowhere that is known", { "sec-fetch-site": "x" }, 403],
    ["a script, as JSON", { "content-type": "application/json" }, 415],
    ["a form as plain text", { "content-type": "text/plain" }, 415],
    ["a form as multipart", { "content-type": "multipart/form-data; boundary=x" }, 415]
  ])("from %s does not count", async (_, headers: Record<string, string>, status) => {
    const { browser, consent } = await loggedIn()
    const refused = await decide(browser, `interaction=${idOf(consent)}&decision=allow`, headers)
    expect(refused.status).toBe(status)
    const { url } = await browser.submit(consent, { decision: "allow" })
    expect(new URL(url).searchParams.has("code")).toBe(true)
  })

  it.each([
    ["both ways", (id: string) => `interaction=${id}&decision=deny&decision=allow`],
    ["on two requests", (id: string) => `interaction=${id}&interaction=x&decision=allow`],
    ["on nearly this request", (id: string) => `interaction=${id}+&decision=allow`]
  ])("%s does not count", async (_, fields) => {
    const { browser, consent } = await loggedIn()
    expect((await decide(browser, fields(idOf(consent)))).status).toBe(400)
  })

  it("in another browser, which is logged in as well, does not count", async () => {
    const [{ consent }, { browser }] = await Promise.all([loggedIn(), loggedIn()])
    expect((await decide(browser, `interaction=${idOf(consent)}&decision=allow`)).status).toBe(400)
  })
})
