/**
 * Big, odd and hostile requests to the example server, over a socket: each is refused for what it is, and none makes a
 * server fail.
 */
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { request as send } from "node:http"
import type { Running } from "./browsing.js"
import { startExample } from "./browsing.js"

let server: Running

beforeAll(async () => {
  server = await startExample()
})

afterAll(() => server.stop())

interface Sent {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | ReadonlyArray<string>>>
  readonly body?: string | Uint8Array
  /** In pieces, without telling the length. */
  readonly chunked?: boolean
}

interface Got {
  readonly status: number
  readonly headers: NodeJS.Dict<string | Array<string>>
  readonly body: string
}

const got = ({ body, chunked = false, headers = {}, method = "POST", path }: Sent) =>
  new Promise<Got>((resolve, reject) => {
    const outgoing = send(server.issuer, { method, path, headers: headers as NodeJS.Dict<string | Array<string>> })
    outgoing.once("error", reject)
    outgoing.once("response", (incoming) => {
      let text = ""
      incoming.setEncoding("utf8")
      incoming.on("data", (chunk: string) => text += chunk)
      incoming.once("error", reject)
      incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }))
    })
    if (body !== undefined && !chunked) outgoing.setHeader("content-length", Buffer.byteLength(body))
    if (chunked) outgoing.setHeader("transfer-encoding", "chunked")
    outgoing.end(body)
  })

const form = { "content-type": "application/x-www-form-urlencoded" }
const json = { "content-type": "application/json" }
const client = { authorization: `Basic ${btoa("26888344961664:emulator-client-secret")}` }
const large = `grant_type=client_credentials&x=${"a".repeat(70_000)}`

type Case = readonly [what: string, sent: Sent, status: number]

const token = (
  what: string,
  sent: Omit<Sent, "path">,
  status: number
): Case => [`token: ${what}`, { path: "/token", ...sent }, status]

