/**
 * What a client application manages at the server: its registration, and what was granted to it.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { get, proof, recorded, token } from "./support.js"

const bearer = { authorization: `Bearer ${token}` }

describe("RFC 7591 and RFC 7592: registration", () => {
  const registered = { action: "CREATED", responseContent: "{\"client_id\":\"1\"}" }
  const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    recorded(
      AuthorizationServer.registration,
      new Request(`https://as.example.com${path}`, {
        method,
        ...(body !== undefined && { body }),
        headers: { "content-type": "application/json", ...headers }
      }),
      {
        "dynamicRegistration.register": registered,
        "dynamicRegistration.update": { ...registered, action: "UPDATED" },
        "dynamicRegistration.get": { ...registered, action: "OK" },
        "dynamicRegistration.delete": { action: "DELETED" }
      }
    )

  it.effect("RFC 7591, section 3.1: the metadata goes on as it is, without a token", () =>
    Effect.map(send("POST", "/register", "{ \"client_name\": \"x\" }"), ({ calls, status }) => {
      expect({ status, request: calls[0]?.request }).toEqual({
        status: 201,
        request: { json: "{ \"client_name\": \"x\" }" }
      })
    }))

  it.effect("RFC 7591, section 3: an initial access token goes with it", () =>
    Effect.map(send("POST", "/register", "{}", bearer), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ json: "{}", token })
    }))

  it.effect.each(["[]", "null", "\"a\"", "{", ""])(
    "metadata that is no object is refused: %s",
    (body) =>
      Effect.map(send("POST", "/register", body), (response) => {
        expect({ status: response.status, calls: response.calls }).toEqual({ status: 400, calls: [] })
        expect(JSON.parse(response.body)).toMatchObject({ error: "invalid_client_metadata" })
      })
  )

  it.effect.each([["GET", undefined], ["PUT", "{}"], ["DELETE", undefined]] as const)(
    "RFC 7592, section 2: %s needs the registration access token",
    ([method, body]) =>
      Effect.map(send(method, "/register/1", body), ({ calls, headers, status }) => {
        expect({ status, calls, challenge: headers["www-authenticate"] }).toEqual({
          status: 401,
          calls: [],
          challenge: "Bearer, DPoP"
        })
      })
  )

  it.effect("the client is the one that the path names", () =>
    Effect.map(send("DELETE", "/register/a%20b?client_id=2", undefined, bearer), ({ calls }) => {
      expect(calls[0]?.request).toEqual({ clientId: "a b", token })
    }))

  it.effect.each(["/register/", "/register/%20", "/register/%00", "/register/%zz", "/register/a%2Fb"])(
    "a path that names no client is not passed on: %s",
    (path) =>
      Effect.map(send("DELETE", path, undefined, bearer), ({ calls, headers, status }) => {
        expect({ status, calls, allow: headers["allow"] }).toEqual({ status: 405, calls: [], allow: "POST" })
      })
  )
})

describe("Grant Management for OAuth 2.0, section 6", () => {
  const send = (method: string, path: string, headers: Record<string, string> = bearer) =>
    recorded(AuthorizationServer.grantManagement, new Request(`https://as.example.com${path}`, { method, headers }), {
      "grantManagement.process": { action: "NO_CONTENT" }
    })

  it.effect.each([["GET", "QUERY"], ["DELETE", "REVOKE"]] as const)(
    "%s is %s",
    ([method, gmAction]) =>
      Effect.map(send(method, "/gm/g1"), ({ calls }) => {
        expect(calls[0]?.request).toEqual({ accessToken: token, gmAction, grantId: "g1" })
      })
  )

  it.effect("RFC 9449, section 4.2: a proof is for the URL of the grant", () =>
    Effect.map(
      recorded(
        AuthorizationServer.grantManagement,
        get("/gm/g1", { authorization: `DPoP ${token}`, dpop: proof }),
        {
          "services.configuration": { grant_management_endpoint: "https://as.example.com/gm/" },
          "grantManagement.process": { action: "NO_CONTENT" }
        }
      ),
      ({ calls }) => {
        expect(calls[1]?.request).toEqual({
          accessToken: token,
          gmAction: "QUERY",
          grantId: "g1",
          dpop: proof,
          htm: "GET",
          htu: "https://as.example.com/gm/g1"
        })
      }
    ))

  it.effect("a path that names no grant is not passed on", () =>
    Effect.map(send("DELETE", "/gm/"), ({ calls, status }) => {
      expect({ status, calls }).toEqual({ status: 404, calls: [] })
    }))
})
