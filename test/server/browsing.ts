/**
 * The example server at a port of its own, and a browser for its pages: cookies, redirects and forms.
 */
import { HttpServer } from "@effect/platform"
import { Effect, ManagedRuntime } from "effect"
import { connect } from "node:net"
import { serverAt } from "../../examples/authorization-server.js"

export interface Running {
  readonly issuer: string
  readonly stop: () => Promise<void>
}

export const startExample = async (): Promise<Running> => {
  const runtime = ManagedRuntime.make(serverAt(0))
  const issuer = await runtime.runPromise(HttpServer.addressFormattedWith(Effect.succeed))
  return { issuer, stop: () => runtime.dispose() }
}

/** Sends bytes as they are, and gives the bytes of the response. */
export const sendRaw = (issuer: string, bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(issuer)
    const socket = connect(Number(port), hostname)
    let response = ""
    socket.setEncoding("latin1").on("data", (chunk: string) => response += chunk)
    socket.once("error", reject).once("close", () => resolve(response))
    // The server sees the end of what there is to come, and has to respond to that.
    socket.end(bytes, "latin1")
  })

export interface Page {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly html: string
}

/** A browser follows redirects, except those that leave for the client application. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #issuer: string

  constructor(issuer: string) {
    this.#issuer = issuer
  }

  #keep(headers: Headers) {
    for (const cookie of headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";")
      const [name = "", value = ""] = pair.split("=")
      if (/max-age=0\b/i.test(cookie)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  }

  async visit(url: string | URL, init: RequestInit = {}): Promise<Page> {
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: { ...init.headers as Record<string, string>, cookie: this.cookies }
    })
    this.#keep(response.headers)
    const location = response.headers.get("location")
    const next = location === null ? undefined : new URL(location, url)
    if (next !== undefined && next.origin === this.#issuer && next.pathname !== "/callback") return this.visit(next)
    return {
      url: next?.href ?? String(url),
      status: response.status,
      headers: response.headers,
      html: await response.text()
    }
  }

  /** Sends the form of a page, with what a person fills in. */
  submit(page: Page, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const action = /<form method="post" action="([^"]*)"/.exec(page.html)?.[1] ?? ""
    const interaction = /name="interaction" value="([^"]*)"/.exec(page.html)?.[1] ?? ""
    return this.visit(new URL(action, this.#issuer), {
      method: "POST",
      body: new URLSearchParams({ interaction, ...fields }),
      headers: { origin: this.#issuer, ...headers }
    })
  }

  /** Logs in if need be, and decides. What comes back is where the client application is called. */
  async decide(url: string | URL, decision: "allow" | "deny"): Promise<URL> {
    const first = await this.visit(url)
    const consent = first.html.includes("action=\"/login\"")
      ? await this.submit(first, { username: "john", password: "correct horse" })
      : first
    const { url: callback } = await this.submit(consent, { decision })
    return new URL(callback)
  }
}