const cases: ReadonlyArray<Case> = [
  ...["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].map((method) => token(method, { method }, 405)),
  ...["/par", "/revocation", "/introspection"].map((path): Case => [`${path}: GET`, { path, method: "GET" }, 405]),
  ...["/jwks", "/.well-known/openid-configuration"].map((path): Case => [`${path}: POST`, { path }, 405]),
  ["/authorize: DELETE", { path: "/authorize", method: "DELETE" }, 405],
  ["/userinfo: PUT", { path: "/userinfo", method: "PUT" }, 405],
  ["/grants: POST", { path: "/grants/x", body: "" }, 405],

  token("no body and no type", {}, 415),
  token("JSON", { headers: json, body: "{\"grant_type\":\"client_credentials\"}" }, 415),
  token("multipart", { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }, 415),
  token("text", { headers: { "content-type": "text/plain" }, body: "grant_type=x" }, 415),
  token("a type that only begins right", { headers: { "content-type": `${form["content-type"]}x` }, body: "a=b" }, 415),
  token("another charset", { headers: { "content-type": `${form["content-type"]};charset=utf-16` }, body: "a=b" }, 415),
  token("compressed", { headers: { ...form, "content-encoding": "gzip" }, body: "\x1f\x8b" }, 415),
  ["/register: a form", { path: "/register", headers: form, body: "a=b" }, 415],

  token("too long, as it says", { headers: form, body: large }, 413),
  token("too long, which it does not say", { headers: form, body: large, chunked: true }, 413),
  ["/register: too long", { path: "/register", headers: json, body: `{"a":"${"x".repeat(70_000)}"}` }, 413],
  ["/authorize: too long", { path: "/authorize", headers: form, body: large }, 413],

  token("empty", { headers: form, body: "" }, 400),
  token("only signs", { headers: form, body: "&&==&" }, 400),
  token("an unknown grant", { headers: { ...form, ...client }, body: "grant_type=x" }, 400),
  token("a parameter twice", { headers: { ...form, ...client }, body: "grant_type=a&grant_type=b" }, 400),
  token("a stray percent sign", { headers: form, body: "grant_type=%" }, 400),
  token("what is not UTF-8, encoded", { headers: form, body: "grant_type=%ff%fe" }, 400),
  token("what is not UTF-8", { headers: form, body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe]) }, 400),
  token("NUL", { headers: form, body: "grant_type=%00" }, 400),
  token("a lone surrogate", { headers: form, body: "grant_type=%ED%A0%80" }, 400),
  token("__proto__", { headers: form, body: "__proto__=x&constructor=y" }, 400),
  token("ten thousand parameters", {
    headers: form,
    body: Array.from({ length: 10_000 }, (_, index) => `p${index}`).join("&")
  }, 400),
  token("two ways to authenticate", { headers: { ...form, ...client }, body: "client_secret=x" }, 400),
  token("two clients", { headers: { ...form, ...client }, body: "client_id=1&grant_type=client_credentials" }, 400),
  token(
    "DPoP that is none",
    { headers: { ...form, ...client, dpop: "x" }, body: "grant_type=client_credentials" },
    400
  ),
  token("two DPoP headers", { headers: { ...form, ...client, dpop: ["a.b.c", "d.e.f"] }, body: "grant_type=x" }, 400),
  token(
    "a code that is none",
    { headers: { ...form, ...client }, body: "grant_type=authorization_code&code=%0d%0a" },
    400
  ),
  token("a client that is a path", {
    headers: { ...form, authorization: `Basic ${btoa("..%2F..:x")}` },
    body: "grant_type=client_credentials"
  }, 401),

  token("Basic without anything", { headers: { ...form, authorization: "Basic" }, body: "a=b" }, 401),
  token("Basic that is no Base64", { headers: { ...form, authorization: "Basic %%%" }, body: "a=b" }, 401),
  token("Basic without a colon", { headers: { ...form, authorization: `Basic ${btoa("abc")}` }, body: "a=b" }, 401),
  token(
    "a line break in a secret",
    { headers: { ...form, authorization: `Basic ${btoa("a:%0a")}` }, body: "a=b" },
    401
  ),
  token("two Authorization headers", {
    headers: { ...form, authorization: [client.authorization, `Basic ${btoa("1:x")}`] },
    body: "grant_type=client_credentials"
  }, 400),
  token("another scheme", { headers: { ...form, authorization: "Negotiate abc" }, body: "a=b" }, 401),
  token("a wrong secret", {
    headers: { ...form, authorization: `Basic ${btoa("26888344961664:x")}` },
    body: "grant_type=client_credentials"
  }, 401),

  ["/authorize: nothing", { path: "/authorize", method: "GET" }, 400],
  ["/authorize: a stray percent sign", { path: "/authorize?client_id=%", method: "GET" }, 400],
  ["/authorize: NUL", { path: "/authorize?client_id=%00", method: "GET" }, 400],
  ["/authorize: no such client", { path: "/authorize?client_id=1&response_type=code", method: "GET" }, 400],
  ["/authorize: two clients", { path: "/authorize?client_id=1&client_id=2&response_type=code", method: "GET" }, 400],
  ["/authorize: a script for a redirect URI", {
    path: "/authorize?client_id=26888344961664&response_type=code&redirect_uri=javascript:alert(1)",
    method: "GET"
  }, 400],
  ["/authorize: a header in a redirect URI", {
    path: "/authorize?client_id=26888344961664&response_type=code&redirect_uri=https://x.example/%0d%0aset-cookie:a=b",
    method: "GET"
  }, 400],
  ["/authorize: JSON", { path: "/authorize", headers: json, body: "{}" }, 415],

  ["/userinfo: no token", { path: "/userinfo", method: "GET" }, 401],
  ["/userinfo: an empty token", { path: "/userinfo", method: "GET", headers: { authorization: "Bearer " } }, 400],
  [
    "/userinfo: a token with a blank",
    { path: "/userinfo", method: "GET", headers: { authorization: "Bearer a b" } },
    400
  ],
  ["/userinfo: Bearer-like", { path: "/userinfo", method: "GET", headers: { authorization: "Bearerx abc" } }, 401],
  ["/userinfo: a token in the query", { path: "/userinfo?access_token=abc", method: "GET" }, 400],
  ["/userinfo: two tokens", {
    path: "/userinfo",
    headers: form,
    body: "access_token=a&access_token=b"
  }, 400],
  [
    "/userinfo: DPoP without a proof",
    { path: "/userinfo", method: "GET", headers: { authorization: "DPoP abc" } },
    401
  ],
  ["/introspection: nobody", { path: "/introspection", headers: form, body: "token=x" }, 401],
  ["/introspection: two Authorization headers", {
    path: "/introspection",
    headers: { ...form, authorization: [`Basic ${btoa("api:api-secret")}`, client.authorization] },
    body: "token=x"
  }, 400],
  [
    "/introspection: a client application",
    { path: "/introspection", headers: { ...form, ...client }, body: "token=x" },
    401
  ],
  [
    "/revocation: a callback",
    { path: "/revocation", headers: { ...form, ...client }, body: "token=x&callback=f" },
    400
  ],
  ["/revocation: no token", { path: "/revocation", headers: { ...form, ...client }, body: "" }, 400],
  ["/par: a request_uri", { path: "/par", headers: { ...form, ...client }, body: "request_uri=urn:x" }, 400],
  ["/register: no JSON", { path: "/register", headers: json, body: "{" }, 400],
  ["/register: an array", { path: "/register", headers: json, body: "[]" }, 400],
  ["/register: a script for a redirect URI", {
    path: "/register",
    headers: json,
    body: JSON.stringify({ redirect_uris: ["https://x.example/", "Java\nscript:alert(1)"] })
  }, 400],
  ["/register: a script for a logo", {
    path: "/register",
    headers: json,
    body: JSON.stringify({ redirect_uris: ["https://x.example/"], "logo_uri#ja": " data:text/html,x" })
  }, 400],
  ["/register: a URL with a fragment", {
    path: "/register",
    headers: json,
    body: JSON.stringify({ redirect_uris: ["https://x.example/#f"] })
  }, 400],
  ["/register: nested beyond measure", { path: "/register", headers: json, body: "[".repeat(60_000) }, 400],
  ["/register/x: no token", { path: "/register/x", method: "GET" }, 401],
  [
    "/register/..: no client",
    { path: "/register/%2e%2e", method: "DELETE", headers: { authorization: "Bearer a" } },
    400
  ],
  ["/grants/%00: no grant", { path: "/grants/%00", method: "GET", headers: { authorization: "Bearer a" } }, 404],
  ["/decision: without a request", { path: "/decision", headers: form, body: "interaction=x&decision=allow" }, 400],
  ["/decision: without fields", { path: "/decision", headers: form, body: "" }, 400],
  ["/login: from another site", {
    path: "/login",
    headers: { ...form, origin: "https://evil.example.com" },
    body: "interaction=x&username=john&password=x"
  }, 403],
  ["/continue: without a request", { path: "/continue?interaction=__proto__", method: "GET" }, 400],
  ["nowhere", { path: "/nowhere", method: "GET" }, 404],
  ["a path that cannot be decoded", { path: "/%zz", method: "GET" }, 404]
]

describe("hostile requests", () => {
  it.each(cases)("%s", async (_, sent, status) => {
    const response = await got(sent)
    expect(response.status).toBe(status)
    if (status === 405) expect(response.headers["allow"]).toMatch(/^[A-Z]+(, [A-Z]+)*$/)
    if (status === 401) expect(response.headers["www-authenticate"]).toMatch(/^(Basic|Bearer|DPoP)/)
    expect(response.headers["location"]).toBeUndefined()
  })

  it("the server is well after all of them", async () => {
    const { status } = await got({
      path: "/token",
      headers: { ...form, ...client },
      body: "grant_type=client_credentials"
    })
    expect(status).toBe(200)
  })
})
