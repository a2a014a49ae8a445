import { Lifecycle } from "effect-authlete"
import type { Documented } from "../documented.js"

export const lifecycle: ReadonlyArray<Documented> = [
  {
    name: "lifecycle.healthcheck",
    call: Lifecycle.healthcheck({ extended: true }),
    method: "GET",
    path: "/lifecycle/healthcheck?extended=true",
    body: "",
    response: "OK",
    secrets: [],
    base: "server"
  },
  {
    name: "lifecycle.echo",
    call: Lifecycle.echo({ "a name": "a value", empty: "" }),
    method: "GET",
    path: "/misc/echo?a%20name=a%20value&empty=",
    body: "",
    response: { "a name": "a value", empty: "" },
    secrets: [],
    base: "server"
  }
]
