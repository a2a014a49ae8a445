/**
 * The least that a program does for the same calls with the `fetch` of Node: the same headers and body, and the answer's
 * JSON, unchecked.
 */
import { compete } from "./contestant.js"
import { accessToken, create, type Documented, introspect, revoke, serviceId } from "./documented.js"
import { headers } from "./headers.js"

const [origin = ""] = process.argv.slice(2)

const post = async <Response extends object>({ path, request }: Documented<Response>): Promise<Response> => {
  const response = await fetch(`${origin}/api/${serviceId}${path}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(request)
  })
  return JSON.parse(await response.text()) as Response
}

compete({ revoke: () => post(revoke), introspect: () => post(introspect), create: () => post(create) })
