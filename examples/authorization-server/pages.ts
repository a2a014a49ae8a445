/**
 * The two pages of the example, in plain HTML.
 */
import { HttpServerResponse } from "@effect/platform"
import type { AuthorizationServer } from "effect-authlete"

/** Names of clients and scopes are text that others have written. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; background: #f2f4f7; color: #1c2430; display: grid; place-items: center; min-height: 100vh; margin: 0 }
  main { background: #fff; border: 1px solid #d5dae2; border-radius: 8px; padding: 2rem; width: 22rem }
  h1 { font-size: 1.25rem; margin: 0 0 1rem } label { display: block; margin: .75rem 0 }
  input { box-sizing: border-box; display: block; font: inherit; padding: .5rem; width: 100% }
  button { font: inherit; margin: .5rem .5rem 0 0; padding: .5rem 1.25rem } .wrong { color: #a40000 }`

const page = (title: string, body: string) =>
  HttpServerResponse.text(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>` +
      `<body><main><h1>${title}</h1>${body}</main></body></html>`,
    { contentType: "text/html;charset=UTF-8" }
  )

const nameOf = ({ client }: AuthorizationServer.Pending) => escaped(client?.clientName ?? "An application")

export const loginPage = (pending: AuthorizationServer.Pending, isWrong: boolean) =>
  page(
    "Log in",
    `<p>to go on to ${nameOf(pending)}</p><p class="wrong" role="alert">${
      isWrong ? "The name or the password is wrong." : ""
    }</p>
    <form method="post" action="/login">
      <input type="hidden" name="interaction" value="${pending.id}">
      <label>Name <input name="username" autocomplete="username" value="${escaped(pending.loginHint ?? "")}"></label>
      <label>Password <input name="password" type="password" autocomplete="current-password"></label>
      <button>Log in</button>
    </form>`
  )

export const consentPage = (pending: AuthorizationServer.Pending) =>
  page(
    `Allow ${nameOf(pending)}?`,
    `<p>You are ${escaped(pending.session?.subject ?? "")}. It asks for:</p>
    <ul>${
      (pending.scopes ?? []).map(({ description, name = "" }) => `<li>${escaped(description ?? name)}</li>`).join("")
    }</ul>
    <form method="post" action="/decision">
      <input type="hidden" name="interaction" value="${pending.id}">
      <button name="decision" value="allow">Allow</button>
      <button name="decision" value="deny">Deny</button>
    </form>`
  )
